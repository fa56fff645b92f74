"""The tables of a disclosure: counted from records, checked against the engine's total, small numbers hidden."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hengxian.evaluation.report.sections.indicators import is_measured
from hengxian.hotline.board.figures import measured
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.disclosing.suppressing import suppressed
from hengxian.hotline.reporting.breakdowns import DIVISIONS, accepted, divided
from hengxian.hotline.reporting.printing import definitions, said
from hengxian.hotline.reporting.summing import check_sums
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of

UNIT = "unit"  # units are public bodies: what is finer than a unit needs P-smallcell


def needs_bound(wanted: Sequence[str]) -> bool:
    """Whether a disclosure goes below unit level."""
    return any(division != UNIT for division in wanted)


def bound_in_force(at: datetime) -> int:
    """P-smallcell, 0 while it is unset."""
    setting = value_of("P-smallcell", at)
    return int(setting.value) if setting else 0


def tables_of(window: Window, wanted: Sequence[str], smallest: int) -> list[dict[str, Any]]:
    """The indicators, and a table a wanted division with its hidden lines marked (PartsDiffer)."""
    result = measured(window)
    total = int(result["funnels"]["closure"]["accepted"])
    found: list[dict[str, Any]] = [_indicators(result)]
    for division in DIVISIONS:
        if division.id in wanted:
            parts = divided(accepted(window), division)
            rows = [{"label": label, "count": number} for label, number in parts.items()]
            check_sums(
                {
                    "breakdowns": [{"caption": division.caption, "parts": rows}],
                    "total": total,
                    "total_before": None,
                }
            )
            cells = [asdict(cell) | {"shown": cell.shown} for cell in suppressed(parts, smallest)]
            found.append({"id": division.id, "caption": division.caption, "total": total, "cells": cells})
    return found


def _indicators(result: dict[str, Any]) -> dict[str, Any]:
    lines = [
        {"label": leaf.name, "said": said(result["indicators"][leaf.id])}
        for leaf in pack().tree.leaves
        if leaf.source == "measured" and is_measured(result["indicators"][leaf.id])
    ]
    return {"id": "indicators", "caption": "运行指标", "lines": lines, "as_of": result["as_of"]}


def definitions_text() -> str:
    """Every figure's definition on a line of its own."""
    return "\n".join(f"{name}：{words}" for name, words in definitions())
