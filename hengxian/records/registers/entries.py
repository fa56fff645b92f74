"""What a column or subject of kind `entry` may name: the subjects of another register of the same record."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import Book
from hengxian.records.registers.checking import Fault
from hengxian.records.registers.effect import only_in_force
from hengxian.standard.model.registers import RegisterField

Beside = Callable[[Any], Iterable[str]]
_beside: dict[str, Beside] = {}


def beside(kind: str) -> Callable[[Beside], Beside]:
    """Registers where the registers stand that those of such a record may name: `f(record) -> stories`.

    A person's books name the training plans of the hotlines he works for, and no others.
    """

    def register(function: Beside) -> Beside:
        _beside[kind] = function
        return function

    return register


def entries(book: Book, register: str, on: date | None = None) -> list[str]:
    """Subjects of that register in the order they were written, each once; on a day, those then in force."""
    found: Sequence[RegisterRow] = list(_rows(book, register))
    if on is not None:
        found = only_in_force(book.pack.register(register), found, on)
    return list(dict.fromkeys(row.subject for row in found))


def entries_asked(book: Book) -> dict[str, list[str]]:
    """For the form of a row: what its entry columns, and its subject (`subject`), may name."""
    subject = book.table.subject
    asked = {field.id: field.of for field in book.table.fields if field.type == "entry"}
    if subject and subject.kind == "entry":
        asked["subject"] = subject.of
    return {name: entries(book, str(register)) for name, register in asked.items()}


def strange_entries(
    book: Book, said: Sequence[tuple[str, Mapping[str, Any]]], places: Sequence[str]
) -> list[Fault]:
    """A fault for each name that the other register does not hold, or person without a row in it."""
    found = []
    for field in book.table.fields:
        if field.of is not None:
            found += _strange(book, field, [values.get(field.id) for _, values in said], places)
    subject = book.table.subject
    if subject and subject.kind == "entry":
        known = set(entries(book, str(subject.of)))
        title = book.pack.register(str(subject.of)).title
        lines = zip(said, places, strict=True)
        found += [
            Fault("subject", f"《{title}》中没有“{about}”", place)
            for (about, _), place in lines
            if about and about not in known
        ]
    return found


def _strange(book: Book, field: RegisterField, named: Sequence[Any], places: Sequence[str]) -> list[Fault]:
    if not any(named):
        return []
    table = book.pack.register(str(field.of))
    known: set[Any] = _people_in(table.id) if field.type == "person" else set(entries(book, table.id))
    lacking = "人员没有记录" if field.type == "person" else "没有这一条"
    return [
        Fault(field.id, f"「{field.label}」在《{table.title}》中{lacking}", place)
        for one, place in zip(named, places, strict=True)
        if one is not None and one not in known
    ]


def _people_in(register: str) -> set[int]:
    rows = RegisterRow._default_manager.filter(register=register)
    told = rows.filter(Q(bound__startswith="person:") | Q(subject__regex=r"^\d+$")).values_list(
        "bound", "subject"
    )
    return {int(bound.partition(":")[2] if bound.startswith("person:") else about) for bound, about in told}


def _rows(book: Book, register: str) -> QuerySet[RegisterRow]:
    found = RegisterRow._default_manager.filter(register=register).order_by("number")
    sort = book.bound.partition(":")[0]
    if sort in book.pack.register(register).bound:
        return found.filter(bound=book.bound)
    if book.record is None or sort not in _beside:
        return found
    return found.filter(bound__in=list(_beside[sort](book.record)))
