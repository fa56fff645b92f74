"""What waits for a person: the acts he could do now, computed from the tables, the oldest first (nothing is stored)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import chain
from operator import attrgetter, or_
from typing import Any, cast

from django.db.models import Max, Q

from hengxian.journal.conditions import foresee, standing
from hengxian.journal.models import Entry, Lived
from hengxian.kernel.lifecycle import NEW, Move, State
from hengxian.people.roles import is_known
from hengxian.people.sights import roles_that_see
from hengxian.web.acting.beginnings import Start, row
from hengxian.web.acting.domain import here
from hengxian.web.acting.kinds import KINDS, Kind
from hengxian.web.acting.offers import is_entitled, is_open_to
from hengxian.web.acting.visitor import Visitor

MOST_A_KIND = 20  # a page of work, not a list: whoever has more sees the oldest first


@dataclass(frozen=True)
class Task:
    """One record that waits, and what it waits for; `since` is the last act on it."""

    kind: Kind
    record: Any
    moves: tuple[Move, ...]
    since: datetime | None
    starts: tuple[Start, ...] = ()

    @property
    def heading(self) -> str:
        """What the record is called."""
        return self.kind.heading(self.record)


def waiting(visitor: Visitor) -> list[Task]:
    """What this person could do now, oldest first. Whether its conditions hold is said on the record's page."""
    tasks = [task for kind in KINDS.values() if _concerns(kind, visitor) for task in _tasks(kind, visitor)]
    tasks += [task for kind in KINDS.values() for task in _to_begin(kind, visitor)]
    return sorted(tasks, key=lambda task: task.since.timestamp() if task.since else 0)


def _concerns(kind: Kind, visitor: Visitor) -> bool:
    return kind.is_lived and bool({*roles_that_see(kind.id)} & visitor.actor.roles)


def _tasks(kind: Kind, visitor: Visitor) -> Iterator[Task]:
    found = list(_tasks_of(kind, visitor))
    since = _last_acts(kind, [record.pk for record, _ in found])
    for record, moves in found:
        yield Task(kind, record, moves, since.get(str(record.pk)))


def _to_begin(child: Kind, visitor: Visitor) -> Iterator[Task]:
    """Parents that wait for the beginning of a record of this kind."""
    for beginning in child.beginnings:
        move = row(child, beginning)
        if beginning.awaits is None or not set(move.by) & visitor.actor.roles:
            continue
        parent = KINDS[beginning.parent]
        if _concerns(parent, visitor):
            found = (
                parent.seen_by(visitor).filter(status__in=beginning.states, **beginning.awaits).order_by("pk")
            )
            waiting = list(found[:MOST_A_KIND])
            since = _last_acts(parent, [record.pk for record in waiting])
            for record in waiting:
                yield Task(parent, record, (), since.get(str(record.pk)), (Start(child, beginning, move),))


def _tasks_of(kind: Kind, visitor: Visitor) -> Iterator[tuple[Lived, tuple[Move, ...]]]:
    moves = _work(kind, visitor)
    records = _oldest(kind, visitor, {source for move in moves for source in move.sources})
    deeds = _deeds(records, visitor)
    if not all(_is_by_role(move, visitor) for move in moves):
        foresee(records, visitor.actor)
    for record in records:
        if mine := _mine(record, moves, visitor, deeds):
            yield record, mine


def _oldest(kind: Kind, visitor: Visitor, states: set[State]) -> list[Lived]:
    wanted: dict[str, Q] = {}
    for state in sorted(states - {State(NEW)}, key=str):
        marked = (
            Q(status=state.status) if state.marker == "*" else Q(status=state.status, marker=state.marker)
        )
        wanted[state.status] = wanted.get(state.status, Q(pk__in=())) | marked
    seen = kind.seen_by(visitor).order_by("pk")
    if kind.walk is None:
        return list(seen.filter(reduce(or_, wanted.values(), Q(pk__in=())))[:MOST_A_KIND])
    # A table too large to be filtered is asked status by status: each answer is read off an index.
    found = (seen.filter(marked, status=status)[:MOST_A_KIND] for status, marked in wanted.items())
    return sorted(chain.from_iterable(found), key=attrgetter("pk"))[:MOST_A_KIND]


def _mine(
    record: Lived, moves: list[Move], visitor: Visitor, deeds: set[tuple[str, str]]
) -> tuple[Move, ...]:
    """Ties other than one's own acts are told on the record's page: asking for each here would cost too much."""
    here = [move for move in moves if move.starts_from(record.state)]
    done = {deed for story, deed in deeds if story in record.stories()}
    free = [move for move in here if not done & set(move.apart)]
    if all(_is_by_role(move, visitor) for move in free):  # nobody need ask who the person is to the record
        return tuple(free)
    ties = standing(record, visitor.actor)
    return tuple(
        move for move in free if is_entitled(move, visitor, ties) and is_open_to(move, visitor, ties)
    )


def _is_by_role(move: Move, visitor: Visitor) -> bool:
    # In the portal every record is the client's own.
    return bool(set(move.by) & visitor.actor.roles) or (visitor.is_client and "client" in move.by)


def _deeds(records: list[Lived], visitor: Visitor) -> set[tuple[str, str]]:
    """What the person did in the stories of the records: (story, `kind.verb`), in one statement."""
    stories = {story for record in records for story in record.stories()}
    entries = Entry.objects.filter(story__in=stories, person=visitor.actor.person)
    rows = entries.values_list("story", "object_kind", "verb").distinct()
    return {(story, f"{kind}.{verb}") for story, kind, verb in rows}


def _work(kind: Kind, visitor: Visitor) -> list[Move]:
    """The rows that can be this person's work: by one of his roles, or by a duty that a record may give him."""
    lifecycle = cast(type[Lived], kind.model).lifecycle
    return [
        move
        for move in lifecycle
        if move.verb not in kind.at_will | kind.inner and is_of_his_roles(move, visitor)
    ]


def is_of_his_roles(move: Move, visitor: Visitor) -> bool:
    """Whether an act can be this person's at all: by one of his roles, or by a duty that his roles can have."""
    return any(_may_concern(name, visitor) for name in move.by)


def _may_concern(name: str, visitor: Visitor) -> bool:
    """Whether a role is the person's, or a duty can be: only clients are clients, and some duties have their roles."""
    if is_known(name) or visitor.is_client or name == "client":
        return name in visitor.actor.roles or (visitor.is_client and name == "client")
    holders = here().holders.get(name)
    return holders is None or bool(visitor.actor.roles & holders)


def _last_acts(kind: Kind, ids: list[int]) -> dict[str, datetime]:
    entries = Entry.objects.filter(object_kind=kind.id, object_id__in=[str(id) for id in ids])
    newest = entries.order_by().values("object_id").annotate(last=Max("sequence")).values("last")
    rows = Entry.objects.filter(sequence__in=newest).values_list("object_id", "at")
    return {object_id: datetime.fromisoformat(at) for object_id, at in rows}
