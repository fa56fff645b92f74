"""Whatever telephones do, and in whatever order: no phone is rung twice at once, no call is lost, every call ends once."""

from collections import Counter
from random import Random

import pytest

from hengxian.hotline.intake import calls
from hengxian.telephony.news import Announced, Arrived, Bid, Close, Gone, HangUp, Keyed, News, PickedUp, Ring
from tests.telephony.scene import Scene

KEYS = ("*1#", "*0#", "*32001#", "*31002#", "*31001#", "#")


class World:
    """Telephones that obey what they are bidden, and remember what is open."""

    def __init__(self, seed: int) -> None:
        self.drawn, self.scene, self.clock = Random(seed), Scene(), 0.0
        self.legs: dict[str, str] = {}  # leg → phone ("" for a caller's)
        self.arrived, self.closed = 0, Counter[str]()

    def tell(self, *heard: News) -> None:
        """News, and what is bidden then."""
        self.obey(self.scene.hears(self.clock, *heard))

    def obey(self, bids: list[Bid]) -> None:
        """Carry out; a phone that is in use must not be rung."""
        for bid in bids:
            match bid:
                case Ring(leg, phone):
                    assert phone not in self.legs.values()
                    self.legs[leg] = phone
                case HangUp(leg):
                    self.legs.pop(leg, None)
                case Close(call):
                    self.closed[call] += 1

    def step(self) -> None:
        """Something happens."""
        self.clock += self.drawn.choice((0, 0.1, 3, 25))
        self.obey(self.scene.wakes(self.clock))
        if self.drawn.random() < 0.25 or not self.legs:
            self.arrived += 1
            self.legs[f"c{self.arrived}"] = ""
            self.tell(Arrived(f"c{self.arrived}", ""))
            return
        leg = self.drawn.choice(sorted(self.legs))
        what = self.drawn.choice(("up", "up", "over", "keys", "gone"))
        if what == "gone":
            del self.legs[leg]
            self.tell(Gone(leg, self.drawn.choice(("", "占线"))))
        elif what == "keys":
            self.tell(*(Keyed(leg, key) for key in self.drawn.choice(KEYS)))
        else:
            self.tell(PickedUp(leg) if what == "up" else Announced(leg))


@pytest.mark.parametrize("seed", range(60))
def test_no_call_is_lost_whatever_happens(seed: int) -> None:
    world = World(seed)
    for _ in range(200):
        world.step()

    world.obey(world.scene.stops(world.clock + 1))

    told = [calls.read(event) for event in world.scene.told]
    ends = Counter(event.call for event in told if event.type == "ended")
    everybody = Counter({f"c{number}": 1 for number in range(1, world.arrived + 1)})
    assert (world.closed, ends, world.legs) == (everybody, everybody, {})
    assert len({event.id for event in told}) == len(told)
    assert all(
        leg.ended_at for call in everybody for leg in calls.fold(e for e in told if e.call == call).legs
    )
    assert all(seat.leg == "" for seat in world.scene.switch.seats)
