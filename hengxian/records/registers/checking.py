"""Checks what somebody wants to write into a register: typed values, or one clear sentence for each fault."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hengxian.kernel.refusals import Incomplete
from hengxian.records.privacy.scanning import scan
from hengxian.records.registers.computing import computed_ids
from hengxian.records.registers.values import CHINA, EMPTY, option_of, read_value, typed
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterField, RegisterTable

EVIDENCE = "evidence"
TOLD = 5


@dataclass(frozen=True)
class Fault:
    """What is wrong with one column of one row; `place` names the row where several are written at once."""

    field: str
    sentence: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.place}：{self.sentence}" if self.place else self.sentence


class Unfit(Incomplete):
    """Rows that cannot be written; `faults` holds every one, the sentence the first of them."""

    def __init__(self, table: RegisterTable, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        more = f"；等 {len(faults)} 处" if len(faults) > TOLD else ""
        told = "；".join(map(str, faults[:TOLD]))
        clause = table.clauses[0] if table.clauses else (table.source or "")
        super().__init__(f"《{table.title}》{told}{more}", clause, tuple(fault.field for fault in faults))


@dataclass(frozen=True)
class Checked:
    """Plain values by column, empty ones left out, and the faults found."""

    values: dict[str, Any]
    faults: tuple[Fault, ...]


def check_row(
    table: RegisterTable,
    facts: Mapping[str, object],
    *,
    pack: Pack,
    at: datetime,
    evidence: Sequence[str] = (),
    place: str = "",
) -> Checked:
    """The facts of one row against the register's columns, read at an instant (for dates that must be past)."""
    values: dict[str, Any] = {}
    faults = [Fault(name, told, place) for name, told in _not_asked(table, facts)]
    for field in table.fields:
        if field.computed is not None:
            continue
        said = facts.get(field.id)
        if said in EMPTY or (isinstance(said, str) and not said.strip()):
            continue
        try:
            values[field.id] = read_value(field, said, pack)
        except (ValueError, Incomplete) as wrong:
            faults.append(Fault(field.id, f"「{field.label}」{wrong}", place))
    spoiled = {fault.field for fault in faults} | set(computed_ids(table))
    faults += (Fault(name, said, place) for name, said in _missing(table, values) if name not in spoiled)
    faults += (Fault(name, said, place) for name, said in _out_of_order(table, values, at))
    faults += (Fault(name, said, place) for name, said in _personal(table, values))
    if lacking := _evidence_lacking(table, evidence):
        faults.append(Fault(EVIDENCE, lacking, place))
    return Checked(values, tuple(faults))


def _not_asked(table: RegisterTable, facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    own = computed_ids(table)
    for name in facts:
        if name not in table.fields:
            yield name, f"没有栏目“{name}”"
        elif name in own:
            yield name, f"「{table.field(name).label}」由系统计算，不能填写"


def is_needed(field: RegisterField, values: Mapping[str, Any]) -> bool:
    """Whether the column must be filled, given the rest of the row."""
    when = field.required_when
    called_for = (
        when is not None and when.field in values and set(option_of(values[when.field])) & set(when.among)
    )
    return field.required or bool(called_for)


def _missing(table: RegisterTable, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in table.fields:
        if field.id in values or not is_needed(field, values):
            continue
        when = field.required_when
        because = (
            ""
            if field.required or when is None
            else f"（{table.field(when.field).label}为“{'、'.join(when.among)}”时）"
        )
        verb = "须由本人确认并勾选" if field.type == "declaration" else "须填写"
        yield field.id, f"「{field.label}」{verb}{because}"


def _out_of_order(table: RegisterTable, values: Mapping[str, Any], at: datetime) -> Iterator[tuple[str, str]]:
    for field in table.fields:
        value = typed(field, values.get(field.id))
        if value is None:
            continue
        if field.past and _later(value, at):
            yield field.id, f"「{field.label}」不能晚于填写之时（{at.astimezone(CHINA):%Y-%m-%d %H:%M}）"
        start = typed(table.field(field.since), values.get(field.since)) if field.since else None
        if start is not None and _precedes(value, start):
            yield field.id, f"「{field.label}」不能早于「{table.field(str(field.since)).label}」"


def _personal(table: RegisterTable, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in table.fields:
        found = scan(str(values.get(field.id, ""))) if field.impersonal else ()
        if found:
            kinds = "、".join(dict.fromkeys(hit.kind for hit in found))
            yield field.id, f"「{field.label}」不能写个人信息，现有{kinds}"


def _precedes(value: date | datetime, start: date | datetime) -> bool:
    if isinstance(value, datetime) and isinstance(start, datetime):
        return value < start
    return _day(value) < _day(start)


def _later(value: date | datetime, at: datetime) -> bool:
    return value > at if isinstance(value, datetime) else value > at.astimezone(CHINA).date()


def _day(value: date | datetime) -> date:
    return value.astimezone(CHINA).date() if isinstance(value, datetime) else value


def _evidence_lacking(table: RegisterTable, evidence: Sequence[str]) -> str:
    wanted = table.evidence
    if wanted is None or wanted.by != "writing" or len(evidence) >= wanted.at_least:
        return ""
    return f"须附至少 {wanted.at_least} 件证据，现有 {len(evidence)} 件"
