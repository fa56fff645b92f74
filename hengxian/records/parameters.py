"""Open parameters (A-3, G-4): what the rule leaves open and the operator sets, with who, when and from which day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.people.roles import ROLES, role
from hengxian.records.models.parameter_value import ParameterValue
from hengxian.records.registers.values import CHINA
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.parameters import UNSET_MARK, Parameter

Moment = date | datetime | None
SETTERS = frozenset({"head_of_body", "hotline_manager"})
WHOLE = ("month", "year", "day", "working_day", "minute", "person", "times")
UNITS = {
    "month": "个月", "year": "年", "day": "天", "working_day": "个工作日", "hour": "小时", "minute": "分钟",
    "person": "人", "times": "次", "percent": "%",
}  # fmt: skip


class Unset(Incomplete):
    """An act needs a parameter that nobody has set: `证书有效期未设定（7.1.6）`."""

    def __init__(self, parameter: Parameter) -> None:
        self.parameter = parameter
        super().__init__(f"{parameter.name}未设定", place_of(parameter), (parameter.id,))


@dataclass(frozen=True)
class Setting:
    """A value in force; `row` is the record that set it.

    `value` is a number (int or Decimal), 是 or 否, role ids with blanks between, a list, or text.
    """

    parameter: Parameter
    value: Any
    basis: str
    in_force_from: date
    set_at: datetime
    set_by: int
    set_by_name: str
    row: int

    @property
    def printed(self) -> str:
        """As letters and reports print it, with the mark that the rule does not say so."""
        return f"{shown(self.parameter, self.value)}，{UNSET_MARK}"

    def as_used(self) -> dict[str, Any]:
        """What a decision keeps of the value it rests on, so that a later value cannot alter it."""
        return {
            "parameter": self.parameter.id,
            "value": str(self.value) if isinstance(self.value, Decimal) else self.value,
            "basis": self.basis,
            "in_force_from": self.in_force_from.isoformat(),
            "set_at": self.set_at.astimezone(CHINA).isoformat(),
            "set_by": self.set_by_name,
            "row": self.row,
        }


def value_of(parameter: str, on: Moment = None, *, pack: Pack | None = None) -> Setting | None:
    """The value in force, None while unset. KeyError for a parameter the rule pack does not have.

    On a day, or at an instant (a value set later that day does not count); without either, the last one set.
    """
    return settings_on(on, (parameter,), pack=pack)[parameter]


def require(parameter: str, on: Moment = None, *, pack: Pack | None = None) -> Setting:
    """The value in force. Raises Unset, naming the parameter and its clause."""
    found = value_of(parameter, on, pack=pack)
    if found is None:
        raise Unset((pack or bundled_pack()).parameters[parameter])
    return found


def settings_on(
    on: Moment, parameters: tuple[str, ...] = (), *, pack: Pack | None = None
) -> dict[str, Setting | None]:
    """The values in force, of all parameters unless some are named; one statement."""
    known = (pack or bundled_pack()).parameters
    wanted = {name: known[name] for name in parameters or known.ids}
    found: dict[str, Setting | None] = dict.fromkeys(wanted)
    rows = ParameterValue._default_manager.filter(parameter__in=list(wanted))
    if isinstance(on, datetime):
        rows = rows.filter(set_at__lte=on, in_force_from__lte=on.astimezone(CHINA).date())
    elif on is not None:
        rows = rows.filter(in_force_from__lte=on)
    for row in rows.order_by("in_force_from", "id"):  # the last one set for the latest day holds
        found[row.parameter] = _setting(wanted[row.parameter], row)
    return found


def history(parameter: str) -> QuerySet[ParameterValue]:
    """Every value ever set, newest first."""
    return ParameterValue._default_manager.filter(parameter=parameter).order_by("-in_force_from", "-id")


@transaction.atomic
def set_value(
    parameter: str,
    said: object,
    *,
    by: Actor,
    at: datetime,
    basis: str,
    in_force_from: date | None = None,
    pack: Pack | None = None,
) -> ParameterValue:
    """Set a parameter from a day on, today unless told; never for the past.

    Raises NotAllowed for anybody but the head, Incomplete for a value that does not fit, a missing basis or a
    past day. KeyError for a parameter that does not exist.
    """
    wanted = (pack or bundled_pack()).parameters[parameter]
    if not by.roles & SETTERS:
        raise NotAllowed(f"只有机构负责人可以设定“{wanted.name}”", place_of(wanted))
    today = at.astimezone(CHINA).date()
    start = in_force_from or today
    if start < today:
        raise Incomplete(
            f"“{wanted.name}”的生效日期不能早于今天（{today.isoformat()}）",
            place_of(wanted),
            ("in_force_from",),
        )
    if not basis.strip():
        raise Incomplete(f"设定“{wanted.name}”须写明依据", place_of(wanted), ("basis",))
    row = ParameterValue(
        parameter=parameter,
        value=read_parameter(wanted, said),
        basis=basis.strip(),
        in_force_from=start,
        set_at=at,
        set_by=by.person,
        set_by_name=by.name,
    )
    return create(row, by=by, at=at, verb="set", reason=basis.strip())


def place_of(parameter: Parameter) -> str:
    """Where the rule leaves it open: its clauses, or the source where no clause speaks of it."""
    return "、".join(parameter.clauses) or (parameter.source or "")


def shown(parameter: Parameter, value: Any) -> str:
    """A value as people read it, with its unit."""
    if isinstance(value, list):
        return "；".join(
            "，".join(map(str, each.values())) if isinstance(each, dict) else str(each) for each in value
        )
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
    if isinstance(said, bool) or not number.is_finite() or number <= 0:
        raise ValueError(f"应为大于 0 的数，现为“{text}”")
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
    rows = said if isinstance(said, list | tuple) else str(said).splitlines()
    kept = [each if isinstance(each, dict) else str(each).strip() for each in rows]
    if not (kept := [each for each in kept if each]):
        raise ValueError("至少要有一项")
    return kept


def _text(_: Parameter, said: object) -> str:
    text = str(said).strip()
    if not text:
        raise ValueError("不能为空")
    return text


_READERS: dict[str, Callable[[Parameter, object], Any]] = {
    "number": _number,
    "yes_no": _yes_no,
    "role": _roles,
    "list": _list,
    "table": _list,
}


def _setting(parameter: Parameter, row: ParameterValue) -> Setting:
    value = row.value
    if parameter.type == "number":
        number = Decimal(value)
        value = int(number) if number == number.to_integral_value() else number
    return Setting(
        parameter, value, row.basis, row.in_force_from, row.set_at, row.set_by, row.set_by_name, row.pk
    )
