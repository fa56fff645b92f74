"""Workplace, zones, seats, equipment, back-up (9.2)."""

from datetime import date

import pytest

from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.registers.ageing import age_in_days
from hengxian.records.registers.reading import rows
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, lacking, person, put, revise

PLACE = {
    "address": "甲市某路1号政务服务中心三层", "tenure": "租赁", "tenure_paper": "租赁合同（虚构）", "starts_on": "2024-01-01",
    "ends_on": "2026-12-31",
}  # fmt: skip
CHECK = {
    "checked_on": "2026-03-01",
    "scope": ["消防", "卫生"],
    "finding": "一处消防通道堆放纸箱",
    "standing": "待整改",
    "fix_by": "2026-03-05",
}
DRILL = {
    "drilled_at": "2026-03-01T10:00", "backup_at": "2026-02-27T01:00", "target": "备用服务器", "result": "全部恢复",
    "counts_equal": "是", "digests_equal": "是", "minutes": "42",
}  # fmt: skip


def a_place(line: Line) -> None:
    put(line, "manager", "workplaces", subject="话务大厅", evidence=PROOF, **PLACE)


@pytest.mark.covers("R9.2.1.1")
def test_workplace_has_address_proof_of_tenure_and_dates(line: Line):
    before = lacking(line, "workplaces")
    with pytest.raises(Incomplete, match=r"「使用权截止」须填写（使用权为“租赁、借用”时）"):
        put(line, "manager", "workplaces", subject="话务大厅", **{**PLACE, "ends_on": ""})

    put(line, "manager", "workplaces", subject="话务大厅", **PLACE)

    assert before == ["《工作场所》没有记录（9.2.1.1）"]
    assert lacking(line, "workplaces") == ["《工作场所》话务大厅应附证据 1 件，现有 0 件（9.2.1.1）"]
    assert "《工作场所》话务大厅的「使用权截止」2026-12-31 已过（9.2.1.1）" in lacking(
        line, "workplaces", date(2027, 1, 1)
    )


@pytest.mark.covers("R9.2.1.2")
def test_safety_finding_is_fixed_and_closed_by_another(line: Line):
    a_place(line)
    unchecked = lacking(line, "safety_checks")
    checker, fixer = str(person(line, "supervisor").pk), str(person(line, "inspector").pk)
    row = put(line, "supervisor", "safety_checks", subject="话务大厅", checker=checker, **CHECK)
    found, late = lacking(line, "safety_checks"), lacking(line, "safety_checks", date(2026, 3, 6))

    line.later(days=1)
    fixed = {"standing": "已整改", "fix": "已清走", "fixed_on": "2026-03-03", "fixed_by": fixer}
    revise(line, "inspector", row, **fixed)
    with pytest.raises(NotAllowed, match="「复查人」与「整改人」不能是同一人"):
        revise(line, "inspector", row, standing="已关闭", closed_on="2026-03-03", closed_by=fixer)
    revise(line, "supervisor", row, standing="已关闭", closed_on="2026-03-03", closed_by=checker)

    assert unchecked == ["《安全与整洁检查》缺“话务大厅”（9.2.1.2）"]
    assert found == ["《安全与整洁检查》话务大厅的「处理情况」为“待整改”（9.2.1.2）"]
    assert (
        late[-1] == "《安全与整洁检查》话务大厅的「整改期限」2026-03-05 已过，未填「复查关闭日期」（9.2.1.2）"
    )
    assert lacking(line, "safety_checks", date(2026, 3, 6)) == []
    with pytest.raises(NotNow, match="“已关闭”，「检查情况」不能再改"):
        revise(line, "supervisor", row, finding="未发现问题")


@pytest.mark.covers("R9.2.1.3")
def test_sign_is_recorded_with_its_photo_place_and_date(line: Line):
    a_place(line)
    sign = {
        "workplace": "话务大厅",
        "place": "一层大门右侧",
        "wording": "12345政府热线",
        "set_up_on": "2024-01-05",
    }
    before = lacking(line, "hotline_signs")

    put(line, "manager", "hotline_signs", **sign)

    assert before == ["《政府热线识别标识》没有记录（9.2.1.3）"]
    assert lacking(line, "hotline_signs") == [
        "《政府热线识别标识》第 1 号应附证据 1 件，现有 0 件（9.2.1.3）"
    ]
    put(line, "manager", "hotline_signs", evidence=PROOF, **sign)
    assert [row.data["place"] for row in rows("hotline_signs", line.hotline.story) if row.evidence] == [
        "一层大门右侧"
    ]


@pytest.mark.covers("R9.2.1.4")
def test_plan_names_the_zones_and_each_seat_lies_in_one(line: Line):
    a_place(line)
    for zone, kind in (("甲区", "受理"), ("乙区", "转办")):
        put(
            line,
            "manager",
            "work_zones",
            subject=zone,
            kind=kind,
            workplace="话务大厅",
            on_plan=zone,
            evidence=PROOF,
        )
    put(line, "manager", "seats", subject="A01", zone="甲区", in_use="是")
    seat = put(line, "manager", "seats", subject="A02", in_use="是")

    zones, seats = lacking(line, "work_zones"), lacking(line, "seats")
    put(
        line,
        "manager",
        "work_zones",
        subject="丙区",
        kind="回访",
        workplace="话务大厅",
        on_plan="丙区",
        evidence=PROOF,
    )
    revise(line, "manager", seat, zone="丙区")

    assert zones == ["《工作区域》缺「用途」为“回访”的记录（9.2.1.4）"]
    assert seats == ["《座席》A02未填「所在区域」（9.2.1.4）"]
    assert (lacking(line, "work_zones"), lacking(line, "seats")) == ([], [])
    with pytest.raises(Incomplete, match="「所在区域」在《工作区域》中没有这一条"):
        put(line, "manager", "seats", subject="A03", zone="丁区", in_use="是")


@pytest.mark.covers("R9.2.2.1")
def test_seat_without_equipment_is_listed(line: Line):
    for seat in ("A01", "A02"):
        put(line, "manager", "seats", subject=seat, in_use="是")
    full = {
        "computer": "PC-01",
        "telephone": "TEL-01",
        "fax": "FAX-01（共用）",
        "standing": "完好",
        "checked_on": "2026-03-01",
    }
    put(line, "manager", "seat_equipment", subject="A01", **full)
    without = lacking(line, "seat_equipment")

    put(line, "manager", "seat_equipment", subject="A02", **{**full, "fax": ""})

    assert without == ["《座席办公设备》缺“A02”（9.2.2.1）"]
    assert lacking(line, "seat_equipment") == ["《座席办公设备》A02未填「传真编号」（9.2.2.1）"]


@pytest.mark.covers("R9.2.2.3")
def test_network_storage_and_security_equipment_has_owner_state_and_last_check(line: Line):
    common = {
        "name": "某型（虚构）",
        "owner": str(person(line, "supervisor").pk),
        "place": "机房",
        "standing": "在用",
    }
    put(
        line,
        "manager",
        "network_equipment",
        subject="N-1",
        kind="计算机网络设备",
        checked_on="2026-02-01",
        **common,
    )
    put(line, "manager", "network_equipment", subject="S-1", kind="数据存储设备", **common)
    put(
        line,
        "manager",
        "network_equipment",
        subject="B-1",
        kind="容灾备份设备",
        checked_on="2026-02-01",
        **common,
    )

    found = lacking(line, "network_equipment")

    assert found == [
        "《网络、存储与安全设备》缺「种类」为“网络安全设备”的记录（9.2.2.3）",
        "《网络、存储与安全设备》S-1未填「最近检查日期」（9.2.2.3）",
    ]
    with pytest.raises(Incomplete, match="「责任人」须填写"):
        put(
            line,
            "manager",
            "network_equipment",
            subject="F-1",
            kind="网络安全设备",
            **{**common, "owner": ""},
        )


def test_backup_and_drill_are_known_by_their_age_in_days(line: Line):
    before = lacking(line, "restore_drills")
    put(line, "manager", "backup_copies", made_at="2026-02-27T01:00", scope="全部数据", kept_at="备用机房")
    drill = put(line, "manager", "restore_drills", **DRILL)

    ages = {
        register: age_in_days(register, line.hotline.story, field, date(2026, 3, 4))
        for register, field in (
            ("backup_copies", "made_at"),
            ("restore_drills", "drilled_at"),
            ("network_equipment", "checked_on"),
        )
    }

    assert before == ["《恢复演练》没有记录（9.2.2.4）"]
    assert ages == {"backup_copies": 5, "restore_drills": 3, "network_equipment": None}
    assert (drill.data["result"], drill.data["backup_age"]) == ("全部恢复", 2)
    with pytest.raises(Incomplete, match=r"「发现的问题与处理」须填写（结果为“部分恢复、未能恢复”时）"):
        put(line, "manager", "restore_drills", **DRILL | {"result": "未能恢复"})
