"""How many to draw from each stratum: in proportion, whole numbers, none forgotten while the size allows."""

from collections.abc import Mapping
from fractions import Fraction

Stratum = tuple[str, ...]


def allocate(sizes: Mapping[Stratum, int], wanted: int) -> dict[Stratum, int]:
    """Largest remainders (ties: by stratum), then one for every stratum left empty where `wanted` allows.

    `sizes` are of non-empty strata. The sum is `wanted`, or everything there is where that is less; no
    stratum gives more than it has.
    """
    total = sum(sizes.values())
    if wanted >= total:
        return dict(sizes)
    quotas = {one: Fraction(wanted * size, total) for one, size in sizes.items()}
    drawn = {one: int(quota) for one, quota in quotas.items()}
    for one in sorted(sizes, key=lambda one: (drawn[one] - quotas[one], one))[: wanted - sum(drawn.values())]:
        drawn[one] += 1
    if wanted >= len(sizes):
        _fill(drawn, quotas)
    return drawn


def _fill(drawn: dict[Stratum, int], quotas: Mapping[Stratum, Fraction]) -> None:
    """One for each empty stratum, taken where most is drawn beyond the quota."""
    for empty in sorted(one for one, count in drawn.items() if not count):
        giver = max(
            (one for one in sorted(drawn) if drawn[one] > 1), key=lambda one: drawn[one] - quotas[one]
        )
        drawn[giver] -= 1
        drawn[empty] = 1
