"""The columns of the hotline's registers that nobody types (B-12): each computed from the row's other columns."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengxian.hotline.people import typing
from hengxian.hotline.people.duty import WEEK_HOURS, read_hours
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.computing import figure

Values = Mapping[str, Any]


@figure
def typing_rule(_: Values, at: datetime) -> str | None:
    """The way of counting errors in force (P-typing-errors), kept with the result that rests on it."""
    setting = value_of("P-typing-errors", at)
    return None if setting is None else str(setting.value)


@figure
def typing_speed(values: Values, at: datetime) -> str | None:
    """Characters a minute (9.3.2.4); the test must have lasted as long as P-typing says."""
    speed = _speed(values, at)
    return None if speed is None else typing.printed(speed)


@figure
def typing_is_met(values: Values, at: datetime) -> bool | None:
    """Whether it is 60 字/min or more, by the exact speed."""
    speed = _speed(values, at)
    return None if speed is None else speed >= pack().limits["typing_characters_per_minute"].value


@figure
def weekly_hours(values: Values, _: datetime) -> str | None:
    """Hours a week that are declared (10.1.2.1)."""
    hours = _hours_a_week(values)
    return None if hours is None else f"{Decimal(hours.numerator) / hours.denominator:.4g}"


@figure
def hours_advice(values: Values, _: datetime) -> str | None:
    """What the rule advises beside other hours: a hint and never a finding (T35)."""
    hours = _hours_a_week(values)
    if hours is None or hours == WEEK_HOURS:
        return None
    return "规则所写为“宜采取每周7天，每天24h工作制”；现行受理时间与此不同，只作提示，不是不符合"


@figure
def backup_age(values: Values, _: datetime) -> int | None:
    """Whole days between the backup and the drill that used it (9.2.2.4)."""
    if "backup_at" not in values or "drilled_at" not in values:
        return None
    made, drilled = (datetime.fromisoformat(values[name]) for name in ("backup_at", "drilled_at"))
    if made > drilled:
        raise ValueError("所用备份的时间不能晚于演练时间")
    return (local_day(drilled) - local_day(made)).days


@figure
def response_rate(values: Values, _: datetime) -> str | None:
    """Answers in a hundred questionnaires handed out (11.2.2), cut to two decimals."""
    asked, answered = values.get("asked"), values.get("answered")
    if not asked or answered is None:
        return None
    if answered > asked:
        raise ValueError(f"收回数（{answered}）不能多于发出数（{asked}）")
    return f"{Decimal(answered * 10_000 // asked) / 100:f}"


@figure
def before_after_change(values: Values, _: datetime) -> str | None:
    """After less before (12.3), in the unit of both."""
    if "before" not in values or "after" not in values:
        return None
    return f"{Decimal(values['after']) - Decimal(values['before']):f}"


def _speed(values: Values, at: datetime) -> Fraction | None:
    if not {"typed", "errors", "minutes"} <= values.keys():
        return None
    length, rule = value_of("P-typing", at), value_of("P-typing-errors", at)
    if length is None or rule is None:
        return None
    minutes = Decimal(values["minutes"])
    if not 0 <= minutes - length.value <= typing.ALLOWED_OVER:
        raise ValueError(f"测试时长应为 {length.printed}，现为 {minutes} 分钟")
    return typing.speed(values["typed"], values["errors"], minutes, str(rule.value))


def _hours_a_week(values: Values) -> Fraction | None:
    if not {"days", "opens", "closes"} <= values.keys():
        return None
    return Fraction(read_hours(values["days"], values["opens"], values["closes"]).minutes_a_week, 60)
