"""What an archived order consists of, and the fingerprint that shows it unchanged (10.5.1.1)."""

from hengxian.hotline.models import ArchiveEntry, Note, Order
from hengxian.journal import chain
from hengxian.journal.models import Recorded

ADDENDUM = "补充"


def parts_of(order: Order) -> list[Recorded]:
    """Every row of the order's record, addenda left out; the same rows in the same order each time."""
    found: list[Recorded] = [order, *([order.contact] if order.contact else [])]
    for rows in (order.parts, order.extensions, order.exemptions, order.supervisions, order.followups):
        found += list(rows.order_by("pk"))
    found += list(order.followup_attempts.order_by("pk"))
    return found + list(order.notes.exclude(type=ADDENDUM).order_by("pk"))


def addenda_of(order: Order) -> list[Note]:
    """What was added after archiving, oldest first."""
    return list(order.notes.filter(type=ADDENDUM).select_related("author").order_by("pk"))


def fingerprint(order: Order) -> str:
    """SHA-256 (hex) over the content of every row; the order's own state is no content, archiving moves it."""
    rows = [(row.kind, row.pk, _content(row)) for row in parts_of(order)]
    return chain.digest([list(row) for row in rows])


def is_unchanged(entry: ArchiveEntry) -> bool | None:
    """Whether an order is still what was archived; None for other kinds, which carry their own fingerprint."""
    if entry.order is None:
        return None
    return fingerprint(Order.objects.get(pk=entry.order.pk)) == entry.fingerprint


def _content(row: Recorded) -> dict[str, object]:
    content = row.content()
    if isinstance(row, Order):
        for name in ("status", "marker", "version", "archived_at"):
            content.pop(name, None)
    return content
