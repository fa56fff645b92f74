"""The head sees what is open, late, overridden, complained of and not on file; each is computed from the records (A-21)."""

from datetime import date, timedelta
from typing import Any

import pytest

from hengxian.certification.models import Application, Complaint
from hengxian.certification.queries import following_up, overview
from hengxian.certification.queries.ages import age_of, slowest
from hengxian.certification.queries.regulator import COLUMNS, record_sheet
from hengxian.journal.acting import perform
from hengxian.journal.appending import Line, append
from hengxian.records.registers.book import BODY
from tests.cast import placed
from tests.certification.certificates.certified import issued, put, set_terms
from tests.certification.world import World

REPORT = {"kind": "名称", "happened_on": "2026-02-20", "reported_on": "2026-03-01", "after": "云泽市热线中心"}


@pytest.mark.covers("A-21")
def test_open_cases_are_counted_by_step_in_order(world: World) -> None:
    for status in ("现场中", "已立案", "现场中", "已归档", "已终止"):
        world.case(status)

    assert overview.cases_by_step() == [("已立案", 1), ("现场中", 2)]


@pytest.mark.covers("A-21")
def test_late_limits_name_what_is_late_and_by_how_much(world: World) -> None:
    case = world.case("末次会议已开")
    world.nonconformity(case)

    before = [late.thing.event for late in overview.late(world.at)]
    after = overview.late(world.at + timedelta(days=40))

    assert "nonconformity_limit" not in before
    found = next(late for late in after if late.thing.event == "nonconformity_limit")
    assert found.days == 10


def test_overrides_and_complaints_are_listed(world: World) -> None:
    put("edition_overrides", "case:1", {"act": "立案", "reason": "新版规则尚未发布"})
    for _ in range(2):
        perform(
            Complaint(subject="认证机构"),
            "receive",
            by=world["clerk"],
            at=world.at,
            text="工单无人联系，请核实。",
        )
    Complaint.objects.filter(number="TS-2026-002").update(status="已答复")

    assert [(name, row.data["act"]) for name, row in overview.overrides()] == [("规则版次之外办理", "立案")]
    assert overview.open_complaints() == 1


@pytest.mark.covers("L22-time")
def test_slowest_stands_first_with_whom_it_waits_for(world: World) -> None:
    old, young = world.case("现场中"), world.case("报告已批")
    append([Line(old, "open_on_site", world["lead"], world.at, from_state="已准备", to_state="现场中")])
    later = world.at + timedelta(days=30)
    append(
        [
            Line(
                young,
                "approve_as_committee",
                world["chair"],
                later,
                from_state="组长已批",
                to_state="报告已批",
            )
        ]
    )

    ages = slowest(later + timedelta(days=5))

    assert [(age.record, age.days, age.days_in_state) for age in ages] == [(old, 35, 35), (young, 35, 5)]
    assert ages[0].waits_for == ("team_lead",)
    assert ages[0].acts == ("确定审核发现",)
    assert "committee_chair" in ages[1].waits_for


def test_age_of_an_application_counts_from_its_first_receipt(world: World) -> None:
    waiting = placed(
        Application(
            number="SQ-2026-009", organisation=world.client, hotline=world.hotline, status="已提交",
            started_at=world.at - timedelta(days=90), received_at=world.at,
        )
    )  # fmt: skip

    assert age_of(waiting, world.at + timedelta(days=3)).days == 3


@pytest.mark.covers("A-6")
@pytest.mark.parametrize(
    ("kind", "route"),
    [
        ("名称", "证书变更"), ("地址", "证书变更"), ("认证范围", "证书变更"), ("管理体系重大变更", "特殊监督审核"),
        ("终止", "注销程序"), ("违法违规", "状态变更程序"), ("其他", "只登记"),
    ],
)  # fmt: skip
def test_change_report_opens_the_matching_task_and_keeps_its_day(world: World, kind: str, route: str) -> None:
    set_terms(world)
    certificate = issued(world)
    world.write("change_reports", certificate, {**REPORT, "kind": kind}, by="client")

    found = following_up.reports_to_handle()

    assert [(each.owner, each.route, each.reported_on) for each in found] == [
        (certificate, route, date(2026, 3, 1))
    ]


def test_change_report_waits_until_it_is_handled(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    row = world.write("change_reports", certificate, REPORT, by="client")
    handling = {"route": "只登记", "reason": "名称未变", "state": "已办", "handled_on": "2026-03-02"}
    world.write("change_handling", certificate, handling, by="keeper", subject=str(row.number))

    assert following_up.reports_to_handle() == []


@pytest.mark.covers("A-18")
def test_answered_complaint_offers_special_surveillance_until_it_is_a_trigger(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    complaint = perform(
        Complaint(subject="获证组织"), "receive", by=world["clerk"], at=world.at, text="工单无人联系，请核实。",
        certificate_number=certificate.number,
    )  # fmt: skip
    Complaint.objects.filter(pk=complaint.pk).update(
        status="已答复", follow_up="特殊监督审核", answered_at=world.at
    )

    before = [
        (each.complaint.number, each.follow_up, each.clause) for each in following_up.complaints_to_follow()
    ]
    trigger = {"trigger": "投诉", "reference": complaint.number, "days": "1", "reason": "投诉属实"}
    world.write("special_triggers", certificate, trigger, by="clerk")

    assert before == [("TS-2026-001", "特殊监督审核", "6.4.2.2")]
    assert following_up.complaints_to_follow() == []


@pytest.mark.covers("L13-body")
@pytest.mark.parametrize(
    ("said", "count"),
    [
        ({}, 1),
        ({"organisation": "云泽市政务服务中心"}, 1),
        ({"organisation": "另一单位"}, 0),
        ({"risk": "中"}, 0),
        ({"state": "已消除"}, 0),
    ],
)
def test_open_high_risk_is_shown_on_the_cases_it_concerns(
    world: World, said: dict[str, Any], count: int
) -> None:
    put("body_impartiality", BODY, {"risk": "高", "state": "处置中", **said})

    assert len(following_up.open_risks(world.case("现场中"))) == count


@pytest.mark.covers("A-22")
def test_regulators_record_has_its_columns_and_no_certificate_that_was_never_issued(world: World) -> None:
    set_terms(world)
    world.client.code = "代码未核对"
    world.client.save()
    certificate = issued(world)

    sheet = record_sheet(world.at)

    told = dict(zip(COLUMNS, sheet.cells[0], strict=True))
    assert len(sheet.cells) == 1
    assert (told["证书编号"], told["证书状态"], told["颁证日期"], told["初次获证日期"], told["监督次数"], told["再认证次数"]) == (
        certificate.number, "有效", "2026-03-02", "2026-03-02", "0", "0",
    )  # fmt: skip
    assert (told["场所"], told["组织代码"]) == ("话务中心（云泽市望江路8号）", "代码未核对")
    assert told["认证依据"].startswith("GB/T 33358-2016")
