"""Answers of callers in words: what the dataset contract calls `reached` and `satisfied` is never shown so."""

from fractions import Fraction

from hengxian.hotline.models import Opinion
from hengxian.kernel.quantity import half_up

OUTCOMES = {"reached": "已接通", "refused": "接通但拒绝回访", "unreachable": "未接通"}
OPINIONS = {**dict(Opinion.choices), "no_opinion": "未表态"}
SOLVED = {True: "已解决", False: "未解决", None: "未表态"}


def share_printed(good: int, n: int) -> str:
    """One decimal; 无数据 where there is nothing to divide."""
    return f"{half_up(Fraction(100 * good, n), 1)}%" if n else "无数据"
