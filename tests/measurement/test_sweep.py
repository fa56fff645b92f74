"""connection_24h: every continuous 24 hours (10.1.2.2), against a counter that looks at every call of every window."""

from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.kernel.quantity import half_up
from hengxian.measurement.sweep import FailingSpan, Flags, Instants, Swept, Window, sweep
from hengxian.measurement.zones import DAY, HOUR, SECOND, ZoneRules

Call = tuple[int, bool]
MINUTE = 60 * SECOND
BUCKET = 6 * HOUR
START = 20_000 * DAY
WHOLE = 1000 * DAY


def arrivals_of(calls: list[Call]) -> Callable[[int, int], tuple[Instants, Flags]]:
    """The calls as the engine gives them: sorted, a half-open stretch at a time."""
    ordered = sorted(calls)
    at = np.array([when for when, _ in ordered], dtype=np.int64)
    hit = np.array([answered for _, answered in ordered], dtype=bool)

    def arrivals(low: int, high: int) -> tuple[Instants, Flags]:
        within = (at >= low) & (at < high)
        return at[within], hit[within]

    return arrivals


def swept(calls: list[Call], start: int, stop: int, *, stretch: int = DAY, percent: int = 95) -> Swept:
    return sweep(arrivals_of(calls), start, stop, percent, BUCKET, stretch)


def counted_naively(calls: list[Call], start: int, stop: int, percent: int = 95) -> Swept:
    """indicators.md, connection_24h, word by word: every call looked at for every window."""
    ends = {start + DAY, stop} | {at for at, _ in calls} | {at + DAY for at, _ in calls}
    windows = []
    for end in sorted(end for end in ends if start + DAY <= end <= stop):
        inside = [hit for at, hit in calls if end - DAY < at <= end]
        if inside:
            windows.append(Window(end, sum(inside), len(inside)))
    failing = [100 * window.answered < percent * window.offered for window in windows]
    found = Swept(windows=len(windows), failing=sum(failing), worst=lowest(windows))
    for fails, run in groupby(zip(failing, windows, strict=True), key=lambda one: one[0]):
        if fails:
            of_run = [window for _, window in run]
            found.spans.append(
                FailingSpan(of_run[0].end, of_run[-1].end, len(of_run), lowest(of_run) or of_run[0])
            )
    edges = [start, *sorted(at for at, _ in calls), stop]
    found.silences = [(low, high) for low, high in pairwise(edges) if high - low > 2 * HOUR]
    for point, bucket in groupby(windows, key=lambda window: window.end // BUCKET * BUCKET):
        found.curve[point] = lowest(list(bucket)) or windows[0]
    return found


def lowest(windows: list[Window]) -> Window | None:
    """The lowest share, then the earliest end."""
    return min(
        windows, key=lambda window: (Fraction(window.answered, window.offered), window.end), default=None
    )


# Half hours, so that arrivals meet each other, the edges, and the ends of other calls' windows.
TIMES = st.builds(
    lambda half, jitter: half * HOUR // 2 + jitter, st.integers(0, 5 * 48), st.sampled_from([0, 0, 0, 1, -1])
)
CALLS = st.lists(st.tuples(TIMES, st.sampled_from([True, True, True, False])), max_size=40)


@pytest.mark.covers("R10.1.2.2-24h")
@settings(max_examples=300, deadline=None, database=None)
@given(calls=CALLS, length=st.integers(0, 5 * 48), percent=st.sampled_from([95, 50, 100]))
def test_sweep_counts_as_looking_at_every_call_of_every_window(
    calls: list[Call], length: int, percent: int
) -> None:
    stop = START + length * HOUR // 2
    there = [(START + at, hit) for at, hit in calls if 0 <= at <= stop - START]

    expected = counted_naively(there, START, stop, percent)

    for stretch in (DAY, 2 * DAY, WHOLE):
        assert swept(there, START, stop, stretch=stretch, percent=percent) == expected


def test_call_at_the_start_of_a_window_is_outside_and_at_its_end_inside() -> None:
    calls = [(START, False), (START + DAY, True)]

    found = swept(calls, START, START + 2 * DAY)

    # (S, S + 24 h] holds the second call alone; (S + 24 h, S + 48 h] holds none and is not judged.
    assert (found.windows, found.failing, found.worst) == (1, 0, Window(START + DAY, 1, 1))


def test_call_at_the_moment_of_reading_is_in_the_last_window() -> None:
    stop = START + DAY + HOUR

    found = swept([(START + HOUR, True), (stop, False)], START, stop)

    assert found.worst == Window(stop, 0, 1)
    assert found.windows == 2  # (S + 24 h) with the first call, and the last window without it


def test_of_equally_bad_windows_the_earliest_is_told() -> None:
    found = swept([(START + HOUR, False), (START + 30 * HOUR, False)], START, START + 3 * DAY)

    assert found.worst == Window(START + DAY, 0, 1)


def test_windows_without_calls_break_no_span_and_are_not_counted() -> None:
    calls = [(START + HOUR, False), (START + 80 * HOUR, False)]

    found = swept(calls, START, START + 4 * DAY)

    assert (found.windows, found.failing) == (3, 3)
    assert found.spans == [FailingSpan(START + DAY, START + 4 * DAY, 3, Window(START + DAY, 0, 1))]


def test_without_a_call_nothing_is_judged_and_all_is_silence() -> None:
    found = swept([], START, START + 3 * DAY)

    assert found == Swept(silences=[(START, START + 3 * DAY)])


def test_less_than_24_hours_holds_no_window() -> None:
    found = swept([(START + HOUR, False)], START, START + DAY - 1)

    assert (found.windows, found.worst) == (0, None)


@pytest.mark.parametrize(("gap", "is_silence"), [(2 * HOUR, False), (2 * HOUR + 1, True)])
@pytest.mark.parametrize("stretch", [DAY, WHOLE])
def test_silence_is_more_than_two_hours(gap: int, is_silence: bool, stretch: int) -> None:
    first = START + 23 * HOUR
    busy = [(at, True) for at in range(START, first + 1, HOUR)]
    calls = [*busy, (first + gap, True)]  # across the edge of a stretch

    found = swept(calls, START, first + 2 * gap, stretch=stretch)

    both = [(first, first + gap), (first + gap, first + 2 * gap)]
    assert found.silences == (both if is_silence else [])


SHANGHAI = ZoneRules(ZoneInfo("Asia/Shanghai"))
# Runs of calls: first arrival, how many, seconds apart, answered.
BY_HAND: dict[str, list[tuple[str, int, int, bool]]] = {
    "2025-03-10": [
        ("2025-03-10 08:00", 95, 360, True),
        ("2025-03-10 20:00", 5, 60, False),
        ("2025-03-11 08:00", 5, 60, False),
        ("2025-03-11 09:00", 95, 360, True),
    ],
    "2025-03-09": [
        ("2025-03-09 13:00", 200, 180, True),
        ("2025-03-10 08:01", 10, 30, False),
        ("2025-03-10 10:00", 95, 72, True),
        ("2025-03-11 09:00", 200, 180, True),
    ],
}


def local(text: str) -> int:
    return SHANGHAI.from_local(datetime.fromisoformat(text))


def by_hand(start: str) -> list[Call]:
    return [
        (local(first) + n * apart * SECOND, hit)
        for first, many, apart, hit in BY_HAND[start]
        for n in range(many)
    ]


@pytest.mark.covers("R10.1.2.2-24h", "R13.2.1.3")
@pytest.mark.parametrize("stretch", [DAY, 2 * DAY, WHOLE])
@pytest.mark.parametrize(
    ("start", "windows", "failing", "answered", "offered"),
    [("2025-03-10", 116, 113, 85, 95), ("2025-03-09", 593, 99, 95, 105)],
)
def test_case_worked_by_hand(
    start: str, windows: int, failing: int, answered: int, offered: int, stretch: int
) -> None:
    found = swept(by_hand(start), local(start), local("2025-03-12"), stretch=stretch)

    assert (found.windows, found.failing) == (windows, failing)
    assert found.worst is not None
    assert (found.worst.answered, found.worst.offered) == (answered, offered)
    assert sum(span.windows for span in found.spans) == failing
    if start == "2025-03-10":
        assert found.worst.end == local("2025-03-11 08:54")


@pytest.mark.covers("R10.1.2.2-24h")
def test_each_calendar_day_at_the_limit_says_nothing_of_the_hours_across_midnight() -> None:
    calls = by_hand("2025-03-10")

    for day in (10, 11):
        low, high = local(f"{date(2025, 3, day)}"), local(f"{date(2025, 3, day + 1)}")
        hits = [hit for at, hit in calls if low <= at < high]
        assert (sum(hits), len(hits)) == (95, 100)


@pytest.mark.covers("C-8")
@pytest.mark.parametrize(("answered", "is_failing"), [(23749, True), (23750, False)])
def test_share_is_compared_as_integers_and_not_as_printed(answered: int, is_failing: bool) -> None:
    calls = [(START + DAY - n, n >= 25_000 - answered) for n in range(25_000)]

    found = swept(calls, START, START + DAY)

    assert found.worst == Window(START + DAY, answered, 25_000)
    assert half_up(100 * found.worst.share, 2) == "95.00"
    assert found.failing == int(is_failing)
