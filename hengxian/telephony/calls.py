"""A call at the switch, its legs, and an agent's seat: what the switch remembers while they last."""

from dataclasses import dataclass, field
from datetime import datetime

from hengxian.telephony.plan import Phone


@dataclass
class Leg:
    """A phone that the switch dialled for a call."""

    identity: str
    phone: Phone
    began_at: datetime
    answered_at: datetime | None = None
    keys: str = ""

    @property
    def is_ringing(self) -> bool:
        """Not yet picked up."""
        return self.answered_at is None


@dataclass
class Call:
    """One caller. He waits for an agent when he is queued and nobody is on the line with him nor being rung."""

    identity: str
    caller: str
    arrived_at: datetime
    is_open: bool = False
    queued_at: datetime | None = None
    is_held: bool = False
    dialled: int = 0
    legs: dict[str, Leg] = field(default_factory=dict)

    @property
    def is_waiting(self) -> bool:
        """Whether an agent is to be found for him."""
        return self.queued_at is not None and not self.legs

    @property
    def talking(self) -> tuple[str, ...]:
        """The legs that have picked up, the first first."""
        picked = [(leg.answered_at, name) for name, leg in self.legs.items() if leg.answered_at]
        return tuple(name for _, name in sorted(picked))


@dataclass
class Seat:
    """An agent's phone: the leg it is busy with, and since (or from) when it is free to be rung."""

    phone: Phone
    free_at: datetime
    leg: str = ""

    def is_free(self, at: datetime) -> bool:
        """Whether it may be rung."""
        return not self.leg and self.free_at <= at
