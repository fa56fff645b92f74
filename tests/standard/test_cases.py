"""The pack's worked examples, scored: each gives exactly the totals it states."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import HandlingTarget, Parameters, bundled_profile
from hengxian.scoring.score import score
from hengxian.scoring.scorecard import Interval, Scorecard
from hengxian.standard.load import bundled_folder, load_cases
from hengxian.standard.model.cases import Case
from hengxian.standard.model.pack import Pack

CASES = load_cases(bundled_folder())
# With these targets a mean of 100 - p hours scores p points, so a case may state points for the duration too.
TARGET = Parameters(aht=HandlingTarget(target_hours="0", max_hours="100"))


def scored(case: Case, pack: Pack) -> Scorecard:
    profile = bundled_profile().model_copy(update={"parameters": TARGET})
    measured: dict[str, Fraction | None] = {}
    judged = []
    for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves):
        points = case.score_of(leaf.id)
        if leaf.source == "measured":
            measured[leaf.id] = figure(points, leaf.kind)
        elif points is not None:
            judged.append(judgement(leaf.id, points))
    return score(pack.tree, measured, judged, profile)


def figure(points: Fraction | None, kind: str) -> Fraction | None:
    if points is None:
        return None
    return 100 - points if kind == "duration" else points / 100


def judgement(leaf: str, points: Fraction) -> Judgement:
    return Judgement(leaf=leaf, score=str(points), rater="评判人甲", reason="示例", evidence=("示例证据",))


def totals(card: Scorecard) -> Mapping[str, Interval]:
    return {**card.groups, **card.dimensions, "composite": card.composite}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_worked_example_gives_its_totals(case: Case, pack: Pack):
    given = totals(scored(case, pack))

    for node, bounds in case.expect.items():
        assert (given[node].low, given[node].high) == (bounds.low, bounds.high), node


def test_worked_examples_are_a_dozen_with_names_of_their_own():
    assert len({case.name for case in CASES}) == len(CASES) == 12
