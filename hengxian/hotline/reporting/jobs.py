"""Long work that a page asks for and a worker does outside any transaction: datasets, evaluations, drafts."""

from datetime import date, datetime
from typing import Any

from hengxian.hotline.models import DatasetExport, Hotline, HotlineReport, ReportSort
from hengxian.hotline.reporting.compiling import evaluated_export
from hengxian.hotline.topics.proposing import listed_numbers
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.records import jobs
from hengxian.records.jobs import Watch, actor_of
from hengxian.records.models.job import Job


def ask_export(hotline: Hotline, since: date, until: date, form: str, *, by: Actor, at: datetime) -> Job:
    """Have a period's dataset written."""
    key = f"export:{hotline.pk}:{since}:{until}:{form}:{at:%Y%m%d%H%M}"
    said = (hotline.pk, since.isoformat(), until.isoformat(), form, by.account)
    return jobs.later(export, key, *said, at=at, by=by, label=f"导出数据集 {since} 至 {until}（不含）")


def ask_evaluation(record: DatasetExport, *, by: Actor, at: datetime) -> Job:
    """Have a written dataset evaluated."""
    key = f"evaluate:{record.pk}:{at:%Y%m%d%H%M}"
    return jobs.later(evaluate, key, record.pk, by.account, at=at, by=by, label=f"测评数据集 {record}")


def ask_report(report: HotlineReport, *, by: Actor, at: datetime) -> Job:
    """Have a draft compiled: of a period, or on a topic whose orders are named."""
    key = f"report:{report.hotline_id}:{report.sort}:{report.since}:{report.until}:{at:%Y%m%d%H%M}"
    topic = dict(report.topic)
    topic["orders"] = [one["number"] for one in topic.get("orders", [])]
    said = (report.hotline_id, report.sort, report.title, report.since.isoformat(), report.until.isoformat())
    return jobs.later(draft, key, *said, topic, by.account, at=at, by=by, label=f"编制 {report.title}")


def export(
    hotline: int, since: str, until: str, form: str, account: int, *, at: datetime, watch: Watch
) -> dict[str, Any]:
    """The act of writing, done as whoever asked."""
    watch("正在写出数据集", 10)
    record = DatasetExport(
        hotline_id=hotline, since=date.fromisoformat(since), until=date.fromisoformat(until), form=form
    )
    perform(record, "export", by=actor_of(account), at=at)
    return {"export": record.pk}


def evaluate(record: int, account: int, *, at: datetime, watch: Watch) -> dict[str, Any]:
    """A kept evaluation of the dataset."""
    watch("正在计算指标与核查", 10)
    written = DatasetExport.objects.select_related("hotline").get(pk=record)
    return {"evaluation": evaluated_export(written.hotline, written, by=actor_of(account), at=at).pk}


def draft(
    hotline: int, sort: str, title: str, since: str, until: str, topic: dict[str, Any], account: int,
    *, at: datetime, watch: Watch,
) -> dict[str, Any]:  # fmt: skip
    """The draft with its figures."""
    watch("正在编制报告", 10)
    if sort == ReportSort.SPECIAL:
        topic = topic | {"orders": listed_numbers(hotline, topic["orders"])}
    report = HotlineReport(
        hotline_id=hotline, sort=sort, title=title, since=date.fromisoformat(since),
        until=date.fromisoformat(until), topic=topic,
    )  # fmt: skip
    perform(report, "draft", by=actor_of(account), at=at)
    return {"report": report.pk}
