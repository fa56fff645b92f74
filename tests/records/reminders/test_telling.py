"""Reminders reach their receivers once, through any number of runs, and stop when the thing is done."""

from datetime import date, timedelta

import pytest

from hengxian.journal.writing import create
from hengxian.people.models import Organisation
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models import Notice
from hengxian.records.notices.inbox import inbox
from hengxian.records.reminders import telling
from hengxian.records.reminders.computing import DueThing
from hengxian.records.reminders.telling import due_things, remind
from tests.cast import NOON, appoint, found_site, open_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(monkeypatch) -> list[DueThing]:
    monkeypatch.setattr(telling, "_sources", [])
    things: list[DueThing] = []
    due_things(lambda at: things)
    return things


def test_a_reminder_is_told_once_to_each_receiver_and_stops_when_done(waiting: list[DueThing]):
    found_site()
    clerk = appoint(open_account("业务甲", "clerk"), "clerk")
    thing = DueThing(
        "acceptance_review", "application:1", "A-1", date(2026, 3, 4), link="/office/applications/1/"
    )
    waiting.append(thing)

    told = [len(remind(NOON)) for _ in range(3)]
    told.append(len(remind(NOON + timedelta(days=1))))
    waiting[:] = [DueThing("acceptance_review", "application:1", "A-1", date(2026, 3, 4), is_done=True)]
    told.append(len(remind(NOON + timedelta(days=2))))

    assert told == [2, 0, 0, 2, 0]  # the clerks and the head, on two days
    assert [one.notice.text for one in inbox(clerk)] == ["申请A-1的受理审查应于 2026-03-04 前完成"] * 2
    assert {notice.role for notice in Notice.objects.all()} == {"clerk", "head_of_body"}


def test_the_applicant_and_the_named_auditors_are_told_themselves(waiting: list[DueThing]):
    found_site()
    client = create(Organisation(name="云泽市政务服务局", type="政府及职能部门"), by=TIMETABLE, at=NOON)
    lead = appoint(open_account("组长乙", "lead"), "lead_auditor")
    waiting.append(
        DueThing(
            "nonconformity_limit",
            "nonconformity:1",
            "NC-1",
            date(2026, 3, 2),
            organisation=client.pk,
            accounts={"lead_auditor": (lead.pk,)},
        )
    )

    remind(NOON)

    assert sorted(
        (n.account_id or 0, n.role, n.organisation_id or 0) for n in Notice.objects.all()
    ) == sorted([(0, "", client.pk), (lead.pk, "", 0)])
