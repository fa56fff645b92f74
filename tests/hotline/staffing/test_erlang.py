"""Erlang C and A against published values, against each other, and against a small simulation."""

import heapq
from random import Random

import pytest

from hengxian.hotline.staffing.erlang import Load, answering, blocking, seats_for, waiting


@pytest.mark.parametrize(
    ("erlangs", "seats", "lost"), [(10, 10, 0.2146), (5, 10, 0.0184), (1, 2, 0.2), (100, 100, 0.0757)]
)
def test_erlang_b_gives_the_tables_values(erlangs: float, seats: int, lost: float) -> None:
    assert round(blocking(erlangs, seats), 4) == lost


def test_erlang_c_gives_the_worked_example_of_the_textbooks() -> None:
    load = Load(calls=200, handling=180)  # 100 calls in half an hour, 3 minutes each: 10 erlangs

    found = answering(load, 14, within=20)

    assert round(waiting(10, 14), 4) == 0.1741
    assert (round(found.within, 3), round(found.wait, 1), round(found.busy, 3)) == (0.888, 7.8, 0.714)


def test_erlang_a_gives_the_values_of_garnett_mandelbaum_and_reiman() -> None:
    load = Load(calls=48 * 60, handling=60, patience=120)

    found, patient = answering(load, 50, within=20), answering(Load(48 * 60, 60), 50, within=20)

    assert (round(found.lost, 3), round(found.wait, 1), round(found.busy, 2)) == (0.031, 3.7, 0.93)
    assert (round(patient.wait, 1), patient.busy) == (20.8, 0.96)


def test_endless_patience_is_erlang_c() -> None:
    patient, nearly = answering(Load(200, 180), 14, 15), answering(Load(200, 180, 10_000_000), 14, 15)

    assert nearly.within == pytest.approx(patient.within, abs=1e-4)


def test_overload_without_end_overflows_nothing() -> None:
    found = answering(Load(calls=50_000, handling=600, patience=1200), 100, within=15)

    assert 0.98 < found.lost < 1 and found.within < 0.001


def test_seats_for_is_the_fewest_that_suffice() -> None:
    load = Load(120, 200, 90)

    seats = seats_for(load, 15, 0.95)

    assert answering(load, seats, 15).within >= 0.95 > answering(load, seats - 1, 15).within


def test_no_calls_need_no_seats() -> None:
    assert seats_for(Load(0, 200), 15, 0.95) == 0


@pytest.mark.parametrize(("calls", "seats", "patience"), [(60, 5, 120.0), (90, 5, 60.0), (40, 4, None)])
def test_formulas_agree_with_a_simulation(calls: float, seats: int, patience: float | None) -> None:
    load = Load(calls, 200, patience)

    lost, within = _simulate(load, seats, 15, Random(5), 60_000)

    found = answering(load, seats, 15)
    assert (found.lost, found.within) == (pytest.approx(lost, abs=0.01), pytest.approx(within, abs=0.015))


def _simulate(load: Load, seats: int, limit: float, dice: Random, calls: int) -> tuple[float, float]:
    # First come first served: the wait an arrival would have is known when it comes, the earliest free seat tells.
    free, clock, lost, within = [0.0] * seats, 0.0, 0, 0
    for _ in range(calls):
        clock += dice.expovariate(load.calls / 3600)
        wait = max(0.0, free[0] - clock)
        if load.patience is not None and dice.expovariate(1 / load.patience) < wait:
            lost += 1
            continue
        within += wait <= limit
        heapq.heapreplace(free, clock + wait + dice.expovariate(1 / load.handling))
    return lost / calls, within / calls
