"""Response by channel: a bad small channel must not hide behind the telephone."""

from hengxian.records.documents.blocks import Block, Column, Notice, Table, row

from ..chapters import Section
from ..charts import drawn, lying_bars
from ..printing import count, share
from ..reads import Result
from ..wording import VARIANTS

LEDE = "合并的响应及时率会掩盖来件少而回应慢的渠道，所以逐个渠道列出。从未回应的一律不算及时。"
CHANNELS = ("phone", "sms", "web", "app", "social", "other", "mailbox")


def section(result: Result) -> Section:
    one = result.get("indicators", {}).get("timely_response_rate", {})
    parts = [(VARIANTS[name], one["variants"][name]) for name in CHANNELS if name in one.get("variants", {})]
    if not parts:
        reason = one.get("reason", "没有可计的来电或来件")
        return Section("channels", "各渠道响应", LEDE, (Notice(f"响应及时率未测：{reason}"),))
    bars = [
        {
            "name": name,
            "share": part["numerator"] / part["denominator"],
            "words": share(part),
            "note": f"{count(part['numerator'])}／{count(part['denominator'])}",
        }
        for name, part in parts
    ]
    worst = min(bars, key=lambda bar: bar["share"])
    chart = {
        "id": "channels",
        "title": "各渠道响应及时率",
        "description": f"{len(bars)} 个渠道；最低为{worst['name']}，{worst['words']}（{worst['note']}）。",
        "bars": bars,
    }
    lines = tuple(
        row(name, count(part["numerator"]), count(part["denominator"]), share(part)) for name, part in parts
    )
    columns = (
        Column("渠道", 3),
        Column("时限内回应", 2, True),
        Column("来件", 2, True),
        Column("及时率", 2, True),
    )
    blocks: tuple[Block, ...] = (drawn(lying_bars, chart, Table("各渠道响应及时率", columns, lines)),)
    return Section("channels", "各渠道响应", LEDE, blocks)
