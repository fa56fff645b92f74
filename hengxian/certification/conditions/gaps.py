"""`no_gap:<register>`: a register of the record holds all that the pack says it should."""

from hengxian.certification.models import Case
from hengxian.certification.queries.plan import reach_of
from hengxian.journal.conditions import Act, condition_family
from hengxian.journal.models import Lived
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.gaps import gaps, told
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.values import CHINA
from hengxian.standard.model.registers import RegisterTable


@condition_family("no_gap")
def no_gap(register: str, record: Lived, act: Act) -> str | None:
    """None when nothing is lacking on the day of the act; else what is, by the register's own gap rules."""
    book = open_book(pack(), register, record)
    found = gaps(book, act.at.astimezone(CHINA).date(), subjects=_in_reach(book.table, record))
    return told([gap for gap in found if gap.is_due]) or None


def _in_reach(table: RegisterTable, record: Lived) -> list[str] | None:
    """The items that a partial surveillance has to cover; None where all are meant (5.3)."""
    reach = reach_of(record) if isinstance(record, Case) else None
    if reach is None or table.subject is None or table.subject.kind != "clause":
        return None
    return [subject for subject in subjects(table, pack()) if subject in reach]
