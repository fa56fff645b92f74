"""Scorecards for tests: every leaf at one score, or as told."""

from decimal import Decimal
from fractions import Fraction

from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import HandlingTarget, Parameters, Profile, bundled_profile
from hengxian.scoring.score import score
from hengxian.scoring.scorecard import Scorecard

from .trees import IMPROVEMENT_LEAVES, LEAVES, MEASURED, TREE

TARGET = HandlingTarget(target_hours=Decimal(24), max_hours=Decimal(124))


def judgement(leaf, points, rater="甲") -> Judgement:
    """One rater's judgement."""
    return Judgement(leaf=leaf, score=Decimal(points), rater=rater, reason="现场所见", evidence=("记录 1",))


def profile_with(**changes) -> Profile:
    """The bundled profile with targets declared, changed as told."""
    declared = {"parameters": Parameters(aht=TARGET), **changes}
    return Profile.model_validate({**dict(bundled_profile()), **declared})


def figure(leaf_id, points) -> Fraction:
    """The measured figure that is worth so many points under TARGET."""
    if leaf_id == "average_handling_time":
        return Fraction(124) - Fraction(points)
    return Fraction(points) / 100


def card(every=100, *, points=None, bonus=None, profile=None) -> Scorecard:
    """All leaves at `every`, except those in `points` (None leaves one open); 13.1.2 at `bonus` or open."""
    given = {leaf.id: every for leaf in LEAVES} | (points or {})
    known = {id: value for id, value in given.items() if value is not None}
    measured = {id: figure(id, value) for id, value in known.items() if id in MEASURED}
    judged = [judgement(id, value) for id, value in known.items() if id not in MEASURED]
    if bonus is not None:
        judged += [judgement(leaf.id, bonus) for leaf in IMPROVEMENT_LEAVES]
    return score(TREE, measured, judged, profile or profile_with())
