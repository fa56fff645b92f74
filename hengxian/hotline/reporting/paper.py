"""A report as a paper: every figure with its count and the year before, what was left out, and how each is defined."""

from collections.abc import Iterator
from datetime import datetime

from hengxian.evaluation.report.sections import checks, funnels, trends
from hengxian.hotline.letterhead import body_of, rule_named, settings_used
from hengxian.hotline.models import HotlineReport, ReportSort
from hengxian.hotline.reporting.printing import (
    change,
    count,
    definitions,
    instant,
    left_out,
    period,
    said,
    said_before,
)
from hengxian.records.documents.blocks import (
    Block,
    Column,
    Facts,
    Figure,
    Notice,
    Prose,
    Row,
    Table,
    facts,
    row,
)
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.reports.chapters import Chapter, numbered
from hengxian.records.edition import pack
from hengxian.records.issuing import Imprint

CLAUSES = ("10.6.1", "10.6.2")
UNCHECKED = "GB/T 33357 未核对：未取得该标准文本，本报告不作符合该标准的声明。"
SETTINGS = ("P-cycles", "P-concentrated", "P-followup")
NAMES = {
    "calls": "来电", "messages": "其他渠道来件", "work_orders": "工单", "assignments": "承办记录",
    "extensions": "延期", "supervisions": "督办", "followups": "回访", "reviews": "质检", "gaps": "已知中断",
}  # fmt: skip


def report_paper(report: HotlineReport, given: Imprint, at: datetime) -> Paper:
    """The paper of a report with the number it was given."""
    return Paper(
        kind="report",
        title=report.title,
        number=given.number,
        dated_on=given.dated_on,
        body=body_of(report.hotline),
        parts=numbered(chapters(report)),
        about=(("统计时段", period(report.figures["period"]["start"], report.figures["period"]["end"])),
               ("数据截至", instant(report.figures["as_of"])), ("所用规则", rule_named())),
        clauses=CLAUSES,
        signatures=tuple(Signature(post) for post in ("编制人", "批准人", "热线管理机构（盖章）")),
        settings=settings_used(at, *SETTINGS),
        version=given.edition,
    )  # fmt: skip


def chapters(report: HotlineReport) -> Iterator[Chapter]:
    """The chapters in order, those without content empty."""
    figures = report.figures
    if report.corrects_id:
        yield "更正说明", (Prose(f"本版更正原报告。更正原因：{report.correction}"),)
    if report.sort == ReportSort.SPECIAL:
        yield "集中反映的事项", tuple(_topic(report))
    yield "主要指标", (_indicators(report), Notice(UNCHECKED))
    yield "工单分布", tuple(_breakdowns(report))
    yield "时限与连续接通", checks.section(figures, pack()).blocks
    yield "走势与过程", tuple(pictures(report))
    yield "发现与规律", _said(report.findings)
    yield "趋势", _said(report.trend)
    yield "对策建议", _said(report.suggestion)
    yield "口径与未计入", tuple(_counted(report))


def _said(text: str) -> tuple[Block, ...]:
    return tuple(Prose(line) for line in text.splitlines() if line.strip())


def _topic(report: HotlineReport) -> Iterator[Block]:
    topic = report.topic
    orders = topic.get("orders", [])
    yield facts(
        [
            ("事项", topic.get("matter", "")),
            ("区域", topic.get("area", "")),
            ("涉及工单", f"{count(len(orders))} 件"),
        ]
    )
    columns = (Column("工单编号", 3), Column("受理日期", 2), Column("区域", 2), Column("状态", 2))
    lines = tuple(row(one["number"], one["accepted_on"], one["area"], one["status"]) for one in orders)
    yield Table("所列工单", columns, lines, "只列编号，不列服务对象。")


def _indicators(report: HotlineReport) -> Table:
    figures = report.figures
    columns = (Column("指标", 3), Column("本期", 4, True), Column("上年同期", 4, True), Column("未计入", 4))
    lines = tuple(
        row(
            one["name"],
            said(one["now"]),
            said_before(one["before"], figures["no_before"]),
            left_out(one["now"]),
        )
        for one in figures["indicators"]
    )
    note = f"上年同期：{_before(report)}。数字均由记录计算，括号内为分子与分母。"
    return Table("主要指标", columns, lines, note)


def _before(report: HotlineReport) -> str:
    before = report.figures["period_before"]
    return period(before["start"], before["end"]) if before else report.figures["no_before"]


def _breakdowns(report: HotlineReport) -> Iterator[Block]:
    figures = report.figures
    for table in figures["breakdowns"]:
        lines: list[Row] = [
            row(part["label"], count(part["count"]), _earlier(part["before"], figures["no_before"]),
                change(part["count"], part["before"]))
            for part in table["parts"]
        ]  # fmt: skip
        total = figures["total"], figures["total_before"]
        lines.append(
            row("合计", count(total[0]), _earlier(total[1], figures["no_before"]), change(*total), level=2)
        )
        columns = (
            Column("分项", 3),
            Column("受理", 2, True),
            Column("上年同期", 2, True),
            Column("同比", 2, True),
        )
        yield Table(table["caption"], columns, tuple(lines))


def _earlier(number: int | None, otherwise: str) -> str:
    return otherwise if number is None else count(number)


def pictures(report: HotlineReport) -> Iterator[Figure]:
    """Trend, the week's hours, the funnels; each with its figures as a table beside it."""
    series = {"by_day": report.figures["by_day"], "by_weekday_hour": report.figures["by_weekday_hour"]}
    days = trends.every_day(series)
    if any(one["calls"] for one in days):
        yield trends.volume(days, "day")
        yield trends.week(series["by_weekday_hour"])
    found = report.figures["funnels"]
    for key, title, steps in (
        ("closure", "办结漏斗", funnels.CLOSURE),
        ("followup", "回访漏斗", funnels.FOLLOWUP),
    ):
        if found.get(key, {}).get(steps[0][0]):
            yield funnels.drawing(key, title, found[key], steps)


def _counted(report: HotlineReport) -> Iterator[Block]:
    figures = report.figures
    yield facts([("数据集指纹 SHA-256", figures["dataset"]), ("测评结果 SHA-256", figures["result"])])
    yield Facts(facts(definitions()).pairs)
    set_aside = [
        row(NAMES.get(name, name), count(sum(reasons.values()))) for name, reasons in figures["rejected"].items()
    ]  # fmt: skip
    yield Table("未采用的记录", (Column("数据表", 4), Column("行数", 2, True)), tuple(set_aside))
