"""Measured values in the words of result.json (indicators.md): rounded once, half up, from exact fractions."""

from typing import Any

from hengxian.kernel.quantity import half_up, wilson_95
from hengxian.measurement.definitions.catalogue import CHECKS, INDICATORS
from hengxian.measurement.engine import FIRST_MISSES, Findings
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.observations import printed
from hengxian.measurement.sweep import Swept, Window
from hengxian.measurement.values import Absent, Measured, MeasuredDuration
from hengxian.measurement.zones import SECOND
from hengxian.measurement.zones import printed as at

# `repeated` and `near_due` wait for the profile to say how often and how near (10.2.3).
_NOT_JUDGED = ("repeated", "near_due")


def indicators(findings: Findings) -> dict[str, Any]:
    """The `indicators` part, in the order of the rule."""
    return {one.id: _indicator(findings.figures[one.id], findings) for one in INDICATORS}


def _indicator(figure: Measured | MeasuredDuration | Absent, findings: Findings) -> dict[str, Any]:
    if isinstance(figure, Absent):
        return {"status": "unmeasured", "reason": figure.reason}
    if isinstance(figure, MeasuredDuration):
        return _duration(figure)
    told: dict[str, Any] = {
        "status": "measured",
        **(printed(figure.count) or {}),
        "variants": {name: printed(count) for name, count in figure.variants.items()},
        **figure.apart,
        "left_out": {**figure.left_out, **figure.apart},
        "misses": {
            "count": figure.count.denominator - figure.count.numerator,
            "first": list(figure.misses[:FIRST_MISSES]),
        },
    }
    if figure.id == "immediate_answer_rate":
        told["basis"] = findings.basis
    if figure.id == "information_accuracy_rate":
        low, high = wilson_95(figure.count.numerator, figure.count.denominator)
        told["wilson_95"] = {"low": low, "high": high}
    return told


def _duration(figure: MeasuredDuration) -> dict[str, Any]:
    told: dict[str, Any] = {
        "status": "measured",
        "denominator": figure.counted,
        "value": half_up(figure.hours, 2),
        "unit": "hours",
        "variants": {name: half_up(hours, 2) for name, hours in sorted(figure.variants.items())},
        "left_out": dict(figure.left_out),
    }
    return told | ({"note": figure.note} if figure.note else {})


def checks(findings: Findings, ask: Ask) -> dict[str, Any]:
    """The `checks` part: met, not_met or not_assessable, never folded into a score."""
    told = {}
    for check in CHECKS:
        if check.id == "connection_24h":
            absent = findings.figures.get(check.id)
            told[check.id] = (
                _not_assessable(absent) if isinstance(absent, Absent) else _swept(findings.swept, ask)
            )
        else:
            told[check.id] = _check(findings.figures[check.id], findings)
    return told


def _not_assessable(absent: Absent) -> dict[str, Any]:
    return {"status": "not_assessable", "reason": absent.reason}


def _check(figure: Measured | MeasuredDuration | Absent, findings: Findings) -> dict[str, Any]:
    if isinstance(figure, Absent):
        return _not_assessable(figure)
    assert isinstance(figure, Measured)
    failing = figure.count.denominator - figure.count.numerator
    told: dict[str, Any] = {
        "status": "not_met" if failing else "met",
        "counted": figure.count.denominator,
        "failing": failing,
        "first": list(figure.misses[:FIRST_MISSES]),
    }
    if figure.id == "emergency_escalated":
        told |= {name: _seconds(delay) for name, delay in findings.delays.items()}
    if figure.id == "supervised":
        told["not_judged"] = list(_NOT_JUDGED)
    return told


def _seconds(micros: int) -> int | float:
    """Whole seconds where they are whole."""
    return micros // SECOND if micros % SECOND == 0 else micros / SECOND


def _swept(swept: Swept | None, ask: Ask) -> dict[str, Any]:
    if swept is None or swept.worst is None:
        reason = "没有可评定的窗口：数据不足连续 24 小时，或其间没有来电"
        silences = _silences(swept, ask) if swept else []
        return {"status": "not_assessable", "reason": reason, "silences": silences}
    return {
        "status": "not_met" if swept.failing else "met",
        "worst": _window(swept.worst, ask),
        "windows": swept.windows,
        "failing_windows": swept.failing,
        "failing_spans": [
            {
                "start": at(span.start, ask.zone),
                "end": at(span.end, ask.zone),
                "windows": span.windows,
                "worst": _window(span.worst, ask),
            }
            for span in swept.spans
        ],
        "silences": _silences(swept, ask),
    }


def _silences(swept: Swept, ask: Ask) -> list[dict[str, str]]:
    return [{"start": at(start, ask.zone), "end": at(end, ask.zone)} for start, end in swept.silences]


def _window(window: Window, ask: Ask) -> dict[str, Any]:
    return {"end": at(window.end, ask.zone), "answered": window.answered, "offered": window.offered}


def curve(swept: Swept | None, ask: Ask) -> list[dict[str, Any]]:
    """The rolling 24 h curve: in each bucket of time the lowest share of any window that ends in it."""
    points = swept.curve if swept else {}
    return [
        {"at": at(bucket, ask.zone), "low": half_up(points[bucket].share, 6)} for bucket in sorted(points)
    ]
