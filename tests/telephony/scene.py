"""A switch with two agents and a unit, and a clock that the test moves."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hengxian.telephony import news
from hengxian.telephony.plan import Phone, Plan
from hengxian.telephony.switch import Switch

BEGAN = datetime.fromisoformat("2026-03-02T12:00:00+08:00")
JIA = Phone("1001", "sip:1001@127.0.0.1:5071", "agent", is_agent=True)
YI = Phone("1002", "sip:1002@127.0.0.1:5072", "agent_two", is_agent=True)
UNIT = Phone("2001", "sip:2001@127.0.0.1:5081", "城管局", is_agent=False)
PLAN = Plan(
    name="city", number="12345", listen="127.0.0.1:5060", ring_seconds=20, unit_ring_seconds=40, rest_seconds=15,
    wrap_up_seconds=10, test_callers=("0599-00000009",), phones=(JIA, YI, UNIT),
)  # fmt: skip


@dataclass
class Scene:
    """Tells the switch news so many seconds after the beginning; keeps what it told, gives what it bade."""

    plan: Plan = PLAN
    told: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.switch = Switch(self.plan, at=BEGAN)

    def hears(self, after: float, *heard: news.News) -> list[news.Bid]:
        """What the switch bids, its lines apart."""
        bids = [bid for each in heard for bid in self.switch.hear(each, at=at(after))]
        return self._sorted(bids)

    def wakes(self, after: float) -> list[news.Bid]:
        """What time brings."""
        return self._sorted(self.switch.wake(at=at(after)))

    def stops(self, after: float) -> list[news.Bid]:
        """The end of the switch."""
        return self._sorted(self.switch.stop(at=at(after)))

    def queue(self, after: float, call: str) -> list[news.Bid]:
        """A caller who has heard the announcement."""
        return self.hears(
            after, news.Arrived(call, "0599-00000001"), news.PickedUp(call), news.Announced(call)
        )

    def _sorted(self, bids: list[news.Bid]) -> list[news.Bid]:
        self.told += [bid.event for bid in bids if isinstance(bid, news.Tell)]
        return [bid for bid in bids if not isinstance(bid, news.Tell)]


def at(after: float) -> datetime:
    """So many seconds after the beginning."""
    return BEGAN + timedelta(seconds=after)
