"""Closure and follow-up as funnels: how many get as far as each step."""

from collections.abc import Mapping, Sequence

from hengxian.records.documents.blocks import Block, Column, Figure, Notice, Table, row

from ..chapters import Section
from ..charts import drawn, funnel
from ..printing import count, percent
from ..reads import Result

LEDE = "从受理到办结，从办结到回访：每一步走到的工单数，及其占第一步的比例。浅色的一步不是上一步的子集。"
CLOSURE = (
    ("accepted", "受理", False),
    ("on_the_spot", "当场办结", True),
    ("transferred", "转交办理", True),
    ("replied", "已回复服务对象", False),
    ("recorded", "已记录结果", False),
    ("closed", "办结", False),
    ("closed_on_time", "时限内办结", False),
)
FOLLOWUP = (
    ("closed", "办结", False),
    ("planned", "计划回访", False),
    ("attempted", "已回访", False),
    ("reached", "接通", False),
    ("opinion", "对结果表态", False),
    ("satisfied", "满意或基本满意", False),
    ("resolved", "答复已解决", True),
)


def section(result: Result) -> Section:
    funnels = result.get("funnels", {})
    blocks: list[Block] = []
    for key, title, steps in (("closure", "办结漏斗", CLOSURE), ("followup", "回访漏斗", FOLLOWUP)):
        counts = funnels.get(key, {})
        if counts.get(steps[0][0]):
            blocks.append(drawing(key, title, counts, steps))
        else:
            blocks.append(Notice(f"{title}：没有可计的工单。"))
    return Section("funnels", "办结与回访", LEDE, tuple(blocks))


def drawing(
    key: str, title: str, counts: Mapping[str, int], steps: Sequence[tuple[str, str, bool]]
) -> Figure:
    """One funnel; a step that the data cannot give is left out."""
    known = [(name, counts[step], is_branch) for step, name, is_branch in steps if step in counts]
    first = known[0][1]
    chart = {
        "id": f"funnel-{key}",
        "title": title,
        "description": "；".join(f"{name} {count(number)}" for name, number, _ in known) + "。",
        "steps": [
            {
                "name": name,
                "count": number,
                "words": f"{count(number)}（{percent(number, first)}）",
                "is_branch": is_branch,
            }
            for name, number, is_branch in known
        ],
    }
    lines = tuple(row(name, count(number), percent(number, first)) for name, number, _ in known)
    columns = (Column("步骤", 4), Column("工单数", 2, True), Column("占第一步", 2, True))
    return drawn(funnel, chart, Table(title, columns, lines))
