"""The only writers of journaled records: create, amend, begin and enact. Each is one transaction with its entry."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append, hold_chain
from hengxian.journal.attempts import naming_attempt
from hengxian.journal.conditions import Act, standing, unmet
from hengxian.journal.fitting import check_fits
from hengxian.journal.models.entry import Entry
from hengxian.journal.models.recorded import Lived, Recorded, plain
from hengxian.kernel.lifecycle import NEW, Move, State, check_facts, check_person
from hengxian.kernel.refusals import Incomplete, NotNow, Stale

SHANGHAI = ZoneInfo("Asia/Shanghai")
R = TypeVar("R", bound=Recorded)
L = TypeVar("L", bound=Lived)
Change = tuple[R, int | None, Mapping[str, Any]]  # the record, the version the person saw, the new values


def create(record: R, *, by: Actor, at: datetime, verb: str = "create", reason: str = "", **facts: Any) -> R:
    """Store a new record without a lifecycle, and write its entry."""
    return create_many([record], by=by, at=at, verb=verb, reason=reason, **facts)[0]


@transaction.atomic
def create_many(
    records: Sequence[R], *, by: Actor, at: datetime, verb: str = "create", reason: str = "", **facts: Any
) -> Sequence[R]:
    """Store new records of one class in a few statements, one entry each.

    TypeError for records with a lifecycle: they begin by a row of their table, and by nothing else.
    """
    if not records:
        return records
    if isinstance(records[0], Lived):
        raise TypeError(f"{records[0].kind} has a lifecycle: begin it")
    for record in records:
        check_fits(record)
    hold_chain()
    type(records[0])._default_manager.bulk_create(records)
    append([Line(each, verb, by, at, reason, plain(facts)).appearing(each.content()) for each in records])
    return records


def amend(
    record: R,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    verb: str = "amend",
    reason: str = "",
    **changes: Any,
) -> R:
    """Change content of a record that may still be changed.

    `version` is the one the person saw. Raises NotNow for a settled record, Stale for a lost race.
    """
    return amend_many([(record, version, changes)], by=by, at=at, verb=verb, reason=reason)[0]


@transaction.atomic
def amend_many(
    changes: Sequence[Change[R]], *, by: Actor, at: datetime, verb: str = "amend", reason: str = ""
) -> list[R]:
    """Change several records, all or none: one statement and one entry each."""
    hold_chain()
    for record, _, _ in changes:
        if not record.may_be_amended():
            raise NotNow(f"{record.label}已定稿，不能再改")
    append([_changed(*change, Line(change[0], verb, by, at, reason)) for change in changes])
    return [record for record, _, _ in changes]


@naming_attempt
@transaction.atomic
def begin(record: L, verb: str, *, by: Actor, at: datetime, **facts: Any) -> L:
    """Bring a record into being by a row of its table that starts from nothing."""
    hold_chain()
    row = record.lifecycle.check_state(verb, State(NEW) if record._state.adding else record.state)
    check(record, row, Act(verb, by, at, facts))
    check_fits(record)
    record.status, record.marker = row.leads_to(State(NEW))
    record.save(force_insert=True)
    told = Line(record, verb, by, at, str(facts.get("reason") or ""), plain(facts), from_state=NEW)
    append([told.appearing(record.content()).reaching(record.state)])
    return record


@naming_attempt
@transaction.atomic
def enact(
    record: L,
    verb: str,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    to: str | None = None,
    changes: Mapping[str, Any] | None = None,
    **facts: Any,
) -> L:
    """Move a record along its lifecycle: the row is checked, the state swapped, the entry written; or nothing is.

    `version` is the one the person saw, `to` the target status where the row has several, `changes` the
    columns that the act sets. Raises NotAllowed, NotNow, Incomplete or Stale.
    """
    hold_chain()
    row = record.lifecycle.check_state(verb, record.state)
    check(record, row, Act(verb, by, at, facts, to))
    source, target = record.state, row.leads_to(record.state, to)
    told = Line(record, verb, by, at, str(facts.get("reason") or ""), plain(facts), from_state=str(source))
    wanted = {**(changes or {}), "status": target.status, "marker": target.marker}
    append([_changed(record, version, wanted, told).reaching(target)])
    return record


def check(record: Lived, row: Move, act: Act) -> None:
    """Person, facts and conditions of a row, in this order; the pages ask it before they offer a button."""
    check_person(row, act.by.roles, standing(record, act.by))
    check_facts(row, act.facts)
    if lacking := unmet(record, row.needs, act):
        raise Incomplete("；".join(lacking), row.clause)


def _changed(record: Recorded, version: int | None, wanted: Mapping[str, Any], line: Line) -> Line:
    # Compare and swap: the row is written only if it is still the one that was seen.
    seen = record.version if version is None else version
    held = {"status": record.status, "marker": record.marker} if isinstance(record, Lived) else {}
    check_fits(record, wanted)
    rows = type(record)._default_manager.filter(pk=record.pk, version=seen, **held)
    if rows.update(**wanted, version=seen + 1) != 1:
        raise Stale(f"{record.label}已被他人改动，您所见的不是最新内容", _changes_since(record, seen))
    before = record.content()
    for name, value in wanted.items():
        setattr(record, name, value)
    record.version = seen + 1
    return line.changing(before, record.content())


def _changes_since(record: Recorded, seen: int) -> tuple[str, ...]:
    entries = Entry.objects.filter(object_kind=record.kind, object_id=str(record.pk)).order_by("sequence")
    labels = {row.verb: row.label for row in record.lifecycle} if isinstance(record, Lived) else {}
    return tuple(
        f"{datetime.fromisoformat(entry.at).astimezone(SHANGHAI):%Y-%m-%d %H:%M} {entry.actor}："
        + labels.get(entry.verb, "修改")
        + (f"（{entry.from_state} → {entry.to_state}）" if entry.from_state != entry.to_state else "")
        for entry in entries[seen:]  # the first entry made version 1
    )
