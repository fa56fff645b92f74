"""Finding the lines of a request fit to be written: subjects, columns, persons and evidence, all faults at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengxian.journal.actor import Actor
from hengxian.records.registers.book import Book, check_apart
from hengxian.records.registers.checking import Fault, Unfit, check_row
from hengxian.records.registers.computing import computed
from hengxian.records.registers.entries import strange_entries
from hengxian.records.registers.references import strange_people, strange_references
from hengxian.records.registers.subjects import name_of, read_subject, slot_of


@dataclass(frozen=True)
class Line:
    """What is to stand in one row. `version` is that of the row the person saw, None for a new one."""

    facts: Mapping[str, object]
    subject: str = ""
    evidence: tuple[str, ...] = ()
    version: int | None = None
    owner: int | None = None


@dataclass(frozen=True)
class Fit:
    """A line found fit: its subject, slot and plain values."""

    line: Line
    subject: str
    slot: str | None
    values: dict[str, Any]


def fit_lines(book: Book, lines: Sequence[Line], *, by: Actor, at: datetime) -> list[Fit]:
    """The lines as they may be written. Raises NotAllowed, or Unfit with every fault of every line."""
    fits, faults, places = [], [], []
    for place, line in enumerate(lines, start=1):
        fit, found, where = _fit(book, line, by, at, place if len(lines) > 1 else 0)
        check_apart(book, by, fit.subject, fit.values)
        fits.append(fit)
        places.append(where)
        faults += found
    faults += _twins(fits, places)
    faults += strange_people(book.table, [(fit.subject, fit.values) for fit in fits], places)
    faults += strange_entries(book, [(fit.subject, fit.values) for fit in fits], places)
    faults += strange_references(book, [fit.line.evidence for fit in fits], places)
    if faults:
        raise Unfit(book.table, faults)
    return fits


def _fit(book: Book, line: Line, by: Actor, at: datetime, place: int) -> tuple[Fit, list[Fault], str]:
    faults: list[Fault] = []
    where = f"第 {place} 行" if place else ""
    try:
        subject = read_subject(book.table, line.subject, book.pack)
        where = where and (name_of(book.table, subject, book.pack) or where)
    except ValueError as wrong:
        subject = ""
        faults.append(Fault("subject", str(wrong), where))
    checked = check_row(book.table, line.facts, pack=book.pack, at=at, evidence=line.evidence, place=where)
    figures, unfit = computed(book.table, checked.values, at)
    faults += [
        Fault(name, f"「{book.table.field(name).label}」{told}", where) for name, told in unfit.items()
    ]
    slot = slot_of(book.table, subject, by.person) if subject else None
    return Fit(line, subject, slot, checked.values | figures), [*faults, *checked.faults], where


def _twins(fits: Sequence[Fit], places: Sequence[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for fit, place in zip(fits, places, strict=True):
        if fit.slot and fit.slot in seen:
            faults.append(Fault("subject", "在同一次填写中出现了两次", place))
        seen.add(fit.slot or "")
    return faults
