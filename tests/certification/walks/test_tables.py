"""Every table walked at random: only its rows move a record, a refusal leaves nothing, and the journal holds."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.certification.lifecycles import ALL
from hengxian.journal import verifying
from hengxian.journal.acting import perform
from hengxian.journal.models import Entry
from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import NEW, Lifecycle, Move, State
from hengxian.kernel.refusals import Refused
from tests.certification.certificates.certified import set_terms
from tests.certification.walks.making import records, said
from tests.certification.walks.whole import copied
from tests.certification.world import World

PROFILE = settings.get_profile("walks")
STEPS = 25


def states_of(table: Lifecycle) -> list[State]:
    """Every state that some row starts from."""
    named = {source for row in table for source in row.sources if str(source) != NEW}
    return sorted(State(each.status, "" if each.marker == "*" else each.marker) for each in named)


def attempt(record: Lived, row: Move, world: World, chance: Random) -> None:
    """One act by somebody: it succeeds by its row, or it leaves nothing."""
    before, source = Entry.objects.count(), record.state
    by, facts = chance.choice(list(world.people.values())), said(row, world, chance)
    is_done = _is_done(record, row.verb, by=by, at=world.later(minutes=1), **facts)
    kept = type(record)._default_manager.get(pk=record.pk)
    if not is_done:
        assert (Entry.objects.count(), kept.state) == (before, source), row.verb
        return
    reached = {row.leads_to(source, target.status) for target in row.targets}
    assert row.starts_from(source) and kept.state in reached, (row.verb, source, kept.state)
    assert Entry.objects.filter(object_kind=record.kind, object_id=str(record.pk), verb=row.verb).exists()


def _is_done(record: Lived, verb: str, **told: Any) -> bool:
    try:
        perform(record, verb, **told)
    except Refused:
        return False
    return True


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.kind)
@settings(PROFILE)
@given(chance=st.randoms(use_true_random=False))
def test_table_is_left_by_no_act_of_anybody(world: World, table: Lifecycle, chance: Random) -> None:
    with copied():
        set_terms(world)
        make = records(world)[table.kind]
        record = make(**chance.choice(states_of(table))._asdict())

        known = set(verifying.faults())  # what the factories did behind the journal's back

        for _ in range(STEPS):
            record = type(record)._default_manager.get(pk=record.pk)
            rows = table.moves_from(record.state) or table.moves
            attempt(record, chance.choice(rows if chance.random() < 0.8 else table.moves), world, chance)

        assert set(verifying.faults()) <= known
