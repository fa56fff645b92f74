"""Reports: compiled from records by a designated person, approved by another, sent, corrected (10.6)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.models import HotlineReport
from hengxian.hotline.reporting.compiling import compile_figures
from hengxian.hotline.reporting.paper import report_paper
from hengxian.hotline.reporting.summing import check_sums
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import begin, check, enact
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI
from hengxian.records.delivering import hand_over
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.word import to_word
from hengxian.records.issuing import Imprint, Matter, documents_of, issue

SORT, NAME = "hotline_report", "统计报告"


@action("hotline_report", "draft")
def draft(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """Write and measure the datasets, then the draft with their figures; outside a transaction, it may take minutes."""
    check(report, report.lifecycle.row("draft"), Act("draft", by, at, facts))
    made = compile_figures(Window(report.hotline, report.since, report.until, at), by=by)
    check_sums(made.figures)
    report.figures, report.evaluation, report.evaluation_before = made.figures, made.evaluation, made.before
    report.compiled_by_id = by.person
    return begin(report, "draft", by=by, at=at, **facts)


@action("hotline_report", "write")
def write(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """What the figures show, in words; no word changes a figure."""
    changes = {name: str(facts.get(name) or "") for name in ("findings", "trend", "suggestion")}
    return enact(report, "write", by=by, at=at, version=version, changes=changes, **facts)


@action("hotline_report", "approve")
@transaction.atomic
def approve(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """The report becomes a numbered document, PDF and Word; a correction is the next edition of the corrected one."""
    hold_chain()
    check(report, report.lifecycle.check_state("approve", report.state), Act("approve", by, at, facts))

    def make(given: Imprint) -> Paper:
        return report_paper(report, given, at)

    first = _first(report)
    earlier = documents_of(first.story, sort=SORT)
    document = issue(
        make, Matter(first.story, SORT, NAME), {"report": report.pk, "dataset": report.figures["dataset"]},
        by=by, at=at, to_word=to_word, supersedes=earlier[-1] if earlier else None, reason=report.correction,
    )  # fmt: skip
    changes = {"document_id": document.pk, "approved_at": at}
    return enact(report, "approve", by=by, at=at, version=version, changes=changes, **facts)


@action("hotline_report", "send")
@transaction.atomic
def send(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """Delivered to each recipient, with the proof; each delivery is noted with the document (10.6.1.3)."""
    hold_chain()
    names = [line.strip() for line in str(facts["recipients"]).splitlines() if line.strip()]
    when = _instant(facts["delivered_at"])
    told = [{"recipient": name, "way": facts["way"], "delivered_at": when.isoformat()} for name in names]
    changes = {"sent_at": report.sent_at or when, "sent_to": [*report.sent_to, *told]}
    enact(report, "send", by=by, at=at, version=version, changes=changes, **facts)
    if report.document is None:
        raise Incomplete("报告还没有制发文件，不能报送", "10.6.1.3")
    for name in names:
        proof = tuple(facts.get("proof") or ())
        hand_over(
            report.document, by=by, at=at, way=str(facts["way"]), delivered_at=when, evidence=proof, note=name
        )
    return report


@action("hotline_report", "reply")
def reply(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """The leader's reply and what came of it (10.6.2.2)."""
    changes = {name: str(facts.get(name) or "") for name in ("leader", "reply", "follow_up")}
    return enact(report, "reply", by=by, at=at, version=version, changes=changes, **facts)


@action("hotline_report", "correct")
def correct(
    report: HotlineReport, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> HotlineReport:
    """The old report stays as it was sent; a new one is compiled from the records as they are now (10.6.1.4)."""
    row = report.lifecycle.check_state("correct", report.state)
    check(report, row, Act("correct", by, at, facts))
    fresh = HotlineReport(
        hotline=report.hotline, sort=report.sort, title=report.title, since=report.since, until=report.until,
        topic=report.topic, corrects=report, correction=str(facts["reason"]), findings=report.findings,
        trend=report.trend, suggestion=report.suggestion,
    )  # fmt: skip
    with transaction.atomic():
        draft(fresh, by=by, at=at)
        return enact(report, "correct", by=by, at=at, version=version, **facts)


def _first(report: HotlineReport) -> HotlineReport:
    while report.corrects is not None:
        report = report.corrects
    return report


def _instant(moment: datetime | str) -> datetime:
    told = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return told if told.tzinfo else told.replace(tzinfo=SHANGHAI)
