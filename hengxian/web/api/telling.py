"""Records, moves and papers as the API gives them: the same words that the pages show."""

from typing import Any

from hengxian.journal.models import Lived
from hengxian.records.models import StoredFile
from hengxian.web.acting import asking
from hengxian.web.acting.books import Line, OpenBook, spines
from hengxian.web.acting.kinds import Column, Kind
from hengxian.web.acting.limits import clocks
from hengxian.web.acting.offers import Offer
from hengxian.web.acting.papers import papers
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read, said, state_for


def item(kind: Kind, record: Any, visitor: Visitor) -> dict[str, Any]:
    """A record in a list."""
    state = state_for(record, is_client=visitor.is_client) if isinstance(record, Lived) else None
    return {
        "kind": kind.id,
        "id": record.pk,
        "heading": kind.heading(record),
        "status": state.status if state else "",
        "marker": state.marker if state else "",
        "version": record.version,
        "values": _values(kind.columns, record, visitor),
    }


def detail(kind: Kind, record: Any, visitor: Visitor) -> dict[str, Any]:
    """One record whole."""
    hung = papers(record, visitor)
    letters = [document.file for document in hung.documents]
    return item(kind, record, visitor) | {
        "facts": _values(kind.facts, record, visitor),
        "limits": [
            {
                "name": clock.name,
                "clause": clock.clause,
                "due_on": clock.due_on,
                "standing": str(clock.standing),
                "note": clock.note,
            }
            for clock in clocks(record, visitor.at)
        ],
        "papers": [paper(file) for file in (*letters, *hung.files)],
        "registers": [spine.table.id for group in spines(record, visitor).values() for spine in group],
    }


def offered(offer: Offer, record: Any, visitor: Visitor) -> dict[str, Any]:
    """An act with its questions."""
    choices = asking.choices(record, offer.move, visitor)
    return {
        "verb": offer.move.verb,
        "label": offer.move.label,
        "clause": offer.move.clause,
        "kind": offer.move.kind,
        "refusal": offer.refusal,
        "asks": [
            {
                "id": each.id,
                "label": each.label,
                "type": each.type,
                "required": each.required,
                "options": list(each.options),
                "choices": list(choices.get(each.id, ())),
                "columns": [column.id for column in each.columns],
            }
            for each in asking.questions(offer.move)
        ],
    }


def paper(file: StoredFile) -> dict[str, Any]:
    """A kept file."""
    return {
        "reference": f"file:{file.pk}",
        "name": file.name,
        "category": file.category,
        "size": file.size,
        "sha256": file.sha256,
        "sm3": file.sm3,
        "received_at": file.received_at,
    }


def paper_called(reference: str) -> dict[str, Any]:
    """The kept file of that reference."""
    return paper(StoredFile.objects.get(pk=int(reference.removeprefix("file:"))))


def line(shown: Line, book: OpenBook) -> dict[str, Any]:
    """A row of a register."""
    return {
        "number": shown.row.number,
        "subject": shown.row.subject,
        "version": shown.row.version,
        "values": {field.id: cell for field, cell in zip(book.columns, shown.cells, strict=True)},
        "evidence": list(shown.evidence),
        "writer": shown.writer,
        "written_at": shown.row.written_at,
    }


def _values(columns: tuple[Column, ...], record: Any, visitor: Visitor) -> dict[str, str]:
    shown = (column for column in columns if not (column.inside and visitor.is_client))
    return {column.label: said(read(record, column.path)) for column in shown}
