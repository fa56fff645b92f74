"""Typing speed of a test (9.3.2.4): characters a minute by the way of counting errors that the operator has set."""

from decimal import Decimal
from fractions import Fraction

# How much longer than set a test on the computer may last, in minutes: a slow line, and no more.
ALLOWED_OVER = Decimal("0.1")
# What one error takes off, in characters (P-typing-errors; the rule is silent).
ERROR_RULES = {"不计差错": 0, "差错不计入字数": 1, "每错一字另扣一字": 2}


def speed(typed: int, errors: int, minutes: Decimal, rule: str) -> Fraction:
    """Characters a minute, never below 0. ValueError in Chinese for what cannot be."""
    if rule not in ERROR_RULES:
        raise ValueError(f"差错计法应为以下之一：{'、'.join(ERROR_RULES)}，现设定为“{rule}”")
    if minutes <= 0:
        raise ValueError("测试时长应大于 0")
    if errors > typed:
        raise ValueError(f"差错数（{errors}）不能多于录入字数（{typed}）")
    return Fraction(max(typed - ERROR_RULES[rule] * errors, 0)) / Fraction(minutes)


def printed(speed: Fraction) -> str:
    """With at most two decimals, cut and never rounded up, so that 59.999 does not read 60."""
    hundredths = speed.numerator * 100 // speed.denominator
    return f"{Decimal(hundredths) / 100:f}"


def errors_in(text: str, typed: str) -> int:
    """The fewest characters wrong, missing or too many in what was typed, against the beginning of the text it fits.

    A typist who did not come to the end of the text has made no error by that.
    """
    row = list(range(len(text) + 1))
    for done, character in enumerate(typed, start=1):
        above, row = row, [done]
        for place, expected in enumerate(text, start=1):
            row.append(min(above[place] + 1, row[place - 1] + 1, above[place - 1] + (character != expected)))
    return min(row)
