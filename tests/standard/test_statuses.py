"""Statuses, grounds and procedures as printed; grounds printed twice lead where chapter 8 says."""

import pytest

from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule

GROUNDS = ("6.1.1", "6.3.2", "7.4.3", "8.2.1", "8.2.2", "8.2.3")


def test_statuses_are_the_four_printed(pack: Pack, printed: PrintedRule):
    ours = [(status.id, status.text) for status in pack.statuses.statuses]

    assert ours == [(item.title, item.text) for item in printed.numbered("8.1")]


@pytest.mark.parametrize("clause", GROUNDS)
def test_grounds_are_those_printed(pack: Pack, printed: PrintedRule, clause: str):
    ours = [(ground.id, ground.text) for ground in pack.statuses.grounds_of(clause)]

    assert ours == [(item.id, item.text) for item in printed.numbered(clause)]


def test_grounds_lead_to_the_status_of_their_clause(pack: Pack):
    outcomes = {c: {g.outcome for g in pack.statuses.grounds_of(c)} for c in ("8.2.1", "8.2.2", "8.2.3")}

    assert outcomes == {"8.2.1": {"暂停"}, "8.2.2": {"撤销"}, "8.2.3": {"注销"}}


def test_grounds_printed_twice_are_read_as_those_of_chapter_8(pack: Pack):
    routed = {ground.id: (ground.outcome, ground.reads_as) for ground in pack.statuses.grounds_of("7.4.3")}

    assert routed["7.4.3.3"] == ("撤销", "8.2.2.1")
    assert routed["7.4.3.4"] == ("撤销", "8.2.2.3")
    assert {target for _, target in routed.values()} <= set(pack.statuses.grounds.ids)


def test_decisions_are_named_as_printed(pack: Pack, printed: PrintedRule):
    ours = [ground.outcome for ground in pack.statuses.grounds_of("6.3.2")]

    assert ours == [item.title for item in printed.numbered("6.3.2")]


@pytest.mark.parametrize("clause", ["8.3.1", "8.3.2", "8.3.3"])
def test_procedures_follow_the_printed_order(pack: Pack, printed: PrintedRule, clause: str):
    procedure = pack.statuses.procedures[clause]

    assert procedure.name == printed.titles[clause]
    assert [(step.id, step.name, step.text) for step in procedure.steps] == [
        (item.id, item.title, item.text) for item in printed.numbered(clause)
    ]
