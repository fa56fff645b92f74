"""Self-assessment: planned, judged with evidence, settled, compared, filed; never a certification (part D)."""

import io
import json
import zipfile
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from hengxian.evaluation.evaluate import evaluate
from hengxian.evaluation.kept import read_output
from hengxian.hotline.assessing import STAGE, filing, limits, rounds
from hengxian.hotline.assessing.items import counts, items, unjudged
from hengxian.hotline.assessing.scoring import reaches, scorecard_of
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.dataset.writing import write_dataset
from hengxian.hotline.models import Assessment, Improvement
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.edition import pack
from hengxian.records.registers.checking import Unfit
from tests.hotline.assessing.rounds import PLAN, judged, measured, planned, put, started
from tests.hotline.line import Line

SETTLING = {"strengths": "流程完整", "weaknesses": "培训不足", "conclusion": "按计划改进"}


@pytest.mark.covers("Q3a.2")
@pytest.mark.parametrize(
    ("left_out", "told"), [("scope", "范围"), ("goals", "目标"), ("timetable", "时间安排")]
)
def test_starting_without_one_of_the_four_is_refused(line: Line, left_out: str, told: str) -> None:
    round_ = planned(line, **{left_out: ""})

    with pytest.raises(Incomplete, match=told):
        line.does("manager", round_, "start")


@pytest.mark.covers("Q3a.2")
def test_starting_without_a_team_is_refused(line: Line) -> None:
    round_ = Assessment(hotline=line.hotline, name="无小组", **PLAN)
    perform(round_, "plan", by=line.actor("manager"), at=line.later(minutes=1))

    with pytest.raises(Incomplete, match="小组与分工、组长"):
        line.does("manager", round_, "start")


@pytest.mark.covers("Q3a.1")
def test_item_set_not_applicable_needs_a_reason(line: Line) -> None:
    round_ = started(line)

    with pytest.raises(Unfit, match="不适用的理由"):
        put(line, round_, "clause_applicability", "assessor", "9.1.1.1", applies="不适用")


@pytest.mark.covers("Q3a.4")
def test_nothing_is_met_by_default(line: Line) -> None:
    round_ = started(line)

    found = items(round_)

    assert {each.view for each in found} == {""}
    assert counts(found)["未判断"] == len(found) == len(unjudged(found))


@pytest.mark.covers("Q3a.4")
def test_gap_without_task_or_plan_keeps_the_round_open(line: Line) -> None:
    round_ = judged(line, c9_1_1_1="未做到")

    with pytest.raises(Incomplete, match=r"有差距而无措施的条款：9\.1\.1\.1"):
        line.does("assessor", round_, "settle", **SETTLING)
    plan = Improvement(hotline=line.hotline, source=round_.story, clause="9.1.1.1", problem="架构图未更新")
    perform(plan, "draft", by=line.actor("assessor"), at=line.later(minutes=1))

    assert line.does("assessor", round_, "settle", **SETTLING).status == "已汇总"


def test_advice_not_followed_is_no_gap(line: Line) -> None:
    round_ = judged(line, c10_1_2_1="未做到")  # 7×24 is 宜

    assert [each.clause.id for each in items(round_) if each.is_gap] == []


@pytest.mark.covers("D-3")
def test_views_that_differ_wait_for_the_leader_and_all_are_kept(line: Line) -> None:
    round_ = judged(line)
    put(
        line,
        round_,
        "clause_judgements",
        "assessor_two",
        "9.1.1.2",
        view="未做到",
        facts="无职责说明",
        weakness="缺",
    )

    with pytest.raises(Incomplete, match=r"待组长裁定的条款：9\.1\.1\.2"):
        line.does("assessor", round_, "settle", **SETTLING)
    with pytest.raises(NotAllowed):
        put(
            line,
            round_,
            "clause_settlements",
            "assessor_two",
            "9.1.1.2",
            view="已做到",
            reason="见岗位说明书",
        )
    put(line, round_, "clause_settlements", "assessor", "9.1.1.2", view="已做到", reason="见岗位说明书")

    item = next(each for each in items(round_) if each.clause.id == "9.1.1.2")
    assert (item.view, sorted(each.view for each in item.views)) == ("已做到", ["已做到", "未做到"])


def test_stranger_to_the_team_writes_nothing(line: Line) -> None:
    round_ = started(line)

    with pytest.raises(NotAllowed):
        put(line, round_, "clause_judgements", "inspector", "9.1.1.1", view="已做到", facts="见图")


@pytest.mark.covers("D-1")
def test_scores_are_intervals_where_anything_is_open(line: Line) -> None:
    round_ = started(line)
    leaf = next(each.id for each in pack().tree.leaves if each.source == "judged")
    seen = put(line, round_, "clause_judgements", "assessor", "10.1.3.1", view="已做到", facts="抽听 20 通")
    put(line, round_, "self_scores", "assessor", leaf, f"row:{seen.pk}", score="80", reason="抽查")

    card = scorecard_of(round_)

    # 0 to 100, but for the one leaf that is known to be 80.
    assert card.composite.is_open
    weight = next(each.weight for each in reaches(card) if each.leaf.id == leaf)
    assert (card.composite.low, card.composite.high) == (
        weight * Fraction(80, 100),
        100 - weight * Fraction(20, 100),
    )


def test_reach_tells_what_moves_the_composite_most(line: Line) -> None:
    found = reaches(scorecard_of(started(line)))

    assert sum(each.points for each in found) == 100
    assert [each.points for each in found] == sorted((each.points for each in found), reverse=True)


@pytest.mark.covers("Q3a.3", "D-1")
def test_own_data_is_measured_by_the_same_engine(line: Line, tmp_path: Path) -> None:
    line.does(
        "agent", line.order(), "answer", without_article="没有条目", result="已答复", claimed_resolved=True
    )
    folder = tmp_path / "data"
    write_dataset(Window(line.hotline, date(2026, 3, 2), date(2026, 3, 3), line.later(days=2)), folder, "csv")
    round_ = measured(line, started(line), folder)

    result = evaluate(folder)
    kept = Assessment.objects.get(pk=round_.pk).evaluation

    assert kept is not None
    assert kept.result["indicators"] == result["indicators"]
    assert kept.result["indicators"]["immediate_answer_rate"]["numerator"] == 1
    assert STAGE in read_output(kept, "report.html").decode()


@pytest.mark.covers("D-2")
def test_fixed_limits_stand_beside_own_figures_with_the_worst_cases(line: Line, tmp_path: Path) -> None:
    order = line.order()
    line.later(days=10)  # never transferred
    folder = tmp_path / "data"
    write_dataset(
        Window(line.hotline, date(2026, 3, 2), date(2026, 3, 12), line.later(days=1)), folder, "csv"
    )
    round_ = Assessment.objects.get(pk=measured(line, started(line), folder).pk)

    found = {each.id: each for each in limits.checked(round_)}

    printed = [each.printed for each in limits.checked(round_)]
    assert printed == ["95%", "15s", "3min", "24h", "2个工作日", "60字/min以上"]
    transfer = found["transfer_2_working_days"]
    assert (transfer.standing, transfer.told) == ("有超限", "判断 1 件，1 件超限")
    assert order.number in read_output(round_.evaluation, transfer.file).decode()


@pytest.mark.covers("Q3c.3")
def test_rounds_are_compared_item_by_item(line: Line) -> None:
    first = judged(line, c9_1_1_1="部分做到")
    put(line, first, "assessment_tasks", "assessor", "9.1.1.1", task="补图", person=line.people["agent"].person_id,
        due_on="2026-04-01")  # fmt: skip
    line.does("assessor", first, "settle", **SETTLING)
    second = judged(line)
    line.does("assessor", second, "settle", **SETTLING)

    found = rounds.compared(line.hotline.pk)

    trend = next(each for each in found.items if each.id == "9.1.1.1")
    assert (trend.told, trend.changed, found.left_out) == (("部分做到", "已做到"), True, ())


@pytest.mark.covers("Q3c.4")
def test_folder_of_a_round_has_an_index_with_digests(line: Line) -> None:
    round_ = judged(line)
    line.does("assessor", round_, "settle", **SETTLING)
    line.does("manager", round_, "file")
    kept = Assessment.objects.get(pk=round_.pk)

    archive = zipfile.ZipFile(io.BytesIO(filing.folder(kept, by=line.actor("manager"), at=line.at)))

    index = json.loads(archive.read("索引.json"))
    named = {each["file"] for each in index["files"]}
    assert (index["stage"], named) == (STAGE, set(archive.namelist()) - {"索引.json"})
    assert kept.folder_digest == filing.fingerprint(kept, by=line.actor("manager"), at=line.at)


@pytest.mark.covers("D-1")
def test_every_file_of_a_round_says_what_it_is(line: Line) -> None:
    archive = zipfile.ZipFile(io.BytesIO(filing.folder(judged(line), by=line.actor("manager"), at=line.at)))

    assert [name for name in archive.namelist() if STAGE not in archive.read(name).decode("utf-8-sig")] == []


def test_whoever_settles_does_not_file(line: Line) -> None:
    round_ = judged(line)
    line.does("assessor", round_, "settle", **SETTLING)

    with pytest.raises(NotAllowed):
        line.does("assessor", round_, "file")
