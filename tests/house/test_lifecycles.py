"""Every word of a lifecycle table has its code, and nobody but the journal writes a state."""

import re
from pathlib import Path

import pytest

from hengxian.certification.lifecycles import ALL
from hengxian.journal import conditions
from hengxian.kernel.lifecycle import Move
from hengxian.people.roles import ROLES
from hengxian.records.edition import pack

MOVES = [pytest.param(row, id=f"{table.kind}.{row.verb}") for table in ALL for row in table]
DUTIES = {
    "client", "team_lead", "team_auditor", "team", "evaluation_lead", "evaluation_member", "decider", "keeper", "anyone",
}  # fmt: skip
TIES = {
    "tie", "consultant", "team", "adviser", "client", "decider", "plan_author", "investigator", "committee_voter",
    "appeal_decider", "earlier_part", "complained_of",
}  # fmt: skip
WRITES_STATUS = re.compile(r"\.(status|marker)\s*=[^=]")


@pytest.mark.parametrize("row", MOVES)
def test_condition_of_a_move_has_code(row: Move):
    for name in row.needs:
        assert callable(conditions.condition_called(name))
        if name.startswith("no_gap:"):
            assert pack().register(name.removeprefix("no_gap:")).gaps


@pytest.mark.parametrize("row", MOVES)
def test_persons_of_a_move_are_known(row: Move):
    acts = {f"{table.kind}.{each.verb}" for table in ALL for each in table}

    assert set(row.by) <= {role.id for role in ROLES} | DUTIES
    assert set(row.apart) <= TIES | acts


@pytest.mark.parametrize("row", MOVES)
def test_rule_step_names_its_clause(row: Move):
    assert row.clause or row.kind == "辅助"


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.kind)
def test_state_that_is_reached_can_be_left_or_is_an_end(table):
    reached = {target.status for row in table for target in row.targets} - {"="}
    left = {source.status for row in table for source in row.sources}

    assert left - {"—"} <= reached


def test_status_is_written_by_the_journal_alone(root: Path):
    package = root / "hengxian"
    guilty = [
        f"{path.relative_to(root)}:{number}"
        for room in ("certification", "records", "people", "web", "cli", "evaluation")
        for path in sorted((package / room).rglob("*.py"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if WRITES_STATUS.search(line) and "response" not in line and "page" not in line
    ]

    assert guilty == []
