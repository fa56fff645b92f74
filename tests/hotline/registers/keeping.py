"""Keeping a hotline's registers in tests: a row by somebody's hand, and what is lacking on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from hengxian.people.models import Person
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.parameters import set_value
from hengxian.records.registers import writing
from hengxian.records.registers.book import Book, duties, may_see, open_book
from hengxian.records.registers.gaps import gaps
from tests.hotline.line import NOON, Line

TODAY = NOON.date()
PROOF = ("evaluation:1",)


def book(line: Line, register: str, of: Any = None) -> Book:
    """The register of the hotline, or of the record named."""
    return open_book(pack(), register, of or line.hotline)


def put(
    line: Line,
    who: str,
    register: str,
    of: Any = None,
    subject: str = "",
    evidence: Sequence[str] = (),
    **facts: Any,
) -> RegisterRow:
    """A row written by that person now."""
    by, at = line.actor(who), line.later(minutes=1)
    return writing.write(book(line, register, of), facts, by=by, at=at, subject=subject, evidence=evidence)


def revise(line: Line, who: str, row: RegisterRow, of: Any = None, **facts: Any) -> RegisterRow:
    """The row changed by that person now."""
    by, at = line.actor(who), line.later(minutes=1)
    return writing.revise(book(line, row.register, of), row, facts, by=by, at=at)


def lacking(line: Line, register: str, on: date = TODAY, of: Any = None) -> list[str]:
    """The sentences of its gaps on a day, what only comes due left out."""
    return [str(gap) for gap in gaps(book(line, register, of), on) if gap.is_due]


def sees(line: Line, who: str, register: str, of: Any = None) -> bool:
    """Whether the register is open to that person for reading."""
    opened = book(line, register, of)
    return may_see(opened, duties(opened, line.actor(who)))


def person(line: Line, who: str) -> Person:
    """The natural person behind an account."""
    return line.people[who].person


def decide(line: Line, **values: object) -> None:
    """Set open parameters, written P_typing for P-typing."""
    for name, value in values.items():
        by, at = line.actor("manager"), line.later(minutes=1)
        set_value(name.replace("_", "-"), value, by=by, at=at, basis="热线办例会（虚构）")
