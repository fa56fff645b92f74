"""The run of an order as its one page shows it: calls, transfer, units, replies, rounds; the newest first (R3.6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengxian.hotline import postings, privacy
from hengxian.hotline.models import Note, Order
from hengxian.hotline.queries.returning import RULING
from hengxian.journal.actor import Actor
from hengxian.records.clocks import SHANGHAI

OF_THE_LINE = frozenset({"回避"})  # who is tied to whom is not the units' business
ANSWERS = {True: "是", False: "否", None: "未说明"}


@dataclass(frozen=True)
class Happening:
    """One thing that happened: when, what, who or which unit, the words, and what else was said."""

    at: datetime
    label: str
    who: str = ""
    text: str = ""
    more: tuple[tuple[str, str], ...] = ()


def run_of(order: Order, by: Actor) -> list[Happening]:
    """Everything, as the person may read it."""
    read = privacy.reader(order, by)
    found = [*_taken(order), *_parts(order), *_papers(order), *_notes(order, by), *_closing(order)]
    shown = [
        Happening(
            each.at, each.label, each.who, read(each.text),
            tuple((label, read(said)) for label, said in each.more if said),
        )
        for each in found
    ]  # fmt: skip
    return sorted(shown, key=lambda each: each.at, reverse=True)


def _taken(order: Order) -> Iterator[Happening]:
    agent = order.agent.name if order.agent else ""
    yield Happening(order.accepted_at, "受理", agent, "", (("渠道", order.get_channel_display()),))
    if order.transferred_at:
        first = order.parts.filter(is_lead=True).select_related("unit").order_by("pk").first()
        lead = (("牵头单位", first.unit.name if first else ""),)  # a return may have given it another since
        yield Happening(order.transferred_at, "转交办理", "", order.opinion, lead)


def _parts(order: Order) -> Iterator[Happening]:
    for part in order.parts.select_related("unit", "handler"):
        role = "牵头" if part.is_lead else "协办"
        yield Happening(part.since, f"转入（{role}）", part.unit.name)
        if part.taken_up_at:
            handler = part.handler.name if part.handler else ""
            yield Happening(part.taken_up_at, f"接收（{role}）", f"{part.unit.name} {handler}".strip())
        if part.contributed_at:
            yield Happening(part.contributed_at, "协办意见", part.unit.name, part.contribution)
        if part.until and part.return_reason:
            yield Happening(part.until, "退单", part.unit.name, part.return_reason)


def _papers(order: Order) -> Iterator[Happening]:
    for each in order.extensions.select_related("unit"):
        days = (("再延工作日", str(each.days)),)
        yield Happening(each.requested_at, "申请延期", each.unit.name, each.reason, days)
        if each.decided_at:
            yield Happening(each.decided_at, f"延期：{each.status}", "", each.answer)
    for exemption in order.exemptions.all():
        told = (("原因", exemption.get_code_display()), ("告知服务对象", exemption.caller_told))
        yield Happening(exemption.proposed_at, "提出剔除", "", exemption.evidence, told)
        if exemption.decided_at:
            yield Happening(exemption.decided_at, f"剔除：{exemption.status}", "", exemption.answer)


def _notes(order: Order, by: Actor) -> Iterator[Happening]:
    is_of_line = order.hotline_id in postings.hotlines_of(by.person)
    for note in order.notes.select_related("author"):
        if note.type in OF_THE_LINE and not is_of_line:
            continue
        yield Happening(note.at, note.type, note.author.name if note.author else "", note.text, _told(note))


def _told(note: Note) -> tuple[tuple[str, str], ...]:
    """What a note says beside its text, by its type."""
    told: dict[str, Any] = note.told
    if note.type == "三方通话":
        span = f"{_instant(told['began_at'])} 至 {_instant(told['ended_at'])}"
        return (
            ("参加", "、".join(told["parties"])), ("结果", told["outcome"]), ("时间", span),
            ("录音", told["recording"]),
        )  # fmt: skip
    if note.type == "上一轮办理":
        return (
            ("原因", told["why"]), ("轮次", str(told["round"])), ("答复", told["reply"]),
            ("承办单位称已解决", ANSWERS[told["claimed_resolved"]]),
            ("办结时间", _instant(told["closed_at"]) if told["closed_at"] else ""),
        )  # fmt: skip
    if note.type == "再次办理":
        return (("本轮办理时限（工作日）", str(told["limit_days"])),)
    if note.type == "协调记录":
        return (("参加单位", "、".join(told["units"])), ("结果", told["outcome"]))
    if note.type == RULING:
        lead = told["lead"] if len(told["units"]) > 1 else ""
        return (
            ("承办单位", "、".join(told["units"])), ("牵头单位", lead),
            ("指定承办（不得再退单）", "是" if told["is_directed"] else ""),
        )  # fmt: skip
    return (("方式", str(told.get("way", ""))),)


def _closing(order: Order) -> Iterator[Happening]:
    if order.replied_at:
        yield Happening(order.replied_at, "答复服务对象", "", order.reply, (("方式", order.reply_way),))
    if order.recorded_at:
        solved = (("称已解决", ANSWERS[order.claimed_resolved]),)
        yield Happening(order.recorded_at, "录入办理结果", "", order.result, solved)
    if order.closed_at:
        yield Happening(order.closed_at, "办结")


def _instant(text: str) -> str:

    return f"{datetime.fromisoformat(text).astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
