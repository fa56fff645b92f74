"""The simulated switch: the same seed tells the same, and what it tells is what the contract says."""

from datetime import datetime, timedelta

from hengxian.hotline.intake import calls
from hengxian.hotline.intake.simulation import Plan, events

START = datetime.fromisoformat("2026-03-02T09:00:00+08:00")


def test_the_same_plan_tells_the_same_events_and_another_seed_others() -> None:
    one, again, other = (
        list(events(Plan(60, ["agent"], seed=seed), START, timedelta(hours=1))) for seed in (1, 1, 2)
    )

    assert one == again != other


def test_every_event_is_of_the_contract_and_calls_are_answered_while_agents_are_free() -> None:
    told = [calls.read(event) for event in events(Plan(60, list("abcdef")), START, timedelta(hours=3))]

    made = [calls.fold(each for each in told if each.call == call) for call in {event.call for event in told}]

    assert len({event.id for event in told}) == len(told)
    assert 100 < len(made) < 260
    assert {call.agent for call in made if call.answered_at} == set("abcdef")
    assert all(call.ended_at and call.arrived_at < call.ended_at for call in made)
    answered = sum(call.answered_at is not None for call in made)
    assert answered > len(made) * 0.9


def test_without_agents_nobody_answers() -> None:
    told = [calls.read(event) for event in events(Plan(60, []), START, timedelta(hours=1))]

    made = [calls.fold(each for each in told if each.call == call) for call in {event.call for event in told}]

    assert made and not any(call.answered_at for call in made)
