"""The fifteen sheets of a case: measured lines computed, judged ones by rater, reason and evidence."""

from fractions import Fraction
from pathlib import Path

import pytest

from hengxian.certification.models import Case
from hengxian.certification.queries.judging import ratings_of
from hengxian.certification.queries.sheets import open_leaves, scorecard_of, scores_of, sheets_of
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import NotAllowed, NotNow, Refused
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import row_of
from hengxian.records.registers.writing import Line, revise, write_many
from hengxian.scoring.scorecard import Source
from tests.certification.evaluation.scored import (
    JUDGED_LEAVES,
    analysed,
    dataset,
    evidence,
    given,
    judge,
    measured,
    on_site,
)
from tests.certification.world import World


def lines(case: Case, sheet: str) -> list[tuple[str, ...]]:
    """The printed rows of one sheet."""
    return list(next(each for each in sheets_of(case) if each.id == sheet).rows)


def refused(world: World, case: Case, line: Line, by: str = "auditor") -> str:
    """The sentence of a refusal that wrote nothing."""
    before = Entry.objects.count(), RegisterRow.objects.count()

    with pytest.raises(Refused) as told:
        write_many(open_book(pack(), "leaf_judgements", case), [line], by=world[by], at=world.at)

    assert (Entry.objects.count(), RegisterRow.objects.count()) == before
    return str(told.value)


@pytest.mark.covers("XD.1.1", "XD.2.1")
def test_measured_lines_are_computed_and_marked_and_judged_ones_stay_empty(world: World, home: Path):
    case = on_site(world)

    analysed(world, case, given(world, case))

    found = scorecard_of(case)
    share = Fraction(case.evaluation.measured["call_connection_rate"])
    assert found.leaves["call_connection_rate"].value == 100 * share
    connection = lines(case, "D.1.1")
    assert [(row[2], row[4]) for row in connection] == [("10", "计算"), ("10", "计算"), ("20", "")]
    assert connection[0][1] == "电话受理的接通率，连续24h内呼叫接通率应大于或等于95%"
    assert [row[3:] for row in lines(case, "D.1.3")[:1]] == [("", "未测：尚未评判")]
    assert lines(case, "D.2.1")[2][3:] == ("", "未测：平均办理时长的目标值与上限未申报（P-aht）")
    assert "–" in lines(case, "D.2.1")[3][3]


@pytest.mark.covers("XD.1.2", "T46", "XD.3.1")
def test_fifteen_sheets_come_from_the_weights_and_hold_the_assessors_words(world: World):
    case = on_site(world)

    judge(world, case, {"warmth": "85"}, content="问候、倾听、结束语")

    sheets = sheets_of(case)
    assert len(sheets) == 15
    assert sum(int(sheet.total_weight) for sheet in sheets) == 400
    warmth, *_, total = lines(case, "D.1.3")
    assert warmth == ("热情服务", "规则未列评价内容：问候、倾听、结束语", "7", "5.95", "评判") or warmth[1:] == (
        "规则未列评价内容：问候、倾听、结束语", "7", "5.95", "评判",
    )  # fmt: skip
    assert total[3] == "5.95–18.95"


@pytest.mark.covers("T45", "A-13")
def test_raters_who_differ_leave_the_leaf_open_until_the_body_says_how_they_join(world: World, home: Path):
    case = on_site(world)
    file = dataset(world, case, home)
    analysed(world, case, measured(world, case, file))
    judge(world, case, {"warmth": "70"}, "auditor")
    judge(world, case, {"warmth": "90"}, "lead")
    apart = scorecard_of(case).leaves["warmth"]
    world.later(hours=1)
    world.set(P_raters="取平均值")

    analysed(world, case, measured(world, case, file))

    joined = scorecard_of(case).leaves["warmth"]
    assert (apart.value, apart.source, apart.note) == (
        None,
        Source.OPEN,
        "评判人给分不一，合成办法未定（P-raters）",
    )
    assert [(each.rater, each.score) for each in apart.ratings] == [("auditor某", 70), ("lead某", 90)]
    assert joined.value == 80


def test_a_parameter_set_later_alters_nothing_that_was_measured_before(world: World, home: Path):
    case = on_site(world)
    analysed(world, case, given(world, case))
    before = scores_of(case)

    world.later(days=1)
    world.set(P_aht=24, P_aht_max=240, P_followup=3, P_bonus="是")

    assert scores_of(Case.objects.get(pk=case.pk)) == before


@pytest.mark.covers("A-13")
def test_a_changed_score_keeps_the_old_one_and_only_its_rater_changes_it(world: World):
    case = on_site(world)
    judge(world, case, {"warmth": "85"})
    row, book = row_of("leaf_judgements", case.story, "warmth"), open_book(pack(), "leaf_judgements", case)

    revise(book, row, {"score": "75", "reason": "复听录音"}, by=world["auditor"], at=world.later(hours=1))

    [rating] = ratings_of(case)
    assert (rating.score, rating.earlier, rating.rater) == ("75", ("85",), "auditor某")
    with pytest.raises(NotAllowed, match="只能由填写人本人修改"):
        revise(book, row, {"score": "95"}, by=world["lead"], at=world.at)


@pytest.mark.covers("A-13", "R13.2.2.1", "R13.2.2.2", "R13.2.2.3")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line({"score": "80", "reason": "好"}, "warmth"), "须附至少 1 件证据，现有 0 件"),
        (Line({"score": "80", "reason": "好"}, "warmth", ("file:999",)), "没有“file:999”这件证据"),
        (Line({"score": "100.1", "reason": "好"}, "warmth", ("file:1",)), "应在 0 至 100 之间"),
        (Line({"score": "80"}, "warmth", ("file:1",)), "「理由」须填写"),
        (
            Line({"score": "99", "reason": "好"}, "call_connection_rate", ("file:1",)),
            "没有“call_connection_rate”",
        ),
    ],
)
def test_no_score_without_reason_and_evidence_and_none_over_a_measured_line(
    world: World, line: Line, said: str
):
    case = on_site(world)
    evidence(world, case)

    assert said in refused(world, case, line)


def test_only_the_team_scores_and_only_until_the_report(world: World):
    case, later = on_site(world), on_site(world, "报告已编")
    sound = Line({"score": "80", "reason": "好"}, "warmth", (evidence(world, case),))

    for part in ("clerk", "bystander", "chair", "head", "client"):
        assert "没有填写《评判打分》的权限" in refused(world, case, sound, part)
    with pytest.raises(NotNow, match="现为“报告已编”"):
        judge(world, later, {"warmth": "80"})


def test_open_leaves_are_named_in_printed_order(world: World):
    case = on_site(world)

    judge(world, case, dict.fromkeys(JUDGED_LEAVES[1:], "80"))

    assert open_leaves(case) == [pack().tree.leaf(JUDGED_LEAVES[0]).name]


@pytest.mark.covers("R13.1.2.1", "T3")
def test_the_improvement_indicators_stand_on_a_line_of_their_own(world: World):
    case = on_site(world)
    judge(world, case, dict.fromkeys(JUDGED_LEAVES, "80"))
    before = scores_of(case)
    proof = (evidence(world, case),)
    leaf = pack().tree.improvement_leaves[0]

    world.write(
        "improvement_judgements",
        case,
        {"score": "50", "reason": "报道数量"},
        "auditor",
        subject=leaf.id,
        evidence=proof,
    )

    after = scores_of(case)
    assert {name: after[name] for name in after if name != "bonus"} == {
        name: before[name] for name in before if name != "bonus"
    }
    assert after["bonus"]["points"] == {"low": "2.00", "high": "13.00"}
    assert (after["bonus"]["maximum"], after["bonus"]["in_composite"]) == ("15.00", False)
