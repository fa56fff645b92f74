"""Appending entries to the chain: the one place that locks its head."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from hengxian.journal import chain
from hengxian.journal.actor import Actor
from hengxian.journal.models.entry import ChainHead, Detail, Entry
from hengxian.journal.models.recorded import Recorded
from hengxian.kernel.lifecycle import State


@dataclass(frozen=True)
class Line:
    """What one entry is to say; the record is already written."""

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

    def changing(self, before: dict[str, Any], after: dict[str, Any]) -> "Line":
        """The same line, saying what changed."""
        return replace(self, before=before, after=after)

    def reaching(self, state: State) -> "Line":
        """The same line, saying where the record stands now."""
        return replace(self, to_state=str(state))


def hold_chain() -> ChainHead:
    """Lock the chain for the rest of the transaction: one act at a time decides on what it has seen.

    Taken before an act reads what it rests on, so that no nonconformity appears between a decision's check
    and its commit.
    """
    return ChainHead.objects.select_for_update().get(pk=1)


def append(lines: Sequence[Line]) -> list[Entry]:
    """Append in order, inside the caller's transaction: five statements however many lines there are.

    ValueError for an instant without offset.
    """
    head = hold_chain()
    entries, details = [], []
    for line in lines:
        entry, detail = _entry(line, head)
        entries.append(entry)
        details.append(detail)
        head.sequence, head.digest = entry.sequence, entry.digest
    Entry.objects.bulk_create(entries)
    Detail.objects.bulk_create(details)
    head.save(update_fields=["sequence", "digest"])
    return entries


def _entry(line: Line, head: ChainHead) -> tuple[Entry, Detail]:
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
        content=line.record.content_digest(),
    )
    entry.digest = chain.entry_digest({name: getattr(entry, name) for name in chain.COVERED}, head.digest)
    return entry, Detail(entry=entry, salt=salt, facts=said)
