"""Contacts that nobody has answered yet, each with what is left of its limit; an automatic reply stops no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from hengxian.hotline.intake.clocks import limit_of
from hengxian.hotline.models import Channel, Contact, Hotline

SHOWN = 12
LOST_AFTER = timedelta(days=7)  # longer than any limit: whoever came before is lost, not waiting
LOST_CALL_AFTER = timedelta(hours=1)  # nobody holds the line longer: the switch did not tell the end


@dataclass(frozen=True)
class Waiting:
    """One contact: its channel, since when, when its limit runs out, what is left in seconds (negative: over)."""

    pk: int
    channel: Channel
    arrived_at: datetime
    limit_at: datetime
    left: int

    @property
    def is_late(self) -> bool:
        """Whether an answer now would be too late; the limit's own instant is in time."""
        return self.left < 0

    @property
    def words(self) -> str:
        """What is left, or what it is over, as people say it."""
        seconds = abs(self.left)
        if seconds < 60:
            return f"{seconds} 秒"
        if seconds < 3600:
            return f"{seconds // 60} 分 {seconds % 60} 秒"
        return f"{seconds // 3600} 小时 {seconds % 3600 // 60} 分"


@dataclass(frozen=True)
class Queue:
    """A channel group: how many wait, how many of them over the limit, and the limit in seconds."""

    label: str
    limit: int
    waiting: int
    late: int


def waiting(hotline: Hotline, at: datetime) -> list[Waiting]:
    """Everybody who waits, whose limit runs out first at the top; tests left out."""
    found = Contact.objects.filter(
        hotline=hotline, answered_at=None, ended_at=None, is_test=False,
        arrived_at__lte=at, arrived_at__gt=at - LOST_AFTER,
    )  # fmt: skip
    found = found.exclude(channel=Channel.PHONE, arrived_at__lte=at - LOST_CALL_AFTER)
    told = [
        _waiting(pk, Channel(channel), arrived, at)
        for pk, channel, arrived in found.values_list("pk", "channel", "arrived_at")
    ]
    return sorted(told, key=lambda one: (one.limit_at, one.pk))


def queues(everybody: Sequence[Waiting]) -> tuple[Queue, ...]:
    """The three groups of channels that the rule gives limits to."""
    groups = (
        ("电话", limit_of(Channel.PHONE), {Channel.PHONE}),
        ("短信与其他媒体", limit_of(Channel.SMS), set(Channel) - {Channel.PHONE, Channel.MAILBOX}),
        ("信箱", limit_of(Channel.MAILBOX), {Channel.MAILBOX}),
    )
    return tuple(
        _queue(label, limit, [one for one in everybody if one.channel in channels])
        for label, limit, channels in groups
    )


def _queue(label: str, limit: timedelta, own: list[Waiting]) -> Queue:
    return Queue(label, int(limit.total_seconds()), len(own), sum(one.is_late for one in own))


def _waiting(pk: int, channel: Channel, arrived: datetime, at: datetime) -> Waiting:
    limit_at = arrived + limit_of(channel)
    left = (limit_at - at) // timedelta(seconds=1)
    return Waiting(pk, channel, arrived, limit_at, left)
