"""The cover: whose hotline, which months, read when, by which rule, and at which stage."""

from datetime import date

from hengxian.records.documents.blocks import Card, Facts, Notice, facts

from ..chapters import Cover
from ..printing import chinese_date, chinese_instant, count, period
from ..reads import Result
from ..wording import TABLES

COUNTED = (
    ("calls", "通来电"),
    ("messages", "条其他渠道"),
    ("work_orders", "张工单"),
    ("followups", "次回访"),
)


def cover(result: Result, stage: str, notices: tuple[Notice, ...]) -> Cover:
    """The first page; it shows how much was read, never a score."""
    dates = result["period"]
    return Cover(
        kicker="政府热线服务评价报告",
        name=result["dataset"]["name"],
        period=period(dates["start"], dates["end"]),
        cards=volumes(result),
        facts=particulars(result, stage),
        notices=(edition_notice(result), *notices),
    )


def volumes(result: Result) -> tuple[Card, ...]:
    """How many rows each main table brought into the figures."""
    tables = result["dataset"].get("tables", {})
    return tuple(
        Card(words, count(tables[table]["kept"]) if table in tables else "未提供", TABLES[table])
        for table, words in COUNTED
    )


def particulars(result: Result, stage: str) -> Facts:
    rule, profile = result["rule"], result["profile"]
    stated = "" if result["period"].get("stated", True) else "（未声明，按数据首末日推定）"
    return facts(
        [
            ("报告性质", stage),
            ("评价时段", period(result["period"]["start"], result["period"]["end"]) + stated),
            ("数据读取时刻", chinese_instant(result["as_of"])),
            ("评价规则", f"{rule.get('name', rule['id'])}"),
            ("规则版本", f"{rule['id']}@{rule['edition']}"),
            (
                "评分方案",
                f"{profile.get('name', profile['id'])}　{profile.get('origin', '机构自定（规则未规定）')}",
            ),
        ]
    )


def edition_notice(result: Result) -> Notice:
    """In which window the printed edition holds, and whether that window has passed."""
    rule = result["rule"]
    begins, ends = rule.get("in_force_on"), rule.get("ends_on")
    if not (begins and ends):
        return Notice("规则文本未给出本版本的有效期。")
    first, last = date.fromisoformat(begins), date.fromisoformat(ends)
    window = (
        f"规则 {rule['id']} 第 {rule['edition']} 版自 {chinese_date(first)} 起实施，"
        f"有效期至 {chinese_date(last)}"
    )
    read_on = date.fromisoformat(result["as_of"][:10])
    if read_on > last:
        return Notice(f"{window}；本报告的数据读取于该日之后，所用版本已过有效期。")
    return Notice(f"{window}。")
