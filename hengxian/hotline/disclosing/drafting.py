"""The tables of a disclosure: counted from records, checked against the engine's total, small numbers hidden."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from hengxian.evaluation.report.sections.indicators import is_measured
from hengxian.hotline.board.figures import measured
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.disclosing.recording import NONE_HIDDEN, Publication
from hengxian.hotline.disclosing.suppressing import suppressed
from hengxian.hotline.models import Disclosure
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


def public_tables(tables: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables as the public sees them: without the numbers that are hidden, `rows` instead of `cells`."""
    found = []
    for table in tables:
        public = {name: value for name, value in table.items() if name != "cells"}
        if "cells" in table:
            public["rows"] = [{"label": cell["label"], "shown": cell["shown"]} for cell in table["cells"]]
        found.append(public)
    return found


def publication_of(record: Disclosure) -> Publication:
    """What the register of publications says of a disclosure."""
    hidden = [
        table["caption"] for table in record.tables if any(cell["hidden"] for cell in table.get("cells", ()))
    ]
    return Publication(
        name=record.title, since=record.since, until=record.until - timedelta(days=1),
        content="、".join(table["caption"] for table in record.tables), definitions=record.definitions,
        table=[("表", "项目", "公布的数")] + list(_public_lines(record.tables)), place=f"{record.hotline.name}运行公告",
        suppressed=f"{'、'.join(hidden)}：小于 {record.smallest} 及可由合计推出的数" if hidden else NONE_HIDDEN,
    )  # fmt: skip


def _public_lines(tables: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for table in public_tables(tables):
        for line in table.get("lines", ()):
            yield table["caption"], line["label"], line["said"]
        for row in table.get("rows", ()):
            yield table["caption"], row["label"], "＊" if row["shown"] is None else str(row["shown"])
        if "rows" in table:
            yield table["caption"], "合计", str(table["total"])


def definitions_text() -> str:
    """Every figure's definition on a line of its own."""
    return "\n".join(f"{name}：{words}" for name, words in definitions())
