"""The journal is the only writer: what is refused leaves nothing, what is done is in the chain."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction

from hengxian.certification.models import Complaint
from hengxian.journal import chain, verifying
from hengxian.journal.actor import Actor
from hengxian.journal.models import Attempt, Entry, Receipt
from hengxian.journal.receipts import once
from hengxian.journal.writing import amend, begin, create, enact
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow, Stale
from hengxian.people.models import Organisation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(person=1, account=11, name="甲", roles=frozenset({"clerk"}))
DELEGATE = Actor(person=2, account=21, name="乙", roles=frozenset({"head_delegate"}))

pytestmark = pytest.mark.django_db


def a_complaint(number: str = "T-1") -> Complaint:
    complaint = Complaint(number=number, receipt_code=number, subject="认证机构", received_at=NOON)
    return begin(complaint, "receive", by=CLERK, at=NOON, text="电话无人接听")


def test_begin_writes_the_record_and_its_first_entry():
    complaint = a_complaint()

    entry = Entry.objects.get()
    assert (complaint.status, complaint.version) == ("已收到", 1)
    assert (entry.verb, entry.from_state, entry.to_state, entry.at) == (
        "receive", "—", "已收到", "2026-03-02T12:00:00+08:00",
    )  # fmt: skip
    assert entry.said.facts["facts"] == {"text": "电话无人接听"}
    assert list(verifying.faults()) == []


def test_enact_moves_the_state_and_keeps_before_and_after():
    complaint = a_complaint()

    enact(complaint, "acknowledge", by=CLERK, at=NOON, reason="查")

    said = Entry.objects.get(verb="acknowledge").said.facts
    assert Complaint.objects.get().status == "已受理"
    assert (said["before"], said["after"]) == ({"status": "已收到"}, {"status": "已受理"})
    assert Entry.objects.get(verb="acknowledge").reason == "查"


def test_enact_in_the_wrong_state_changes_nothing():
    complaint = a_complaint()

    with pytest.raises(NotNow, match="投诉现为“已收到”，不能调查投诉；须为：已受理"):
        enact(complaint, "investigate", by=CLERK, at=NOON, findings="无")

    assert (Complaint.objects.get().status, Entry.objects.count()) == ("已收到", 1)


def test_enact_without_a_required_fact_names_it():
    complaint = a_complaint()

    with pytest.raises(Incomplete, match="受理投诉还缺：初步意见"):
        enact(complaint, "acknowledge", by=CLERK, at=NOON)


def test_enact_by_somebody_without_the_role_is_refused_and_the_attempt_can_be_kept():
    from hengxian.journal.attempts import keep

    complaint = a_complaint()
    with pytest.raises(NotAllowed) as refusal:
        enact(complaint, "refuse", by=CLERK, at=NOON, reason="不属实")

    keep(refusal.value, by=CLERK, at=NOON)

    attempt = Attempt.objects.get()
    assert (attempt.verb, attempt.object_kind, attempt.http) == ("refuse", "complaint", 403)


def test_the_loser_of_a_race_is_told_what_changed():
    complaint = a_complaint()
    other = Complaint.objects.get()
    enact(other, "acknowledge", by=DELEGATE, at=NOON + timedelta(minutes=5), reason="查")

    with pytest.raises(Stale) as lost:
        enact(complaint, "acknowledge", by=CLERK, at=NOON, reason="我也查")

    assert lost.value.changes == ("2026-03-02 12:05 乙：受理投诉（已收到 → 已受理）",)
    assert Entry.objects.filter(verb="acknowledge").count() == 1


@pytest.mark.parametrize("act", ["create", "amend"])
def test_a_text_that_does_not_fit_is_refused_with_both_figures_and_nothing_is_kept(act: str):
    fits = create(Organisation(name="云" * 120, type="政府及职能部门"), by=CLERK, at=NOON)
    sentence = "“名称”最多 120 个字，现有 121 个字"

    acts = {
        "create": lambda name: create(Organisation(name=name, type="政府及职能部门"), by=CLERK, at=NOON),
        "amend": lambda name: amend(fits, by=CLERK, at=NOON, name=name),
    }

    with pytest.raises(Incomplete, match=sentence) as refusal:
        acts[act]("云" * 121)

    assert refusal.value.fields == ("name",)
    assert (Organisation.objects.get().name, Entry.objects.count()) == ("云" * 120, 1)


def test_an_amendment_of_a_settled_record_is_refused():
    complaint = a_complaint()

    with pytest.raises(NotNow, match="投诉已定稿，不能再改"):
        amend(complaint, by=CLERK, at=NOON, text="改")


def test_the_same_key_makes_one_record():
    made = [once("k1", by=CLERK, at=NOON, make=lambda: a_complaint("T-9")) for _ in range(2)]

    assert made[0].pk == made[1].pk
    assert (Complaint.objects.count(), Receipt.objects.count()) == (1, 1)


@pytest.mark.covers("G-1")
def test_a_row_altered_behind_the_journal_is_named():
    complaint = a_complaint()
    organisation = create(Organisation(name="云泽市政务局", type="政府及职能部门"), by=CLERK, at=NOON)

    Organisation.objects.filter(pk=organisation.pk).update(name="别的局")

    assert list(verifying.faults()) == [
        f"组织 {organisation.pk} 被改动：与日志第 2 条（create）之后的内容不符",
    ]
    Complaint.objects.filter(pk=complaint.pk).delete()
    assert f"投诉 {complaint.pk} 已不在库中：日志第 1 条之后被删" in list(verifying.faults())


@pytest.mark.parametrize("act", ["UPDATE journal_entry SET reason = 'x'", "DELETE FROM journal_entry"])
def test_the_database_refuses_to_alter_an_entry(act: str):
    a_complaint()

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)


@pytest.mark.covers("G-1")
@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ({"reason": "另一理由"}, "第 2 条被改动：与其摘要不符"),
        ({"facts": {"facts": {}}}, "第 2 条的内容被改动：与其摘要不符"),
        (None, "第 2 条不存在，其后是第 3 条"),
    ],
)
def test_the_first_broken_entry_is_named(harm, sentence):
    for number in "abc":
        a_complaint(number)
    told = [entry.as_mapping() for entry in verifying.entries()]
    assert list(chain.faults(told)) == []

    told[1:2] = [told[1] | harm] if harm else []

    assert list(chain.faults(told)) == [sentence]
