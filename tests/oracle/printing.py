"""Exact figures and their one printed form: half up, from the fraction."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

Z = Decimal("1.959964")
Result = dict[str, Any]


def half_up(value: Fraction, places: int) -> str:
    """Print a fraction that is not negative.

    >>> half_up(Fraction(1, 8), 2)
    '0.13'
    """
    units = str(math.floor(value * 10**places + Fraction(1, 2))).rjust(places + 1, "0")
    return f"{units[:-places]}.{units[-places:]}"


def share(hits: Iterable[bool]) -> Result:
    """{numerator, denominator, value}, or nothing when there is nothing to count."""
    found = list(hits)
    if not found:
        return {}
    numerator = sum(1 for is_hit in found if is_hit)
    value = half_up(Fraction(numerator, len(found)), 6)
    return {"numerator": numerator, "denominator": len(found), "value": value}


def measured(main: Result, variants: Result, **more: Any) -> Result:
    """An indicator, unmeasured when its denominator is empty; empty variants are left out."""
    if not main:
        return unmeasured("没有可计的记录")
    kept = {name: variant for name, variant in variants.items() if variant}
    return {"status": "measured", **main, "variants": kept, **more}


def unmeasured(reason: str) -> Result:
    return {"status": "unmeasured", "reason": reason}


def not_assessable(reason: str) -> Result:
    return {"status": "not_assessable", "reason": reason}


def judged(passes: Iterable[bool], **more: Any) -> Result:
    """A check over one verdict each."""
    found = list(passes)
    if not found:
        return not_assessable("没有可判定的记录")
    failing = sum(1 for is_pass in found if not is_pass)
    return {
        "status": "not_met" if failing else "met",
        "counted": len(found),
        "failing": failing,
        **more,
    }


def wilson(hits: int, n: int) -> dict[str, str]:
    """The Wilson 95 % interval, six decimals."""
    with localcontext() as context:
        context.prec = 60
        p, count = Decimal(hits) / n, Decimal(n)
        middle = p + Z * Z / (2 * count)
        spread = Z * (p * (1 - p) / count + Z * Z / (4 * count * count)).sqrt()
        low, high = ((middle + sign * spread) / (1 + Z * Z / count) for sign in (-1, 1))
        bounds = (max(Fraction(low), Fraction(0)), Fraction(high))
    return dict(zip(("low", "high"), (half_up(bound, 6) for bound in bounds), strict=True))
