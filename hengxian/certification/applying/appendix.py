"""Appendix A as it is asked: the pack's forms as questions, what was said as plain values, and what still lacks.

Values are kept flat by form and question (`{"A.4": {"call_connection_1": "93.5"}}`); a cell of a grid is named by
its row and the place of its column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from hengxian.certification.models import Application
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Organisation
from hengxian.records.edition import pack
from hengxian.records.privacy.identifiers import Misread, read_past_day
from hengxian.records.registers.checking import Fault
from hengxian.records.registers.values import EMPTY, read_value
from hengxian.standard.model.forms import Detail, Field, Form
from hengxian.standard.model.registers import RegisterField

PARTS = ("A.1", "A.2", "A.3", "A.4", "A.5")
PREFILLED = "prefilled"
FIGURES = ("number", "percent")
# What the records of organisation and hotline already say is not asked again (G-11).
KNOWN = ("applicant_name", "applicant_address", "hotline_name", "hotline_founded_on")
_READ_AS: Mapping[str, Any] = {"person": "name", "seal": "text", "signature": "text", "value": "number"}
_STRETCHES = (
    ("A.2", "satisfaction_from", "satisfaction_until"),
    ("A.4", "figures_from", "figures_until"),
)


class Misfilled(Incomplete):
    """A part of appendix A that cannot be kept; `faults` holds every one."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("；".join(map(str, faults)), "附录A", tuple(fault.field for fault in faults))


@dataclass(frozen=True)
class Part:
    """What was said in one part: plain values, empty answers as None, and the faults."""

    values: dict[str, Any]
    faults: list[Fault]


def form(part: str) -> Form:
    """The form of a part. KeyError for none of appendix A."""
    return {id: pack().forms[id] for id in PARTS}[part]


@cache
def columns(part: str) -> tuple[RegisterField, ...]:
    """The questions of a part in printed order, each followed by its details; known fields are among them."""
    return tuple(_columns(form(part)))


def asks(part: str) -> tuple[Ask, ...]:
    """The questions as a page asks them, without what is known already."""
    notes = {field.id: field.note or "" for field in columns(part)}
    return tuple(
        Ask(
            id=each.id, label=each.label, type=each.type, required=each.required, options=each.options,
            note=notes[each.id], unit=each.unit or "",
        )
        for each in columns(part)
        if each.id not in KNOWN
    )  # fmt: skip


def read_part(part: str, said: Mapping[str, object], on: date) -> Part:
    """The answers to questions of the part as plain values; a day after `on` is a fault. Unknown names are left out."""
    read = Part({}, [])
    for field in columns(part):
        if field.id not in said or field.id in KNOWN:
            continue
        answer = said[field.id]
        if answer in EMPTY or answer is False:
            read.values[field.id] = None
            continue
        try:
            read.values[field.id] = _plain(field, answer, on)
        except (ValueError, Misread) as wrong:
            sentence = wrong.sentence if isinstance(wrong, Misread) else f"“{field.label}”{wrong}"
            read.faults.append(Fault(field.id, sentence))
    return read


def values(application: Application, part: str) -> dict[str, Any]:
    """What stands in a part: what the applicant said, and what the records say of organisation and hotline."""
    said = dict(application.form.get(part) or {})
    return (
        (known(application) | said if application.received_at else said | known(application))
        if part == "A.1"
        else said
    )


def known(application: Application) -> dict[str, Any]:
    """The fields of A.1 that the records answer: legal name and address, the hotline and its foundation (T42)."""
    legal, hotline = legal_entity(application.organisation), application.hotline
    found = {
        "applicant_name": legal.name,
        "applicant_address": legal.registered_address or application.organisation.office_address,
        "hotline_name": hotline.name if hotline else "",
        "hotline_founded_on": hotline.founded_on.isoformat() if hotline else "",
    }
    return {name: value for name, value in found.items() if value}


def whole_form(application: Application) -> dict[str, Any]:
    """The form with what is known written into it, as it is received."""
    return {**application.form, "A.1": values(application, "A.1")}


def lacking(application: Application) -> list[Fault]:
    """Every question of appendix A that has no answer, or none that fits the others; `place` names the part."""
    return [fault for part in PARTS for fault in lacking_in(application, part)]


def lacking_in(application: Application, part: str) -> list[Fault]:
    """As `lacking`, of one part."""
    said, place = values(application, part), f"{part} {form(part).title}"
    found = [
        Fault(each.id, f"{each.label}须填写", place)
        for each in columns(part)
        if each.required and each.id not in said
    ]
    unconfirmed = (application.form.get(PREFILLED) or {}).get(part) or []
    if unconfirmed:
        names = "、".join(each.label for each in columns(part) if each.id in unconfirmed)
        found.append(Fault(unconfirmed[0], f"预填的内容须由人核对确认：{names}", place))
    return found + [Fault(field, sentence, place) for field, sentence in _at_odds(application, part, said)]


def nested(application: Application, part: str) -> dict[str, Any]:
    """The part as the printed form takes it: grids by row, details behind the value they belong to."""
    said, sheet = values(application, part), form(part)
    if sheet.layout == "grid":
        return {row.id: {label: said.get(cell) for cell, label in cells(sheet, row)} for row in sheet.fields}
    found = {field.id: said[field.id] for field in sheet.fields if field.id in said}
    for field in sheet.fields:
        beside = [f"{each.label}：{said[each.id]}" for each in field.details if each.id in said]
        if beside and field.id in found and not field.options:
            found[field.id] = f"{found[field.id]}{field.unit or ''}（{'；'.join(beside)}）"
        elif beside and field.id in found:
            found[field.id] = [*found[field.id], *beside]
    return found


def cells(sheet: Form, row: Field) -> list[tuple[str, str]]:
    """The questions of a row of a grid: id and column."""
    given = 2 if any(field.category for field in sheet.fields) else 1
    return [(f"{row.id}_{place}", label) for place, label in enumerate(sheet.columns[given:])]


def legal_entity(organisation: Organisation) -> Organisation:
    """Whose legal name stands on paper (T42)."""
    return organisation.legal_entity or organisation


def _columns(sheet: Form) -> Iterator[RegisterField]:
    yield from map(_detail, sheet.details)
    for field in sheet.fields:
        if sheet.layout == "grid":
            yield from (_field(field, id, f"{field.label}：{label}") for id, label in cells(sheet, field))
        else:
            yield _field(field, field.id, field.label)
        yield from map(_detail, field.details)


def _field(field: Field, id: str, label: str) -> RegisterField:
    return RegisterField(
        id=id, label=label, type=_READ_AS.get(field.type, field.type), required=field.required,
        options=field.options, unit=field.unit, note=field.note,
    )  # fmt: skip


def _detail(detail: Detail) -> RegisterField:
    return RegisterField(
        id=detail.id, label=detail.label, type=_READ_AS.get(detail.type, detail.type), required=detail.required,
        options=detail.options, note=detail.note,
    )  # fmt: skip


def _plain(field: RegisterField, said: object, on: date) -> Any:
    value = read_value(field, said, pack())
    if field.type == "date":
        read_past_day(date.fromisoformat(value), on, field.label)
    if field.type in FIGURES and Decimal(value) < 0:
        raise ValueError(f"不能小于 0，现为“{said}”")
    return value


def _at_odds(application: Application, part: str, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for of, start, end in _STRETCHES:
        if part == of and start in said and end in said and said[start] > said[end]:
            yield start, "时段的起始日期不能晚于截止日期"
    if part == "A.2" and "其他媒体" in said.get("channels", ()) and "other_channels" not in said:
        yield "other_channels", "选了“其他媒体”的，须写明名称"
    representative = values(application, "A.1").get("legal_representative")
    if part == "A.5" and representative and said.get("signature") not in (None, representative):
        yield "signature", f"签字人应为 A.1 所填法定代表人“{representative}”"
