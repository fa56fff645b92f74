"""`no_gap:<register>`: a register of the record holds all that the pack says it should."""

from hengxian.certification.edition import pack
from hengxian.journal.conditions import Act, condition_family
from hengxian.journal.models import Lived
from hengxian.records.registers.book import open_book
from hengxian.records.registers.gaps import gaps, told
from hengxian.records.registers.values import CHINA


@condition_family("no_gap")
def no_gap(register: str, record: Lived, act: Act) -> str | None:
    """None when nothing is lacking on the day of the act; else what is, by the register's own gap rules."""
    book = open_book(pack(), register, record)
    found = [gap for gap in gaps(book, act.at.astimezone(CHINA).date()) if gap.is_due]
    return told(found) or None
