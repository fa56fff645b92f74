"""Open parameters (A-3, G-4): what the rule leaves open and the operator sets, with who, when and from which day."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.people import roles
from hengxian.records.models.parameter_value import ParameterValue
from hengxian.records.parameter_types import place_of, read_parameter, shown
from hengxian.records.registers.values import CHINA, LONG, read_text
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.parameters import UNSET_MARK, Parameter

Moment = date | datetime | None
SETTERS = frozenset({"head_of_body", "hotline_manager"})
OF_HOTLINES = frozenset({"9", "10", "11", "12", "13"})  # chapters of the rule that a hotline works by


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


def of_site(pack: Pack, site: str) -> tuple[Parameter, ...]:
    """The parameters that a site may need: all of them at the body, at a hotline those of the chapters it works by."""
    if site != "hotline":
        return tuple(pack.parameters)
    return tuple(
        each
        for each in pack.parameters
        if not each.clauses or {clause.partition(".")[0] for clause in each.clauses} & OF_HOTLINES
    )


def setters() -> str:
    """Who may set a parameter at the site at hand, in words."""
    return "、".join(each.name for each in roles.of_site(settings.HENGXIAN_SITE) if each.id in SETTERS)


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
        raise NotAllowed(f"只有{setters()}可以设定“{wanted.name}”", place_of(wanted))
    today = at.astimezone(CHINA).date()
    start = in_force_from or today
    if start < today:
        raise Incomplete(
            f"“{wanted.name}”的生效日期不能早于今天（{today.isoformat()}）",
            place_of(wanted),
            ("in_force_from",),
        )
    try:
        why = read_text(basis, LONG)
    except ValueError as wrong:
        raise Incomplete(f"设定“{wanted.name}”的依据{wrong}", place_of(wanted), ("basis",)) from None
    row = ParameterValue(
        parameter=parameter,
        value=read_parameter(wanted, said),
        basis=why,
        in_force_from=start,
        set_at=at,
        set_by=by.person,
        set_by_name=by.name,
    )
    return create(row, by=by, at=at, verb="set", reason=why)


def _setting(parameter: Parameter, row: ParameterValue) -> Setting:
    value = row.value
    if parameter.type == "number":
        number = Decimal(value)
        value = int(number) if number == number.to_integral_value() else number
    return Setting(
        parameter, value, row.basis, row.in_force_from, row.set_at, row.set_by, row.set_by_name, row.pk
    )
