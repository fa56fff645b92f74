"""Queues of calls: Erlang C, where everybody waits, and Erlang A, where callers give up (no Django, floats to plan by).

An estimate for planning, never a figure that is scored. Rates are per hour, times in seconds. Erlang A
follows Mandelbaum and Zeltyn: with J(t) = ∫ₜ^∞ exp(λ∫₀ˣ e^(−θu)du − nμx) dx and E the reciprocal of the
Erlang B blocking of n − 1 seats, P(V > t) = λJ(t) / (E + λJ(0)).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

HOUR = 3600
_STEPS = 400


@dataclass(frozen=True)
class Load:
    """An hour's calls: how many, seconds of handling each, mean patience in seconds (None: nobody gives up)."""

    calls: float
    handling: float
    patience: float | None = None

    @property
    def erlangs(self) -> float:
        """Seats that would be busy all the time."""
        return self.calls * self.handling / HOUR


@dataclass(frozen=True)
class Answering:
    """What so many seats give: shares of all calls from 0 to 1; `wait` is the mean in seconds, inf when it grows."""

    seats: int
    waits: float
    within: float
    lost: float
    wait: float
    busy: float


def answering(load: Load, seats: int, within: float) -> Answering:
    """How calls fare with so many seats; `within` are the seconds that count as at once."""
    if load.calls <= 0:
        return Answering(seats, 0.0, 1.0, 0.0, 0.0, 0.0)
    if seats <= 0:
        return Answering(0, 1.0, 0.0, 1.0, math.inf, 0.0)
    return _patient(load, seats, within) if load.patience is None else _impatient(load, seats, within)


def seats_for(load: Load, within: float, share: float, most: int = 10_000) -> int:
    """The fewest seats that answer that share of all calls within the limit. ValueError beyond `most`."""
    low, high = 0, max(1, math.ceil(load.erlangs))
    while answering(load, high, within).within < share:
        low, high = high, high * 2
        if high > most:
            raise ValueError(f"more than {most} seats")
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if answering(load, middle, within).within >= share else (middle, high)
    return high if load.calls > 0 else 0


def blocking(erlangs: float, seats: int) -> float:
    """Erlang B: the share of calls that find every seat taken and go away."""
    return 1 / _inverse_blocking(erlangs, seats)


def waiting(erlangs: float, seats: int) -> float:
    """Erlang C: the share of calls that wait; 1 when the seats cannot keep up."""
    if erlangs >= seats:
        return 1.0
    lost = blocking(erlangs, seats)
    return lost / (1 - erlangs / seats * (1 - lost))


def _inverse_blocking(erlangs: float, seats: int) -> float:
    inverse = 1.0
    for busy in range(1, seats + 1):
        inverse = 1 + inverse * busy / erlangs
    return inverse


def _patient(load: Load, seats: int, within: float) -> Answering:
    waits, spare = waiting(load.erlangs, seats), seats - load.erlangs
    if spare <= 0:
        return Answering(seats, 1.0, 0.0, 0.0, math.inf, 1.0)
    answered = 1 - waits * math.exp(-spare * within / load.handling)
    return Answering(seats, waits, answered, 0.0, waits * load.handling / spare, load.erlangs / seats)


def _impatient(load: Load, seats: int, within: float) -> Answering:
    assert load.patience is not None
    arrivals, serving, leaving = load.calls / HOUR, seats / load.handling, 1 / load.patience

    def rise(x: float) -> float:
        return arrivals / leaving * -math.expm1(-leaving * x) - serving * x

    # The exponent rises only while calls outrun seats: its peak is taken out, so that nothing overflows.
    peak = max(0.0, math.log(arrivals / serving) / leaving) if arrivals > serving else 0.0
    shift = rise(peak)
    edge = _vanishing(rise, shift, peak + 1 / serving)

    def density(x: float) -> float:
        return math.exp(rise(x) - shift)

    total = arrivals * _integral(density, 0, edge)
    free = _inverse_blocking(load.erlangs, seats - 1) * math.exp(-shift)
    whole = free + total
    soon = arrivals * _integral(lambda x: density(x) * math.exp(-leaving * x), 0, min(within, edge))
    lost = (math.exp(-shift) + (arrivals - serving) * total / arrivals) / whole
    lost = min(1.0, max(0.0, lost))
    busy = min(1.0, load.erlangs * (1 - lost) / seats)
    return Answering(seats, total / whole, min(1.0, (free + soon) / whole), lost, lost * load.patience, busy)


def _vanishing(rise: Callable[[float], float], shift: float, step: float) -> float:
    edge = step
    while rise(edge) - shift > -40:  # e^−40 of the peak: nothing is left
        edge *= 1.5
    return edge


def _integral(function: Callable[[float], float], low: float, high: float) -> float:
    """Simpson's rule."""
    width = (high - low) / _STEPS
    if width <= 0:
        return 0.0
    inner = sum((4 if step % 2 else 2) * function(low + step * width) for step in range(1, _STEPS))
    return float((function(low) + inner + function(high)) * width / 3)
