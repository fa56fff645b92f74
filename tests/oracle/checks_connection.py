"""connection_24h, each window evaluated by counting the calls in it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from .contacts import Contact, calls_of
from .instants import DAY, HOUR, printed
from .printing import Result, not_assessable
from .reading import Dataset


def connection_24h(dataset: Dataset) -> Result:
    if not dataset.has("calls", "answered_at"):
        return not_assessable("calls.answered_at")
    calls = calls_of(dataset)
    counted = [(t, *count(calls, t)) for t in ends(dataset, calls)]
    windows = [(t, answered, offered) for t, answered, offered in counted if offered]
    if not windows:
        return not_assessable("没有可判定的24小时")
    failing = [t for t, answered, offered in windows if 100 * answered < 95 * offered]
    worst = min(windows, key=lambda window: (Fraction(window[1], window[2]), window[0]))
    return {
        "status": "not_met" if failing else "met",
        "worst": {"end": printed(worst[0], dataset.zone), "answered": worst[1], "offered": worst[2]},
        "windows": len(windows),
        "failing_windows": len(failing),
        "failing_spans": spans(dataset, merged([(t - DAY, t) for t in failing])),
        "silences": spans(dataset, silences(dataset, calls)),
    }


def ends(dataset: Dataset, calls: list[Contact]) -> list[int]:
    """Every t in [S + 24 h, min(E, A)] at which the window's content changes, and both ends."""
    first, last = dataset.start + DAY, min(dataset.end, dataset.as_of)
    marks = {first, last} | {call.at for call in calls} | {call.at + DAY for call in calls}
    return sorted(t for t in marks if first <= t <= last)


def count(calls: list[Contact], t: int) -> tuple[int, int]:
    inside = [call for call in calls if t - DAY < call.at <= t]
    return sum(1 for call in inside if call.answered_at is not None), len(inside)


def merged(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def silences(dataset: Dataset, calls: list[Contact]) -> list[tuple[int, int]]:
    last = min(dataset.end, dataset.as_of)
    marks = [dataset.start, *sorted(call.at for call in calls), last]
    return [(a, b) for a, b in pairwise(marks) if b - a > 2 * HOUR]


def spans(dataset: Dataset, intervals: list[tuple[int, int]]) -> list[Result]:
    return [{"start": printed(a, dataset.zone), "end": printed(b, dataset.zone)} for a, b in intervals]
