"""What a measured figure is worth out of 100 under a profile; the rule gives no such mapping (13.2.1.3)."""

from fractions import Fraction

from hengxian.scoring.profile import HandlingTarget, Profile
from hengxian.scoring.shapes import Leaf

NO_TARGET = "平均办理时长的目标值与上限未申报（P-aht）"


def points_of(leaf: Leaf, figure: Fraction, profile: Profile) -> Fraction | None:
    """The score of a measured leaf, None for a duration while its targets are not declared (T16).

    `figure` is a share from 0 to 1 or a mean duration in hours; ValueError where it cannot be one.
    """
    if leaf.kind == "duration":
        return points_of_duration(figure, profile.parameters.aht)
    return points_of_share(figure)


def points_of_share(share: Fraction) -> Fraction:
    """100 × the share."""
    if not 0 <= share <= 1:
        raise ValueError(f"not a share: {share}")
    return 100 * share


def points_of_duration(hours: Fraction, target: HandlingTarget | None) -> Fraction | None:
    """100 up to the target, 0 from the maximum, linear between (domain §1.3); None without a target."""
    if hours < 0:
        raise ValueError(f"not a duration: {hours} h")
    if target is None:
        return None
    goal, most = Fraction(target.target_hours), Fraction(target.max_hours)
    return 100 * min(Fraction(1), max(Fraction(0), (most - hours) / (most - goal)))
