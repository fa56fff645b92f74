"""The oracle's figures of calls, messages and reviews against cases worked out by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from .figures import evaluate_naively
from .folders import SPRING, write_folder

MINUTES = timedelta(minutes=1)
SECONDS = timedelta(seconds=1)


def calls(*runs: tuple[str, int, timedelta, bool]) -> str:
    """Runs of calls: when the first came, how many, how far apart, whether they were answered."""
    lines = ["call_id,arrived_at,answered_at"]
    for first, number, step, is_answered in runs:
        for at in (datetime.fromisoformat(first) + n * step for n in range(number)):
            lines.append(f"{len(lines)},{at.isoformat()},{at.isoformat() if is_answered else ''}")
    return "\n".join(lines)


def test_connection_passes_no_calendar_day_off_as_every_24_hours(tmp_path: Path) -> None:
    text = calls(
        ("2025-03-10T08:00", 95, 6 * MINUTES, True),
        ("2025-03-10T20:00", 5, MINUTES, False),
        ("2025-03-11T08:00", 5, MINUTES, False),
        ("2025-03-11T09:00", 95, 6 * MINUTES, True),
    )

    result = evaluate_naively(write_folder(tmp_path, calls=text))

    check = result["checks"]["connection_24h"]
    assert check["worst"] == {"end": "2025-03-11T08:54:00+08:00", "answered": 85, "offered": 95}
    assert (check["status"], check["failing_windows"], check["windows"]) == ("not_met", 113, 116)
    assert result["indicators"]["call_connection_rate"]["value"] == "0.950000"


def test_connection_sees_a_window_that_ends_when_a_call_leaves_it(tmp_path: Path) -> None:
    text = calls(
        ("2025-03-09T13:00", 200, 3 * MINUTES, True),
        ("2025-03-10T08:01", 10, 30 * SECONDS, False),
        ("2025-03-10T10:00", 95, 72 * SECONDS, True),
        ("2025-03-11T09:00", 200, 3 * MINUTES, True),
    )
    toml = "period = { start = 2025-03-09, end = 2025-03-12 }"

    check = evaluate_naively(write_folder(tmp_path, toml, calls=text))["checks"]["connection_24h"]

    assert (check["failing_windows"], check["windows"]) == (99, 593)
    assert (check["worst"]["answered"], check["worst"]["offered"]) == (95, 105)


def test_connection_reports_a_silence_of_over_two_hours_only(tmp_path: Path) -> None:
    text = calls(("2025-03-10T02:00", 12, 120 * MINUTES, True), ("2025-03-11T02:01", 1, MINUTES, True))

    check = evaluate_naively(write_folder(tmp_path, calls=text))["checks"]["connection_24h"]

    assert check["silences"] == [
        {"start": "2025-03-11T00:00:00+08:00", "end": "2025-03-11T02:01:00+08:00"},
        {"start": "2025-03-11T02:01:00+08:00", "end": "2025-03-12T00:00:00+08:00"},
    ]


def test_timely_response_holds_at_the_limit_and_leaves_the_pending_out(tmp_path: Path) -> None:
    text = """
        call_id,arrived_at,answered_at
        at_limit,2025-03-10T09:00:00,2025-03-10T09:00:15
        late,2025-03-10T09:00:00,2025-03-10T09:00:15.001
        run_out,2025-03-11T23:59:45,
        pending,2025-03-11T23:59:45.001,
    """
    folder = write_folder(tmp_path, calls=text, messages="message_id,channel,received_at,responded_at")

    figure = evaluate_naively(folder)["indicators"]["timely_response_rate"]

    assert (figure["numerator"], figure["denominator"], figure["pending"]) == (1, 3, 1)
    assert figure["variants"] == {"phone": {"numerator": 1, "denominator": 3, "value": "0.333333"}}


def test_legs_are_one_call_and_a_later_leg_is_not_there_yet(tmp_path: Path) -> None:
    text = """
        call_id,arrived_at,answered_at,linked_id,is_test
        a,2025-03-10T09:00:00,,,
        b,2025-03-10T09:00:05,2025-03-10T09:00:14,a,
        c,2025-03-12T00:00:01,,a,true
        d,2025-03-10T10:00:00,,x,
        e,2025-03-10T10:00:10,,x,是
    """

    result = evaluate_naively(write_folder(tmp_path, calls=text))

    assert result["indicators"]["call_connection_rate"]["denominator"] == 1
    assert result["checks"]["answer_15s"] == {"status": "met", "counted": 1, "failing": 0}
    assert result["dataset"]["tables"]["calls"]["later"] == 1


def test_accuracy_prints_its_wilson_interval(tmp_path: Path) -> None:
    rows = "".join(
        f"{n},2025-03-10T08:00,information_accuracy,{'是' if n < 9 else '否'}\n" for n in range(10)
    )
    folder = write_folder(tmp_path, SPRING, reviews="review_id,reviewed_at,item,passed\n" + rows)

    figure = evaluate_naively(folder)["indicators"]["information_accuracy_rate"]

    # Wilson 1927 for 9 of 10, as published tables give it: 0.5958 to 0.9821.
    assert figure["wilson_95"] == {"low": "0.595850", "high": "0.982124"}
