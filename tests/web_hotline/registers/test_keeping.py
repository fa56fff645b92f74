"""The registers on pages: the manager's overview, forms that offer what other registers hold, whose page shows what."""

from datetime import timedelta

import pytest

from hengxian.records.registers.reading import rows
from hengxian.web.acting.visitor import now
from tests.hotline.registers.keeping import PROOF, person, put
from tests.web_hotline.scene import Scene

DRILL = {
    "target": "备用服务器", "result": "全部恢复", "counts_equal": "是", "digests_equal": "是", "minutes": "42",
}  # fmt: skip


def page(scene: Scene, who: str, address: str) -> str:
    return scene.client(who).get(address).content.decode()


def test_overview_lists_every_register_of_the_hotline_with_its_gaps(scene: Scene) -> None:
    shown = page(scene, "manager", "/manage/keeping/")

    assert "甲市12345热线" in shown and "甲市供热热线" not in shown
    assert "《组织架构图》没有记录（9.1.1.1）" in shown
    assert "《内控制度与服务环节对照》缺“受理”（11.1.1.1）" in shown
    assert "首次会议" not in shown  # a register of the certification body
    assert "《管理人员能力证明》缺“9.3.1.1 政治素质”（9.3.1）" in shown


def test_overview_is_the_managers_alone(scene: Scene) -> None:
    assert [
        scene.client(who).get("/manage/keeping/").status_code for who in ("agent", "clerk", "inspector")
    ] == [404] * 3


@pytest.mark.covers("R9.2.2.4")
def test_age_of_backup_and_drill_stands_on_the_managers_page(scene: Scene) -> None:
    line = scene.line
    before = page(scene, "manager", "/manage/keeping/")
    made, drilled = (now() - timedelta(days=days) for days in (4, 9))
    line.at = now()
    put(line, "manager", "backup_copies", made_at=made.isoformat(), scope="全部数据", kept_at="备用机房")
    backup = (drilled - timedelta(days=1)).isoformat()
    put(line, "manager", "restore_drills", drilled_at=drilled.isoformat(), backup_at=backup, **DRILL)

    shown = page(scene, "manager", "/manage/keeping/")
    drills = page(scene, "manager", f"/manage/hotline/{line.hotline.pk}/register/restore_drills/")

    assert before.count("：没有记录") == 2
    assert "最近一次数据备份</a>：4 天前" in shown and "最近一次恢复演练</a>：9 天前" in shown
    assert "全部恢复" in drills and "备份距演练天数" in drills


def test_form_offers_the_entries_of_the_other_register_and_takes_one(scene: Scene) -> None:
    line, manager = scene.line, scene.client("manager")
    for zone, kind in (("甲区", "受理"), ("乙区", "回访")):
        put(
            line,
            "manager",
            "workplaces",
            subject=f"{zone}大厅",
            address="某路1号",
            tenure="自有",
            tenure_paper="产权证",
            starts_on="2024-01-01",
        )
        put(line, "manager", "work_zones", subject=zone, kind=kind, workplace=f"{zone}大厅", on_plan=zone)
    address = f"/manage/hotline/{line.hotline.pk}/register/seats/"

    form = manager.get(address).content.decode()
    answer = manager.post(address, {"subject": "A01", "zone": "乙区", "in_use": "yes", "key": "座席表单一次"})

    assert '<option value="甲区"' in form and '<option value="乙区"' in form
    assert answer.status_code == 302, answer.content.decode()
    assert [(row.subject, row.data["zone"]) for row in rows("seats", line.hotline.story)] == [("A01", "乙区")]


def test_computed_column_is_shown_and_not_asked(scene: Scene) -> None:
    line = scene.line
    hours = {"days": ["周一"], "opens": "09:00", "closes": "17:30", "starts_on": "2026-01-01"}
    put(line, "manager", "service_hours", **hours)
    put(line, "manager", "service_hours", **hours | {"opens": "08:30", "starts_on": "2026-02-01"})

    shown = page(scene, "manager", f"/manage/hotline/{line.hotline.pk}/register/service_hours/")

    assert "每周受理小时数" in shown and 'name="weekly_hours"' not in shown and 'name="opens"' in shown
    assert "已被代替" in shown and "现行" in shown


def test_unit_reads_lessons_and_commendations_and_no_other_register(scene: Scene) -> None:
    line = scene.line
    said = {
        "plan": "改进计划一",
        "done": "分区派单",
        "effect": "用时减少",
        "suited_to": "公用事业单位",
        "shared_on": "2026-03-02",
    }
    put(line, "manager", "improvement_lessons", subject="分区派单", **said)
    base = f"/unit/hotline/{line.hotline.pk}/register"

    lesson = page(scene, "clerk", f"{base}/improvement_lessons/")

    assert "分区派单" in lesson and "公用事业单位" in lesson
    assert scene.client("clerk").get(f"{base}/commendations/").status_code == 200
    assert scene.client("clerk").get(f"{base}/service_risks/").status_code == 404
    assert (
        scene.client("clerk").get(f"/unit/hotline/{line.other.pk}/register/improvement_lessons/").status_code
        == 404
    )


@pytest.mark.covers("R9.1.2.1")
def test_personnel_file_opens_for_the_person_and_the_manager_only(scene: Scene) -> None:
    line = scene.line
    agent = person(line, "agent")
    finding = {
        "finding": "耐心细致",
        "conclusion": "具备",
        "basis": "谈话",
        "judged_on": "2026-02-20",
        "judged_by": str(person(line, "manager").pk),
    }
    put(line, "manager", "personnel_findings", agent, "service", PROOF, **finding)
    own = f"/desk/person/{agent.pk}/register/personnel_findings/"

    answers = {
        "agent": scene.client("agent").get(own).status_code,
        "agent_two": scene.client("agent_two").get(own).status_code,
        "inspector": scene.client("inspector").get(own).status_code,
        "manager": scene.client("manager").get(own.replace("/desk/", "/manage/")).status_code,
    }

    assert answers == {"agent": 200, "agent_two": 404, "inspector": 404, "manager": 200}


def test_manager_begins_the_empty_registers_with_the_packs_rows_once(scene: Scene) -> None:
    manager, line = scene.client("manager"), scene.line.hotline
    offered = manager.get("/manage/keeping/").content.decode()

    for _ in range(2):
        manager.post(f"/manage/keeping/{line.pk}/begin/")

    after = manager.get("/manage/keeping/").content.decode()
    assert "写入起始内容" in offered and "写入起始内容</button>" not in after
    assert rows("standard_notes", line.story).count() == 5
    assert manager.post(f"/manage/keeping/{scene.line.other.pk}/begin/").status_code == 404
    assert scene.client("agent").post(f"/manage/keeping/{line.pk}/begin/").status_code == 404
