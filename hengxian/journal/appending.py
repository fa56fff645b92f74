"""Appending entries to the chain: the one place that locks its head."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hengxian.journal import chain
from hengxian.journal.actor import Actor
from hengxian.journal.models.entry import ChainHead, Detail, Entry
from hengxian.journal.models.recorded import Recorded
from hengxian.kernel.lifecycle import State


@dataclass(frozen=True)
class Line:
    """What one entry is to say; the record is already written, and `content` is its whole row where that is at hand."""

    record: Recorded
    verb: str
    by: Actor
    at: datetime
    reason: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    from_state: str = ""
    to_state: str = ""
    content: dict[str, Any] | None = None

    def appearing(self, content: dict[str, Any]) -> "Line":
        """The same line, saying the whole of a new record."""
        return replace(self, after=content, content=content)

    def changing(self, before: dict[str, Any], after: dict[str, Any]) -> "Line":
        """The same line, saying what of the row differs."""
        names = [name for name in after if after[name] != before[name] and name != "version"]
        left, reached = {n: before[n] for n in names}, {n: after[n] for n in names}
        return replace(self, before=left, after=reached, content=after)

    def reaching(self, state: State) -> "Line":
        """The same line, saying where the record stands now."""
        return replace(self, to_state=str(state))


@dataclass(frozen=True)
class Head:
    """Where the chain ends, as the transaction that holds it knows.

    It hangs on the transaction as a thing to be called at its commit, where nothing is left to do: Django drops
    it with the transaction, and with a savepoint that is rolled back, just as the database drops lock and rows.
    """

    sequence: int
    digest: str

    def __call__(self) -> None:
        """The transaction is over, and with it the hold."""


def hold_chain() -> Head:
    """Lock the chain for the rest of the transaction: one act at a time decides on what it has seen.

    Taken before an act reads what it rests on, so that no nonconformity appears between a decision's check
    and its commit. Taken again it asks the database nothing.
    """
    for hung in reversed(connection.run_on_commit):
        if isinstance(hung[1], Head):
            return hung[1]
    row = ChainHead.objects.select_for_update().get(pk=1)
    return _held(Head(row.sequence, row.digest))


def append(lines: Sequence[Line]) -> list[Entry]:
    """Append in order, inside the caller's transaction: three statements however many lines there are.

    ValueError for an instant without offset.
    """
    head = hold_chain()
    entries, details = [], []
    for line in lines:
        entry, detail = _entry(line, head)
        entries.append(entry)
        details.append(detail)
        head = Head(entry.sequence, entry.digest)
    Entry.objects.bulk_create(entries)
    Detail.objects.bulk_create(details)
    ChainHead.objects.filter(pk=1).update(sequence=head.sequence, digest=head.digest)
    _held(head)
    return entries


def _held(head: Head) -> Head:
    transaction.on_commit(head)
    return head


def _entry(line: Line, head: Head) -> tuple[Entry, Detail]:
    if line.at.tzinfo is None:
        raise ValueError("an entry's instant needs its offset")
    salt = secrets.token_hex(16)
    said = {"facts": line.facts, "before": line.before, "after": line.after}
    entry = Entry(
        sequence=head.sequence + 1,
        at=line.at.isoformat(),
        person=line.by.person,
        account=line.by.account,
        actor=line.by.name,
        roles=" ".join(sorted(line.by.roles)),
        verb=line.verb,
        object_kind=line.record.kind,
        object_id=str(line.record.pk),
        story=line.record.story,
        from_state=line.from_state,
        to_state=line.to_state,
        reason=line.reason,
        detail=chain.detail_digest(said, salt),
        content=chain.digest(line.content or line.record.content()),
    )
    entry.digest = chain.entry_digest({name: getattr(entry, name) for name in chain.COVERED}, head.digest)
    return entry, Detail(entry=entry, salt=salt, facts=said)
