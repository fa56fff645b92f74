"""A book: one register of one record, such as the interviews of one case; who may write in it, and when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hengxian.journal.actor import Actor
from hengxian.journal.conditions import standing
from hengxian.journal.models import Lived, Recorded
from hengxian.kernel.lifecycle import Standing
from hengxian.kernel.refusals import NotAllowed, NotNow
from hengxian.standard.fingerprint import digest
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import SUBJECT, WRITER, RegisterTable

BODY = "body:1"


@dataclass(frozen=True)
class Book:
    """One register of one record, read by one edition of the rule.

    `bound` is the record's story, such as `case:12`; `record` is absent for the body itself.
    """

    pack: Pack
    table: RegisterTable
    bound: str
    record: Recorded | None = None

    @property
    def clause(self) -> str:
        """The first clause or source the register rests on."""
        return self.table.clauses[0] if self.table.clauses else (self.table.source or "")

    @cached_property
    def shape(self) -> str:
        """The digest of the register's table, kept with every row written by it."""
        return digest(self.table)


def open_book(pack: Pack, register: str, of: Recorded | str) -> Book:
    """The register of that id for a record, or for a story where no record stands behind it (BODY).

    KeyError for an unknown register, ValueError where it does not belong to such records.
    """
    table = pack.register(register)
    bound = of if isinstance(of, str) else of.story
    if bound.partition(":")[0] not in table.bound:
        raise ValueError(f"{register} is not kept for {bound}")
    return Book(pack, table, bound, None if isinstance(of, str) else of)


def duties(book: Book, by: Actor) -> frozenset[str]:
    """The person's roles and duties towards the record; `self` where the record is that person's."""
    held = by.roles | _standing(book, by).duties
    if book.bound == f"person:{by.person}":
        held |= {"self"}
    return held


def state(book: Book) -> str:
    """The record's status as it is stored now, empty where it has none."""
    if not isinstance(book.record, Lived):
        return ""
    return str(type(book.record)._default_manager.values_list("status", flat=True).get(pk=book.record.pk))


def may_see(book: Book, held: Collection[str]) -> bool:
    """Whether roles and duties open the book for reading."""
    return bool(set(held) & {*book.table.sees, *book.table.writes})


def check_writer(book: Book, by: Actor) -> None:
    """Refuse whoever may not write in the book at all (NotAllowed), or not in this state (NotNow)."""
    check_ties(book, by)
    table = book.table
    if not duties(book, by) & set(table.writes):
        raise NotAllowed(f"没有填写《{table.title}》的权限", book.clause)
    now = state(book) if table.stage else ""
    if now and now not in table.stage:
        raise NotNow(f"现为“{now}”，不能填写《{table.title}》；须为：{'、'.join(table.stage)}", book.clause)


def check_ties(book: Book, by: Actor) -> None:
    """Refuse whoever has a tie to the record that keeps him from this register (NotAllowed)."""
    if not book.table.apart:
        return
    ties = _standing(book, by).ties
    for reason in (ties[name] for name in book.table.apart if name in ties):
        raise NotAllowed(f"不能填写《{book.table.title}》：{reason}", book.clause)


def check_apart(
    book: Book, by: Actor, subject: str, values: Mapping[str, Any], written_by: int | None = None
) -> None:
    """Refuse a person who is himself concerned by the row, or who must be the one to write it (NotAllowed)."""
    people = _people(book, subject, values) | {WRITER: written_by}
    table = book.table
    for name in table.apart:
        if people.get(name) == by.person:
            raise NotAllowed(f"《{table.title}》的这一条涉及本人，须由他人填写", book.clause)
    if written_by not in (None, by.person) and table.subject and table.subject.unique == "row_and_writer":
        raise NotAllowed(f"《{table.title}》的这一条只能由填写人本人修改", book.clause)
    if table.by_oneself and people.get(table.by_oneself) != by.person:
        raise NotAllowed(f"《{table.title}》须由本人填写", book.clause)


def _standing(book: Book, by: Actor) -> Standing:
    return standing(book.record, by) if book.record is not None else Standing()


def _people(book: Book, subject: str, values: Mapping[str, Any]) -> dict[str, int | None]:
    people: dict[str, int | None] = {field.id: values.get(field.id) for field in book.table.person_fields}
    about = subject if book.table.subject and book.table.subject.kind == "person" else ""
    if not about and book.bound.startswith("person:"):
        about = book.bound.partition(":")[2]
    return people | {SUBJECT: int(about) if about else None}
