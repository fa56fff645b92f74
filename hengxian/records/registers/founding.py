"""Starting registers with the rows that the pack gives them, for people to look at and complete."""

from datetime import datetime

from hengxian.journal.actor import Actor
from hengxian.journal.models import Recorded
from hengxian.records.registers.book import BODY, Book, open_book
from hengxian.records.registers.reading import first_row
from hengxian.records.registers.sites import of_site
from hengxian.records.registers.writing import Line, Written, write_many
from hengxian.standard.model.pack import Pack


def found(book: Book, *, by: Actor, at: datetime) -> Written:
    """Write the first rows of an empty register; one that has rows is left as it is. Refusals as of `write_many`."""
    if first_row(book.table.id, book.bound) is not None:
        return Written()
    lines = [Line(dict(row.facts), row.subject or "") for row in book.table.first_rows]
    return write_many(book, lines, by=by, at=at, reason="规则包所附的起始记录")


def found_body(pack: Pack, *, by: Actor, at: datetime) -> dict[str, int]:
    """Start every register of the body that has first rows; rows made, by register."""
    return found_all(pack, "body", BODY, by=by, at=at)


def found_all(pack: Pack, site: str, of: Recorded | str, *, by: Actor, at: datetime) -> dict[str, int]:
    """Start every register with first rows of a record of that site (the body, a hotline); rows made, by register."""
    sort = (of if isinstance(of, str) else of.story).partition(":")[0]
    tables = [table for table in of_site(pack, site) if table.first_rows and sort in table.bound]
    return {table.id: len(found(open_book(pack, table.id, of), by=by, at=at).made) for table in tables}
