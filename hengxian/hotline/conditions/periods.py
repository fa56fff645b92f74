"""Conditions of whatever is made for a period: datasets, reports, figures for the public (10.6, 11.3)."""

from datetime import datetime, time
from typing import Any

from hengxian.hotline.models import DatasetExport, Disclosure, HotlineReport
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.records.clocks import SHANGHAI


@standing_of("dataset_export", "hotline_report", "disclosure")
def of_period(record: DatasetExport | HotlineReport | Disclosure, by: Actor) -> Standing:
    """Duties at its hotline: the compiler is whoever is designated for statistics (10.6.1.1)."""
    return Standing(at_hotline(record.hotline_id, by))


@condition
def period_over_a_day(record: Any, act: Act) -> str | None:
    """The period is at least a day and has begun."""
    if record.since >= record.until:
        return f"统计时段 {record.since} 至 {record.until} 为空：开始日期应早于结束日期"
    if datetime.combine(record.since, time(), SHANGHAI) > act.at:
        return f"统计时段自 {record.since} 起，尚未开始"
    return None


@condition
def period_is_over(record: Any, act: Act) -> str | None:
    """A report is made of a period that has ended: figures of a running one still change."""
    if record.since >= record.until:
        return f"统计时段 {record.since} 至 {record.until} 为空：开始日期应早于结束日期"
    if datetime.combine(record.until, time(), SHANGHAI) > act.at:
        return f"统计时段到 {record.until}（不含）为止，尚未结束"
    return None
