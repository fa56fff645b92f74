"""Rows are written by those who may, when they may, once where once is enough, and nothing is lost."""

import pytest

from hengxian.certification.models import Complaint
from hengxian.journal import verifying
from hengxian.journal.models import Entry
from hengxian.journal.writing import begin
from hengxian.kernel.refusals import NotAllowed, NotNow, Stale
from hengxian.people.models import Person
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.checking import Unfit
from hengxian.records.registers.reading import as_of, first_row, row_of, rows
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.writing import Line, revise, write, write_many
from tests.records.registers.books import (
    AUDITOR,
    CASE,
    CLERK,
    HEAD,
    INTERVIEW,
    LATER,
    LEAD,
    NOON,
    PACK,
    actor,
    application,
    enrolled,
)  # fmt: skip

pytestmark = pytest.mark.django_db
CONCLUSION = {"conclusion": "未发现", "methods": ["现场审核"], "finding": "抽看三处，未发现不符合"}


@pytest.fixture(autouse=True)
def _people() -> None:
    enrolled(1, 2, 3, 4)


def checklist(*, version: int | None = None, count: int = 181) -> list[Line]:
    items = list(subjects(PACK.register("checklist"), PACK))[:count]
    return [Line(CONCLUSION, subject=item, version=version) for item in items]


def test_write_keeps_the_row_and_journals_it():
    book = open_book(PACK, "interviews", CASE)

    row = write(book, INTERVIEW, by=AUDITOR, at=NOON)

    entry = Entry.objects.get(object_kind="register_row")
    assert (row.number, row.written_by, row.owner, row.data["post"]) == (1, 2, 2, "话务员")
    assert (entry.story, entry.object_kind, entry.verb) == (CASE, "register_row", "create")
    assert [each.pk for each in rows("interviews", CASE)] == [row.pk]
    assert list(verifying.faults()) == []


def test_write_by_somebody_without_the_duty_is_refused():
    with pytest.raises(NotAllowed, match=r"没有填写《人员访谈》的权限（6.2.2.5）"):
        write(open_book(PACK, "interviews", CASE), INTERVIEW, by=CLERK, at=NOON)

    assert (RegisterRow.objects.count(), Entry.objects.filter(story=CASE).count()) == (0, 0)


@pytest.mark.covers("R6.2.2.1")
def test_write_before_its_stage_is_refused():
    early = open_book(PACK, "condition_findings", application("草稿"))

    with pytest.raises(NotNow, match=r"现为“草稿”，不能填写《申请条件审核》；须为：已提交、已补充（6.1.1）"):
        write(
            early,
            {"finding": "具备", "checked_how": "查证书", "reason": "有"},
            by=CLERK,
            at=NOON,
            subject="6.1.1.1",
        )


def test_state_is_read_afresh_when_a_row_is_written():
    case = application("已提交")
    book = open_book(PACK, "condition_findings", case)
    type(case).objects.filter(pk=case.pk).update(status="已受理")

    with pytest.raises(NotNow, match="现为“已受理”"):
        write(
            book,
            {"finding": "具备", "checked_how": "查证书", "reason": "有"},
            by=CLERK,
            at=NOON,
            subject="6.1.1.1",
        )


def test_second_row_on_one_subject_is_refused():
    book = open_book(PACK, "checklist", CASE)
    write(book, CONCLUSION, by=LEAD, at=NOON, subject="9.1.1.1")

    with pytest.raises(
        NotNow, match=r"《审核检查表》已有“9.1.1.1 架构合理”的记录（第 1 号），请在原记录上修改"
    ):
        write(book, CONCLUSION, by=AUDITOR, at=NOON, subject="9.1.1.1")


@pytest.mark.covers("A-13")
def test_two_raters_judge_one_leaf_and_a_changed_score_keeps_the_old():
    book = open_book(PACK, "leaf_judgements", CASE)
    seen = write(open_book(PACK, "interviews", CASE), INTERVIEW, by=AUDITOR, at=NOON)
    proof = (f"row:{seen.pk}",)
    first = write(book, {"score": "80", "reason": "好"}, by=LEAD, at=NOON, subject="warmth", evidence=proof)
    write(book, {"score": "60", "reason": "尚可"}, by=AUDITOR, at=NOON, subject="warmth", evidence=proof)

    revise(book, first, {"score": "75"}, by=LEAD, at=LATER, version=1, reason="复听")

    assert [row.data["score"] for row in rows("leaf_judgements", CASE, "warmth")] == ["75", "60"]
    assert [past.data["score"] for past in as_of("leaf_judgements", CASE, NOON)] == ["80", "60"]
    assert [past.version for past in as_of("leaf_judgements", CASE, LATER)] == [2, 1]


def test_score_is_not_changed_by_another_rater():
    book = open_book(PACK, "leaf_judgements", CASE)
    facts = {"score": "80", "reason": "好"}
    row = write(book, facts, by=LEAD, at=NOON, subject="warmth", evidence=("evaluation:1",))

    with pytest.raises(NotAllowed, match="《评判打分》的这一条只能由填写人本人修改"):
        revise(book, row, {"score": "95"}, by=AUDITOR, at=LATER)

    assert row_of("leaf_judgements", CASE, "warmth").data["score"] == "80"


def test_measured_leaf_cannot_be_judged():
    with pytest.raises(Unfit, match="“指标”中没有“call_connection_rate”"):
        write(
            open_book(PACK, "leaf_judgements", CASE), {"score": "99", "reason": "高"},
            by=LEAD, at=NOON, subject="call_connection_rate", evidence=("evaluation:1",),
        )  # fmt: skip


def test_evidence_that_does_not_exist_is_refused():
    other = write(open_book(PACK, "interviews", "case:2"), INTERVIEW, by=AUDITOR, at=NOON)

    with pytest.raises(Unfit) as refusal:
        write(
            open_book(PACK, "leaf_judgements", CASE), {"score": "80", "reason": "好"},
            by=LEAD, at=NOON, subject="warmth", evidence=(f"row:{other.pk}", "file:7", "见附件", "evaluation:1"),
        )  # fmt: skip

    assert [fault.sentence for fault in refusal.value.faults] == [
        f"没有“row:{other.pk}”这件证据", "没有“file:7”这件证据", "没有“见附件”这件证据",
    ]  # fmt: skip


def test_person_that_is_not_enrolled_is_refused():
    with pytest.raises(Unfit, match="没有登记过编号为 99 的人员"):
        write(open_book(PACK, "interviews", CASE), INTERVIEW | {"interviewer": 99}, by=LEAD, at=NOON)


@pytest.mark.parametrize("count", [2, 200])
def test_whole_checklist_is_written_in_few_statements(django_assert_max_num_queries, count: int):
    book = open_book(PACK, "checklist", CASE)
    lines = checklist(count=count)

    with django_assert_max_num_queries(18):
        written = write_many(book, lines, by=LEAD, at=NOON)

    assert (len(written.made), len(written.changed), len(written.kept)) == (len(lines), 0, 0)
    assert [row.number for row in rows("checklist", CASE)] == list(range(1, len(lines) + 1))
    assert Entry.objects.filter(story=CASE).count() == len(lines)
    assert list(verifying.faults()) == []


def test_sheet_sent_again_changes_only_what_differs():
    book = open_book(PACK, "checklist", CASE)
    write_many(book, checklist(count=3), by=LEAD, at=NOON)
    again = checklist(version=1, count=4)
    again[1] = Line(CONCLUSION | {"conclusion": "不符合"}, again[1].subject, version=1)

    written = write_many(book, again, by=AUDITOR, at=LATER)

    assert [len(part) for part in (written.made, written.changed, written.kept)] == [1, 1, 2]
    assert [row.data["conclusion"] for row in rows("checklist", CASE)] == [
        "未发现",
        "不符合",
        "未发现",
        "未发现",
    ]
    assert [row.version for row in rows("checklist", CASE)] == [1, 2, 1, 1]


@pytest.mark.parametrize("version", [1, None])
def test_sheet_seen_before_somebody_elses_change_is_refused_whole(version: int | None):
    book = open_book(PACK, "checklist", CASE)
    [row] = write_many(book, checklist(count=1), by=LEAD, at=NOON).made
    revise(book, row, {"finding": "又看一处"}, by=AUDITOR, at=LATER, version=1)

    with pytest.raises(Stale):
        write_many(book, checklist(version=version, count=3), by=LEAD, at=LATER)

    assert rows("checklist", CASE).count() == 1


def test_every_fault_of_a_sheet_is_told_and_nothing_is_written():
    lines = [Line({}, "9.1.1.1"), Line(CONCLUSION, "9.1.1.2"), Line(CONCLUSION, "9.1.1.2")]

    with pytest.raises(Unfit) as refusal:
        write_many(open_book(PACK, "checklist", CASE), lines, by=LEAD, at=NOON)

    assert [str(fault) for fault in refusal.value.faults] == [
        "9.1.1.1 架构合理：「结论」须填写",
        "9.1.1.1 架构合理：「审核方法」须填写",
        "9.1.1.1 架构合理：「所见」须填写",
        "9.1.1.2 职责明确：在同一次填写中出现了两次",
    ]
    assert RegisterRow.objects.count() == 0


def test_register_that_only_grows_cannot_be_revised():
    book = open_book(PACK, "impartiality_reviews", BODY)
    facts = {"reviewed_on": "2026-03-01", "reviewers": "负责人", "findings": "无", "decisions": "照旧"}
    row = write(book, facts, by=HEAD, at=NOON, subject="2026")

    with pytest.raises(NotNow, match="《公正性年度评审》只能增加，不能修改；更正请另写一条并说明"):
        revise(book, row, {"findings": "有"}, by=HEAD, at=LATER)

    assert (row.review_on.isoformat(), row_of("impartiality_reviews", BODY, "2026").data) == (
        "2027-03-02",
        facts,
    )


@pytest.mark.covers("L13-person", "L14")
def test_declaration_is_written_by_the_person_it_is_about():
    book = open_book(PACK, "member_declarations", CASE)
    ties = dict.fromkeys(
        ("asset_tie", "management_tie", "office_tie", "advice_tie", "other_body", "other_tie"), "否"
    )
    facts = ties | {"details": "无", "declared_on": "2026-03-01", "true_statement": "是"}

    with pytest.raises(NotAllowed, match="《成员声明》须由本人填写"):
        write(book, facts, by=LEAD, at=NOON, subject="2")

    row = write(book, facts, by=AUDITOR, at=NOON, subject="2")
    assert (row.subject, row.data["asset_tie"], row.data["true_statement"]) == ("2", False, True)


def test_ruling_is_not_made_by_the_person_it_is_about():
    book = open_book(PACK, "tie_rulings", CASE)

    with pytest.raises(NotAllowed, match="《利益关系裁定》的这一条涉及本人，须由他人填写"):
        write(book, {"ruling": "可以参加", "reason": "已满两年"}, by=HEAD, at=NOON, subject="4")


def test_own_file_is_opened_by_self_and_nobody_else():
    facts = {"only_here": "是", "declared_on": "2026-03-01", "true_statement": True}
    book = open_book(PACK, "employment_declarations", Person.objects.get(pk=2))

    with pytest.raises(NotAllowed, match="没有填写《执业声明》的权限"):
        write(book, facts, by=LEAD, at=NOON)

    write(book, facts, by=actor(2), at=NOON)
    assert first_row("employment_declarations", "person:2").written_by == 2


@pytest.mark.covers("A-18")
def test_complaint_is_not_handled_by_whom_it_is_about():
    complaint = Complaint(number="T-1", receipt_code="T-1", subject="认证机构", received_at=NOON, person_id=3)
    begin(complaint, "receive", by=HEAD_CLERK, at=NOON, text="态度生硬")
    book = open_book(PACK, "complaint_notes", complaint)
    facts = {"step": "调查", "done_on": "2026-03-02", "note": "听取双方"}

    with pytest.raises(NotAllowed, match="不能填写《投诉处理记录》：该投诉所指的就是本人"):
        write(book, facts, by=CLERK, at=NOON)

    assert write(book, facts, by=HEAD_CLERK, at=NOON).number == 1


def test_book_of_another_kind_of_record_does_not_open():
    with pytest.raises(ValueError, match="interviews is not kept for body:1"):
        open_book(PACK, "interviews", BODY)


HEAD_CLERK = actor(4, "clerk")
