"""Reports, public figures, datasets on their pages: figures and pictures, what is hidden, what was measured."""

from typing import Any

from django.urls import reverse

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.models import DatasetExport, Disclosure, HotlineReport
from hengxian.hotline.reporting.breakdowns import DIVISIONS
from hengxian.hotline.reporting.paper import NAMES, chapters
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("hotline_report", "line/figures/report.html", order=10)
def report(report: HotlineReport, visitor: Visitor) -> dict[str, Any] | None:
    """The report as it would be printed: figures beside the year before, pictures with their tables."""
    if not report.figures:
        return None
    return {"chapters": list(chapters(report)), "sent_to": report.sent_to}


@panel("disclosure", "line/figures/disclosure.html", order=10)
def preview(record: Disclosure, visitor: Visitor) -> dict[str, Any]:
    """What the public would see, and what it would not."""
    return {"tables": record.tables, "definitions": record.definitions.splitlines()}


@panel("dataset_export", "line/figures/export.html", order=10)
def exported(record: DatasetExport, visitor: Visitor) -> dict[str, Any]:
    """Rows by table, and the evaluations made of it."""
    runs = Evaluation._default_manager.filter(dataset_sha256=record.sha256, about=record.story)
    return {
        "counts": [(NAMES.get(name, name), name, number) for name, number in record.counts.items()],
        "runs": list(runs.order_by("-made_at")),
        "evaluate": reverse("manage:evaluate", args=[record.pk]),
        "download": reverse("manage:download", args=[record.pk]),
    }


@filled_in("hotline_report", "write")
def as_written(report: HotlineReport, visitor: Visitor) -> dict[str, Any]:
    """What was written before."""
    return {name: getattr(report, name) for name in ("findings", "trend", "suggestion")}


@answers_for("disclosure", "draft", "divisions")
def divisions(record: Disclosure, visitor: Visitor) -> Pairs:
    """The breakdowns that can be made public."""
    return [(each.id, each.caption) for each in DIVISIONS]
