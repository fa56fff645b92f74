"""The response clock of a contact: 15 s, 3 min or 24 h by its channel; only a person's answer stops it (10.1.2.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hengxian.hotline.models import Channel, Contact
from hengxian.records.edition import pack

LIMIT_OF = {Channel.PHONE: "answer_seconds", Channel.MAILBOX: "mailbox_seconds"}
OTHER = "message_seconds"


@dataclass(frozen=True)
class Wait:
    """How long a contact waited or waits, in whole seconds; `left` counts down and goes below zero once late."""

    limit: int
    waited: int
    is_answered: bool
    is_given_up: bool
    printed: str

    @property
    def left(self) -> int:
        """Seconds left of the limit."""
        return self.limit - self.waited

    @property
    def over(self) -> int:
        """Seconds over the limit, 0 within it."""
        return max(-self.left, 0)

    @property
    def is_late(self) -> bool:
        """Not answered within the limit; the limit's own second is in time. A call given up before is not."""
        return self.waited > self.limit

    @property
    def is_running(self) -> bool:
        """Whether an answer is still awaited."""
        return not (self.is_answered or self.is_given_up)


def limit_of(channel: str) -> timedelta:
    """How soon a person must answer by that channel, as the rule fixes it."""
    return timedelta(seconds=int(pack().limits[LIMIT_OF.get(Channel(channel), OTHER)].number))


def wait_of(contact: Contact, *, at: datetime) -> Wait:
    """The clock as it stands at a moment."""
    end = contact.answered_at or contact.ended_at or at
    line = pack().limits[LIMIT_OF.get(Channel(contact.channel), OTHER)]
    waited = end - contact.arrived_at
    # A started second counts whole: 15.2 s are more than 15 s.
    seconds = -((-waited) // timedelta(seconds=1))
    return Wait(
        limit=int(line.number), waited=max(seconds, 0), is_answered=contact.answered_at is not None,
        is_given_up=contact.answered_at is None and contact.ended_at is not None, printed=line.printed or "",
    )  # fmt: skip


def due_at(contact: Contact) -> datetime:
    """The instant until which an answer is in time."""
    return contact.arrived_at + limit_of(contact.channel)
