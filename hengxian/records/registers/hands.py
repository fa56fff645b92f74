"""Whose hand may write what in a row: what a person fills in himself, whom he may not be, and what is locked."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.registers.book import Book
from hengxian.records.registers.values import option_of
from hengxian.standard.model.registers import WRITER, RegisterField


def check_hands(
    book: Book, by: Actor, before: Mapping[str, Any], after: Mapping[str, Any], written_by: int
) -> None:
    """Refuse a name put in for somebody else or of somebody with the other part in the row, and a yes that is
    taken back though it stays (NotAllowed).
    """
    for field in book.table.person_fields:
        person = after.get(field.id)
        if person is None:
            continue
        if field.own and person != before.get(field.id) and person != by.person:
            raise NotAllowed(f"《{book.table.title}》的「{field.label}」须由本人填写", _clause(book, field))
        for other in field.apart_from:
            if person == (written_by if other == WRITER else after.get(other)):
                label = "填写人" if other == WRITER else book.table.field(other).label
                raise NotAllowed(f"「{field.label}」与「{label}」不能是同一人", _clause(book, field))
    _check_stays(book, before, after)


def _check_stays(book: Book, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    for field in book.table.fields:
        if field.stays and before.get(field.id) is True and after.get(field.id) is not True:
            raise NotAllowed(f"「{field.label}」已声明为“是”，不能再由填写人收回", _clause(book, field))


def check_lock(
    book: Book,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    proofs: tuple[Sequence[str], Sequence[str]],
) -> None:
    """Refuse a change of what is settled (NotNow). `proofs`: the evidence before and after."""
    lock = book.table.lock
    if lock is None or lock.field not in before:
        return
    settled = set(option_of(before[lock.field])) & set(lock.among)
    if not settled:
        return
    touched = [
        f.label for f in book.table.fields if f.id not in lock.but and before.get(f.id) != after.get(f.id)
    ]
    if list(proofs[0]) != list(proofs[1]):
        touched.append("证据")
    if touched:
        state = min(settled)
        raise NotNow(
            f"《{book.table.title}》的这一条“{state}”，「{touched[0]}」不能再改；请另写新的一条", book.clause
        )


def check_by_hand(book: Book, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Refuse a value that only an act may leave in a row, newly chosen by a hand (Incomplete)."""
    lock = book.table.lock
    if lock is None or not lock.by_act or before.get(lock.field) == after.get(lock.field):
        return
    field = book.table.field(lock.field)
    if chosen := set(option_of(after.get(lock.field))) & set(lock.among):
        rest = "、".join(book.table.by_hand(field))
        told = (
            f"《{book.table.title}》中「{field.label}」为“{min(chosen)}”的由系统登记；手工登记的请选“{rest}”"
        )
        raise Incomplete(told, _clause(book, field), (field.id,))


def _clause(book: Book, field: RegisterField) -> str:
    return field.clause or book.clause
