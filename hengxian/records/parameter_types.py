"""The types of open parameters: reading what was said into a plain value, and printing it with its unit."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hengxian.kernel.refusals import Incomplete
from hengxian.people.roles import ROLES, role
from hengxian.records.registers.values import LONG, read_text
from hengxian.standard.model.parameters import Parameter

WHOLE = ("month", "year", "day", "working_day", "minute", "person", "times")
LARGEST = 10**9
_CELLS = re.compile(r"\s*[\t|｜]\s*")  # a table typed line by line
UNITS = {
    "month": "个月", "year": "年", "day": "天", "working_day": "个工作日", "hour": "小时", "minute": "分钟",
    "person": "人", "times": "次", "percent": "%",
}  # fmt: skip


def place_of(parameter: Parameter) -> str:
    """Where the rule leaves it open: its clauses, or the source where no clause speaks of it."""
    return "、".join(parameter.clauses) or (parameter.source or "")


def shown(parameter: Parameter, value: Any) -> str:
    """A value as people read it, with its unit."""
    if isinstance(value, list):
        return "；".join("，".join(each) if isinstance(each, list) else str(each) for each in value)
    if parameter.type == "role":
        return "、".join(role(each).name for each in str(value).split())
    return f"{value}{UNITS.get(parameter.unit or '', '')}"


def read_parameter(parameter: Parameter, said: object) -> Any:
    """The value as plain JSON. Raises Incomplete saying what was expected."""
    try:
        return _READERS.get(parameter.type, _text)(parameter, said)
    except ValueError as wrong:
        raise Incomplete(f"“{parameter.name}”{wrong}", place_of(parameter), ("value",)) from None


def _number(parameter: Parameter, said: object) -> str:
    text = str(said).strip()
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError(f"应为数字，现为“{text}”") from None
    if isinstance(said, bool) or not number.is_finite() or not 0 < number < LARGEST:
        raise ValueError(f"应为大于 0、小于十亿的数，现为“{text}”")
    if parameter.unit in WHOLE and number != number.to_integral_value():
        raise ValueError(f"应为整数（{UNITS[parameter.unit]}），现为“{text}”")
    if parameter.unit == "percent" and number > 100:
        raise ValueError(f"应不大于 100，现为“{text}”")
    return f"{number.normalize():f}"


def _yes_no(_: Parameter, said: object) -> str:
    text = str(said).strip()
    if text not in ("是", "否"):
        raise ValueError(f"应为“是”或“否”，现为“{text}”")
    return text


def _roles(_: Parameter, said: object) -> str:
    known = {name: each.id for each in ROLES for name in (each.id, each.name)}
    asked = [str(each).strip() for each in said] if isinstance(said, list | tuple) else str(said).split()
    if not asked or (strange := [each for each in asked if each not in known]):
        wanted = "、".join(each.name for each in ROLES)
        raise ValueError(f"应为角色：{wanted}，现为“{strange[0] if asked else ''}”")
    return " ".join(dict.fromkeys(known[each] for each in asked))


def _list(_: Parameter, said: object) -> list[Any]:
    return [read_text(each, LONG) for each in _kept(said)]


def _table(_: Parameter, said: object) -> list[list[str]]:
    # Rows of cells, not of names: JSON in PostgreSQL forgets the order of names.
    rows = (_CELLS.split(each.strip()) if isinstance(each, str) else list(each) for each in _kept(said))
    return [[read_text(cell, LONG) for cell in row] for row in rows]


def _kept(said: object) -> list[Any]:
    rows = said if isinstance(said, list | tuple) else str(said).splitlines()
    if not (kept := [each for each in rows if (each.strip() if isinstance(each, str) else each)]):
        raise ValueError("至少要有一项")
    return kept


def _text(_: Parameter, said: object) -> str:
    return read_text(said, LONG)


_READERS: dict[str, Callable[[Parameter, object], Any]] = {
    "number": _number,
    "yes_no": _yes_no,
    "role": _roles,
    "list": _list,
    "table": _table,
}
