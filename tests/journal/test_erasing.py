"""Erasure: asked by one person, approved by another; the data go, the chain stays whole and says what went."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from hengxian.journal import sealed, verifying
from hengxian.journal.actor import Actor
from hengxian.journal.erasing import approve_erasure, propose_erasure, withdraw_erasure
from hengxian.journal.exporting import export_journal
from hengxian.journal.models import Entry
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Organisation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CLERK = Actor(person=1, account=11, name="甲", roles=frozenset({"clerk"}))
CLERK_AS_HEAD = Actor(person=1, account=12, name="甲", roles=frozenset({"head_of_body"}))
HEAD = Actor(person=2, account=21, name="乙", roles=frozenset({"head_of_body"}))
SECRET = "联系人丙某某"

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    made = create(
        Organisation(name="云泽市政务局", type="政府及职能部门", office_address=SECRET), by=CLERK, at=NOON
    )
    return amend(made, by=CLERK, at=NOON, name="云泽市政务服务局")


def asked(organisation: Organisation, **said):
    return propose_erasure(
        organisation,
        ("office_address",),
        by=CLERK,
        at=NOON,
        reason="本人要求",
        data_kinds="联系人姓名",
        **said,
    )


@pytest.mark.covers("G-14")
def test_what_was_erased_is_gone_and_the_chain_says_what_by_whom_and_why(
    organisation: Organisation, tmp_path: Path
):
    erasure = asked(organisation)

    approve_erasure(erasure, by=HEAD, at=NOON + timedelta(hours=1))

    assert Organisation.objects.get().office_address == "（已清除）"
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM journal_detail")
        assert SECRET not in "".join(str(row) for row in cursor.fetchall())
    assert list(verifying.faults()) == []
    export_journal(tmp_path / "export", {})
    verdict = sealed.verify(tmp_path / "export")
    assert (verdict.faults, [str(one) for one in verdict.erased]) == (
        (),
        [
            f"组织 {organisation.pk} 的联系人姓名已于 2026-03-02 13:00 清除（日志第 1、2 条的内容），"
            "申请 甲，批准 乙，理由：本人要求（日志第 4 条）"
        ],
    )


@pytest.mark.covers("G-14")
def test_nobody_approves_what_he_asked_for_himself(organisation: Organisation):
    erasure = asked(organisation)

    with pytest.raises(NotAllowed, match="不能“批准并清除”"):
        approve_erasure(erasure, by=CLERK_AS_HEAD, at=NOON)

    assert Organisation.objects.get().office_address == SECRET


def test_what_must_be_kept_longer_stays_and_a_withdrawn_request_too(organisation: Organisation):
    erasure = asked(organisation, retained_until=date(2026, 3, 2))

    with pytest.raises(NotNow, match="须保存至 2026-03-02"):
        approve_erasure(erasure, by=HEAD, at=NOON)
    withdraw_erasure(erasure, by=CLERK, at=NOON, reason="不再需要")
    with pytest.raises(NotNow, match="须为：已申请"):
        approve_erasure(erasure, by=HEAD, at=NOON + timedelta(days=2))


def test_a_column_that_holds_the_process_together_cannot_be_erased(organisation: Organisation):
    with pytest.raises(Incomplete, match="没有可以清除的栏目“version”"):
        propose_erasure(organisation, ("version",), by=CLERK, at=NOON, reason="试", data_kinds="无")


def test_words_that_vanish_without_an_erasure_are_found(organisation: Organisation):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_detail SET facts = NULL WHERE entry_id = 1")

    assert list(verifying.faults()) == ["第 1 条的内容不见了，日志中没有清除它的记录"]
    assert Entry.objects.count() == 2
