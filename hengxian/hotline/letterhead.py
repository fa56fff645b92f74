"""Whose papers these are: a hotline as it signs, the rule as papers name it, the choices a paper rests on."""

from datetime import date, datetime

from hengxian.hotline.models import Hotline
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Body, Setting
from hengxian.records.documents.wording import chinese_day
from hengxian.records.edition import pack
from hengxian.records.parameter_types import place_of, shown
from hengxian.records.parameters import value_of


def body_of(hotline: Hotline) -> Body:
    """The hotline under the name of its provider, with the number people call."""
    return Body(name=f"{hotline.provider.name}（{hotline.name}）", phone=hotline.number)


def rule_named() -> str:
    """The rule: name, edition, and the window that its last page prints."""
    rule = pack().rule
    window = f"{_printed(rule.in_force_on)}实施，规则印明有效期至{_printed(rule.ends_on)}"
    return f"《{rule.name}》{rule.printed_edition}（{window}）"


def settings_used(at: datetime, *parameters: str) -> tuple[Setting, ...]:
    """The hotline's own choices, for the mark 机构自定（规则未规定）; unset ones are left out."""
    known = pack().parameters
    found = {name: value_of(name, at) for name in parameters}
    return tuple(
        Setting(
            id=name, label=known[name].name, value=shown(known[name], one.value), clause=place_of(known[name]),
            set_by=one.set_by_name, set_on=local_day(one.set_at),
        )
        for name, one in found.items()
        if one is not None
    )  # fmt: skip


def _printed(day: date) -> str:
    return chinese_day(day)
