"""The figures of a report: two kept evaluations and breakdowns of the same records; nobody types any (B-12)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengxian.evaluation.keeping import measure
from hengxian.evaluation.kept import read_result
from hengxian.evaluation.models import Evaluation
from hengxian.hotline.actions.exporting import folder_of
from hengxian.hotline.dataset.window import Window
from hengxian.hotline.models import DatasetExport, Hotline
from hengxian.hotline.reporting.breakdowns import DIVISIONS, all_divided
from hengxian.hotline.reporting.comparing import has_records, why_none, year_before
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.records.edition import pack

STAGE = "热线统计报告"


@dataclass(frozen=True)
class Compiled:
    """The figures as a report keeps them, and the evaluations they come from."""

    figures: dict[str, Any]
    evaluation: Evaluation
    before: Evaluation | None


def compile_figures(window: Window, *, by: Actor) -> Compiled:
    """Write and measure the period's dataset and that of the year before, where it has records."""
    earlier = year_before(window)
    now = evaluated(window, by=by)
    before = evaluated(earlier, by=by) if has_records(earlier) else None
    return Compiled(_figures(window, now, before), now, before)


def evaluated(window: Window, *, by: Actor) -> Evaluation:
    """A kept evaluation of a window's records, by way of a journaled dataset, typed: it is read in half the time."""
    export = DatasetExport(hotline=window.hotline, since=window.since, until=window.until, form="parquet")
    perform(export, "export", by=by, at=window.as_of)
    return evaluated_export(window.hotline, export, by=by, at=window.as_of)


def evaluated_export(hotline: Hotline, export: DatasetExport, *, by: Actor, at: datetime) -> Evaluation:
    """A kept evaluation of a dataset written earlier."""
    return measure(folder_of(export), about=hotline.story, by=by, at=at, stage=STAGE)


def _figures(window: Window, now: Evaluation, before: Evaluation | None) -> dict[str, Any]:
    told, earlier = read_result(now), read_result(before) if before else None
    return {
        "as_of": told["as_of"],
        "period": told["period"],
        "period_before": earlier["period"] if earlier else None,
        "no_before": "" if earlier else why_none(window),
        "dataset": now.dataset_sha256,
        "result": now.result_sha256,
        "total": _total(told),
        "total_before": _total(earlier) if earlier else None,
        "indicators": [
            {"id": leaf.id, "name": leaf.name, "now": told["indicators"][leaf.id],
             "before": earlier["indicators"][leaf.id] if earlier else None}
            for leaf in pack().tree.leaves if leaf.source == "measured"
        ],
        "checks": told["checks"],
        "funnels": told["funnels"],
        "by_day": told["series"]["by_day"],
        "by_weekday_hour": told["series"]["by_weekday_hour"],
        "rejected": {name: table["rejected"] for name, table in told["dataset"]["tables"].items()},
        "breakdowns": _breakdowns(window, has_before=earlier is not None),
    }  # fmt: skip


def _total(result: Mapping[str, Any]) -> int:
    """Orders accepted in the period as the engine counts them, excluded ones among them."""
    return int(result["funnels"]["closure"]["accepted"])


def _breakdowns(window: Window, *, has_before: bool) -> list[dict[str, Any]]:
    now, before = all_divided(window), all_divided(year_before(window)) if has_before else {}
    tables = []
    for division in DIVISIONS:
        parts, earlier = now[division.id], before.get(division.id, {})
        labels = [*parts, *(label for label in earlier if label not in parts)]
        rows = [
            {"label": label, "count": parts.get(label, 0), "before": earlier.get(label, 0) if has_before else None}
            for label in labels
        ]  # fmt: skip
        tables.append({"id": division.id, "caption": division.caption, "parts": rows})
    return tables
