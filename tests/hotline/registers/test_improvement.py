"""Evaluation of the service, lessons, innovation (12.1, 12.2.2.4, 12.3)."""

from datetime import date

import pytest

from hengxian.hotline.intake import calls
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, decide, lacking, person, put, revise, sees

ALL_FOUR = ["服务质量", "服务效果", "服务管理", "服务创新"]
PROJECT = {
    "kind": "服务方式与渠道", "aim": "方便不便打电话的人", "content": "增设网上受理", "starts_on": "2025-07-01",
    "leaves": ["channel_diversity"], "measure": "网上来件占全部来件的百分比，按月", "before": "8.5",
}  # fmt: skip


def a_standard(line: Line, **said: object) -> None:
    facts = {
        "version": "1", "covers": ALL_FOUR, "content": pack().identity[:60], "practicable": "各项均有数据来源或评判要点",
        "other_standard": "GB/T 33357 文本未核对", "approver": str(person(line, "manager").pk), "starts_on": "2026-01-01",
    }  # fmt: skip
    put(line, "manager", "evaluation_standards", subject="本热线服务评价标准", **facts | said)


def able(line: Line, who: str) -> None:
    said = {"knowledge": "热线管理五年", "ability": "参加过三次评价，考核优", "judged_on": "2026-01-10"}
    put(line, "manager", "evaluator_competence", person(line, who), evidence=PROOF, **said)


def test_evaluation_standard_says_what_was_not_compared_and_covers_four_dimensions(line: Line):
    a_standard(line, covers=ALL_FOUR[:3])
    three = lacking(line, "evaluation_standards")
    a_standard(line, version="2", starts_on="2026-02-01")

    assert three == [
        "《服务评价标准》本热线服务评价标准的「覆盖的评价维度」应有 4 种以上，现有 3 种（12.1.1.2）"
    ]
    assert lacking(line, "evaluation_standards") == []
    with pytest.raises(Incomplete, match="应为以下之一：GB/T 33357 文本未核对"):
        a_standard(line, version="3", other_standard="符合 GB/T 33357")


@pytest.mark.covers("R12.1.2.2", "R12.1.2.3")
def test_evaluation_names_its_methods_and_evaluators_with_a_competence_record(line: Line):
    a_standard(line)
    leader = str(person(line, "inspector").pk)
    plan = {
        "standard": "本热线服务评价标准",
        "planned_on": "2026-03-20",
        "methods": ["运行数据测量"],
        "leader": leader,
    }

    with pytest.raises(Incomplete, match="「评价负责人」在《评价人员能力》中人员没有记录"):
        put(line, "manager", "service_evaluations", subject="2026上半年", evidence=PROOF, **plan)
    able(line, "inspector")
    row = put(line, "manager", "service_evaluations", subject="2026上半年", evidence=PROOF, **plan)

    one_only = lacking(line, "service_evaluations")
    revise(line, "manager", row, methods=["运行数据测量", "电话回访"])
    assert one_only == ["《服务评价计划与记录》2026上半年的「评价方法」应有 2 种以上，现有 1 种（12.1.2.2）"]
    assert lacking(line, "service_evaluations") == []
    [competence] = rows("evaluator_competence", person(line, "inspector").story)
    assert (competence.data["ability"], competence.evidence) == ("参加过三次评价，考核优", list(PROOF))


def test_evaluation_is_overdue_by_its_plan_and_by_the_cycle_that_was_set(line: Line):
    a_standard(line)
    able(line, "inspector")
    plan = {
        "standard": "本热线服务评价标准", "planned_on": "2026-03-01", "methods": ["运行数据测量", "质检"],
        "leader": str(person(line, "inspector").pk),
    }  # fmt: skip
    row = put(line, "manager", "service_evaluations", subject="2026上半年", evidence=PROOF, **plan)
    planned = lacking(line, "service_evaluations")
    revise(line, "manager", row, held_on="2026-03-02", process="取数、测量、复核", result="见所附测评结果")

    unset = lacking(line, "service_evaluations", date(2030, 1, 1))
    decide(line, P_cycles_evaluation="12")

    assert planned == [
        "《服务评价计划与记录》2026上半年的「计划日期」2026-03-01 已过，未填「完成日期」（12.1.2.1）"
    ]
    assert unset == []
    assert lacking(line, "service_evaluations", date(2027, 3, 3)) == [
        "《服务评价计划与记录》2026上半年之后，下一次应于 2027-03-02 前（12.1.2.1）"
    ]


@pytest.mark.covers("R12.2.2.4")
def test_lesson_is_noted_and_published_to_the_units(line: Line):
    said = {
        "plan": "改进计划 2025-03",
        "done": "集中派单改为分区派单",
        "effect": "平均用时由 4.2 日减为 3.1 日",
        "suited_to": "公用事业类单位",
    }

    row = put(line, "inspector", "improvement_lessons", subject="分区派单", **said)
    unpublished = lacking(line, "improvement_lessons")
    revise(line, "inspector", row, shared_on="2026-03-02", told="各承办单位例会")

    assert unpublished == ["《改进经验》分区派单未填「发布至承办单位日期」（12.2.2.4）"]
    assert lacking(line, "improvement_lessons") == []
    assert sees(line, "clerk", "improvement_lessons") and sees(line, "agent", "improvement_lessons")
    assert not sees(line, "stranger", "improvement_lessons")
    with pytest.raises(NotAllowed):
        put(line, "clerk", "improvement_lessons", subject="另一条", **said)


@pytest.mark.covers("R12.3.1.1", "R12.3.2.1-3")
def test_innovation_states_aim_start_effect_figure_and_evidence_and_links_leaves(line: Line):
    others = [
        kind for kind in book(line, "innovations").table.field("kind").options if kind != PROJECT["kind"]
    ]
    for kind in others:
        said = PROJECT | {"kind": kind, "after": "9.5", "leaves": ["content_richness"]}
        put(line, "manager", "innovations", subject=kind, evidence=PROOF, **said)
    lacks_one = lacking(line, "innovations")

    row = put(line, "manager", "innovations", subject="网上受理", **PROJECT)
    unfinished = lacking(line, "innovations")
    done = put(
        line, "manager", "innovations", subject="网上受理二期", evidence=PROOF, **PROJECT | {"after": "15.25"}
    )

    assert others == ["信息技术应用", "服务内容", "管理模式与方法"]
    assert lacks_one == ["《创新项目》缺「种类」为“服务方式与渠道”的记录（12.3.2.1）"]
    assert unfinished == [
        "《创新项目》网上受理未填「实施后」",
        "《创新项目》网上受理应附证据 1 件，现有 0 件",
    ]
    assert (row.data.get("change"), done.data["change"], done.data["leaves"]) == (
        None,
        "6.75",
        ["channel_diversity"],
    )
    innovation = {
        leaf.id
        for dimension in pack().tree.dimensions
        if dimension.id == "innovation"
        for group in dimension.groups
        for leaf in group.leaves
    }
    assert set(done.data["leaves"]) <= innovation
    with pytest.raises(Incomplete, match="「目的」须填写"):
        put(line, "manager", "innovations", subject="缺目的", **{**PROJECT, "aim": ""})
    with pytest.raises(Incomplete, match="「所支持的服务创新指标」须填写"):
        put(line, "manager", "innovations", subject="缺指标", **{**PROJECT, "leaves": ""})


@pytest.mark.covers("R12.3.1.2")
def test_upgrade_is_logged_with_version_reason_test_and_way_back(line: Line):
    said = {
        "upgraded_at": "2026-02-28T23:00", "from_version": "3.1", "reason": "来电排队显示有误", "content": "修正排队显示", "test": "测试环境回归二百例",
        "rollback": "恢复升级前快照", "rolled_back": "否",
    }  # fmt: skip
    before = lacking(line, "system_upgrades")

    for name in ("reason", "test", "rollback"):
        with pytest.raises(Incomplete):
            put(line, "manager", "system_upgrades", subject="3.2", **{**said, name: ""})
    put(line, "manager", "system_upgrades", subject="3.2", **said)

    assert before == ["《系统升级记录》没有记录（12.3.1.2）"]
    [kept] = rows("system_upgrades", line.hotline.story)
    assert (kept.subject, kept.data["reason"], kept.data["rollback"]) == (
        "3.2",
        "来电排队显示有误",
        "恢复升级前快照",
    )
    with pytest.raises(Incomplete, match="「退回原因」须填写"):
        put(line, "manager", "system_upgrades", subject="3.3", **said | {"rolled_back": "是"})


@pytest.mark.covers("R12.3.1.3")
def test_trial_of_new_technology_needs_both_safeguards_and_counts_no_machine_as_a_person(line: Line):
    said = {
        "technology": "人工智能", "purpose": "来电内容自动填单，由话务员核对", "starts_on": "2026-03-01", "personal_data": "本机运行，不出内网，已作影响评估",
        "error_safeguard": "话务员逐项确认后才登记", "no_answer": "是", "standing": "试用中",
    }  # fmt: skip

    for name in ("personal_data", "error_safeguard"):
        with pytest.raises(Incomplete):
            put(line, "manager", "technology_trials", subject="语音填单", **{**said, name: ""})
    with pytest.raises(Incomplete, match="须由本人确认并勾选"):
        put(line, "manager", "technology_trials", subject="语音填单", **said | {"no_answer": "否"})
    row = put(line, "manager", "technology_trials", subject="语音填单", evidence=PROOF, **said)
    picked_up = {
        "id": "1",
        "type": "answered",
        "call": "C1",
        "at": "2026-03-02T12:00:01+08:00",
        "by": "robot",
    }

    assert calls.fold([calls.read(picked_up)]).answered_at is None
    assert (row.data["no_answer"], lacking(line, "technology_trials")) == (True, [])
