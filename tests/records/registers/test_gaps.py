"""What a register lacks is found by the kinds of rule it names, on a day that is an argument."""

from datetime import date, timedelta

import pytest

from hengxian.people.models import Person
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.gaps import gaps, told
from hengxian.records.registers.reading import to_review
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.writing import Line, write, write_many
from tests.records.registers.books import (
    AUDITOR,
    CASE,
    CLERK,
    HEAD,
    INTERVIEW,
    LEAD,
    NOON,
    PACK,
    TODAY,
    enrolled,
)

DAY = timedelta(days=1)
FEE = {
    "item": "审核",
    "unit": "人天",
    "amount": "3000",
    "published_on": "2026-01-01",
    "starts_on": "2026-01-01",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people() -> None:
    enrolled(1, 2, 3, 4)


def sentences(register: str, bound: object = CASE, on: date = TODAY, **more: object) -> list[str]:
    return [str(gap) for gap in gaps(open_book(PACK, register, bound), on, **more)]  # type: ignore[arg-type]


@pytest.mark.covers("R6.2.2.5")
def test_interviews_lack_service_staff_while_only_managers_were_asked():
    book = open_book(PACK, "interviews", CASE)

    write(book, INTERVIEW | {"level": "管理人员", "rank": "中层"}, by=LEAD, at=NOON)
    assert sentences("interviews") == ["《人员访谈》缺「对象」为“服务人员”的记录（6.2.2.5）"]

    write(book, INTERVIEW, by=LEAD, at=NOON)
    assert sentences("interviews") == []


@pytest.mark.covers("R6.2.2.4")
def test_system_tests_need_both_kinds():
    test = {
        "kind": "功能测试",
        "tested_at": "2026-03-02T10:00",
        "script": "脚本 V1",
        "environment": "测试环境",
        "result": "通畅",
    }
    write(open_book(PACK, "system_tests", CASE), test, by=LEAD, at=NOON, evidence=("evaluation:1",))

    assert sentences("system_tests") == ["《系统测试》缺「种类」为“性能测试”的记录（6.2.2.4）"]


def test_checklist_lacks_every_item_that_is_not_concluded():
    items = list(subjects(PACK.register("checklist"), PACK))
    said = {"conclusion": "未发现", "methods": ["现场审核"], "finding": "未发现"}
    write_many(
        open_book(PACK, "checklist", CASE), [Line(said, item) for item in items[:-1]], by=LEAD, at=NOON
    )

    [lacking] = gaps(open_book(PACK, "checklist", CASE), TODAY)

    assert (lacking.kind, lacking.subject, lacking.clause) == ("uncovered", items[-1], "6.2.2.7")
    assert sentences("checklist", subjects=items[:5]) == []


def test_registration_is_gone_the_day_after_it_ends_and_near_before():
    person = Person.objects.get(pk=2)
    facts = {
        "registration": "服务认证审查员",
        "number": "演-1",
        "starts_on": "2025-01-01",
        "ends_on": "2026-03-02",
        "checked_how": "查原件",
    }
    write(
        open_book(PACK, "auditor_registrations", person), facts, by=CLERK, at=NOON, evidence=("evaluation:1",)
    )

    near, gone = (
        gaps(open_book(PACK, "auditor_registrations", person), day) for day in (TODAY, date(2026, 3, 3))
    )

    assert [(gap.sentence, gap.is_due) for gap in near] == [
        ("《人员注册登记》第 1 号的「有效期至」2026-03-02 将到", False)
    ]
    assert [(gap.sentence, gap.is_due) for gap in gone] == [
        ("《人员注册登记》第 1 号的「有效期至」2026-03-02 已过", True)
    ]
    assert sentences("auditor_registrations", person, date(2025, 12, 1)) == []


@pytest.mark.covers("L13-body")
def test_yearly_review_is_overdue_after_a_year():
    facts = {"reviewed_on": "2026-03-01", "reviewers": "负责人", "findings": "无", "decisions": "照旧"}
    assert sentences("impartiality_reviews", BODY) == ["《公正性年度评审》没有记录"]

    write(open_book(PACK, "impartiality_reviews", BODY), facts, by=HEAD, at=NOON, subject="2026")

    assert sentences("impartiality_reviews", BODY, date(2027, 3, 2)) == []
    assert sentences("impartiality_reviews", BODY, date(2027, 3, 3)) == [
        "《公正性年度评审》2026应于 2027-03-02 前复核"
    ]


def test_rows_to_review_are_found_over_all_registers_and_only_the_newest_of_those_that_grow():
    review = {"reviewed_on": "2026-03-01", "reviewers": "负责人", "findings": "无", "decisions": "照旧"}
    contact = {"office": "认证部", "post": "方案主管", "telephone": "12345"}
    write(open_book(PACK, "impartiality_reviews", BODY), review, by=HEAD, at=NOON, subject="2026")
    write(open_book(PACK, "scheme_contacts", BODY), contact, by=HEAD, at=NOON)
    write(open_book(PACK, "fee_list", BODY), FEE, by=HEAD, at=NOON)

    assert list(to_review(date(2027, 3, 2))) == []
    assert [row.register for row in to_review(date(2027, 3, 3))] == [
        "impartiality_reviews",
        "scheme_contacts",
    ]

    write(open_book(PACK, "impartiality_reviews", BODY), review, by=HEAD, at=NOON + 365 * DAY, subject="2027")
    assert [row.register for row in to_review(date(2027, 3, 3))] == ["scheme_contacts"]


@pytest.mark.covers("R6.2.1.4", "R13.3.1.4")
def test_tools_are_open_until_each_kind_is_ready():
    kinds = ("表格", "记录表", "问卷", "访谈提纲", "测试脚本")
    lines = [
        Line(
            {"kind": kind, "name": kind, "edition": "V1", "ready": "否" if kind == "问卷" else "是"},
            evidence=("evaluation:1",),
        )
        for kind in kinds
    ]
    write_many(open_book(PACK, "tools", CASE), lines, by=AUDITOR, at=NOON)

    assert sentences("tools") == ["《工具与表格清单》第 3 号的「已准备好」为“否”（6.2.1.4）"]


def test_row_lacks_what_it_may_fill_later_and_its_evidence():
    survey = {
        "way": "问卷调查", "questionnaire": "问卷 V1", "frame": "近三月来电", "starts_on": "2026-02-01", "ends_on": "2026-02-20",
        "asked": "200", "answered": "61", "results": "见附表",
    }  # fmt: skip
    call = {
        "script": "场景 V1", "channel": "电话", "started_at": "2026-03-01T09:00", "expected": "政策解释", "wait_seconds": "8",
        "answer": "政策解释", "judgement": "与应有的答复一致",
    }  # fmt: skip
    write(open_book(PACK, "public_surveys", CASE), survey, by=LEAD, at=NOON)
    write(open_book(PACK, "mystery_tests", CASE), call, by=LEAD, at=NOON)

    assert sentences("public_surveys") == ["《公众调查》第 1 号应附证据 1 件，现有 0 件"]
    assert sentences("mystery_tests") == ["《模拟测试》第 1 号未填「告知热线的日期」"]


def test_many_gaps_are_told_in_one_sentence():
    found = gaps(open_book(PACK, "characteristic_evidence", CASE), TODAY)

    assert told(found) == (
        "《服务特性证据》缺“5.1.1.1.1 接通率”（5.1.1）；《服务特性证据》缺“5.1.1.1.2 响应时间”（5.1.1）；"
        "《服务特性证据》缺“5.1.1.1.3 服务态度”（5.1.1）；《服务特性证据》缺“5.1.1.1.4 服务规范性”（5.1.1）；"
        "《服务特性证据》缺“5.1.1.2.1 办理时限”（5.1.1）；等 16 处"
    )
