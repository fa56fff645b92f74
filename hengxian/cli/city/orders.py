"""Which contacts become work orders, and how each is to be handled."""

from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.calls import Calls
from hengxian.cli.city.catalogue import (
    APPEAL,
    BY_CONFERENCE,
    ON_THE_SPOT,
    ORDERED,
    TOPIC_HAZARD,
    TOPIC_KIND,
    per_topic,
    words,
)
from hengxian.cli.city.chance import Chance, Flags, Numbers, Words
from hengxian.cli.city.contacts import Matters, numbered
from hengxian.cli.city.messages import CHANNELS, Messages
from hengxian.cli.city.season import NEVER, Season

HANDLING = words(["direct", "conference", "transferred"])
DIRECT, CONFERENCE, TRANSFERRED = range(3)
_FROM_MESSAGE = 1.35  # a written contact is more often an order than a call


@dataclass(frozen=True)
class Orders:
    """One entry an order, in order of its contact; `finished` is when the first contact was over."""

    id: Words
    channel: Words
    accepted: Numbers
    finished: Numbers
    matters: Matters
    handling: Numbers
    is_emergency: Flags
    is_test: Flags

    def __len__(self) -> int:
        return len(self.id)

    @property
    def is_transferred(self) -> Flags:
        return np.asarray(self.handling == TRANSFERRED)

    @property
    def kind(self) -> Words:
        return TOPIC_KIND[self.matters.topic]

    @property
    def is_appeal(self) -> Flags:
        return np.asarray(self.kind == APPEAL)


def take_orders(calls: Calls, messages: Messages, season: Season, chance: Chance) -> Orders:
    """The orders that come of a part's answered calls and messages."""
    called = np.flatnonzero(calls.is_answered & _is_ordered(calls.matters, 1.0, chance))
    was_read = messages.responded != NEVER
    wrote = np.flatnonzero(was_read & _is_ordered(messages.matters, _FROM_MESSAGE, chance))
    came = np.concatenate([calls.arrived[called], messages.received[wrote]])
    order = np.argsort(came, kind="stable")
    talk = calls.ended[called] - calls.answered[called]
    accepted = np.concatenate([calls.ended[called] - talk // 3, messages.responded[wrote] + 45])[order]
    finished = np.concatenate([calls.ended[called], messages.responded[wrote] + 240])[order]
    written = words(CHANNELS)[messages.channel[wrote]]
    channel = np.concatenate([np.full(len(called), "phone", dtype=object), written])
    matters = calls.matters.at(called).and_then(messages.matters.at(wrote)).at(order)
    is_test = np.concatenate([calls.is_test[called], np.zeros(len(wrote), dtype=bool)])[order]
    is_emergency = chance.happens(len(order), TOPIC_HAZARD[matters.topic])
    handling = _handling(matters, chance)
    handling[is_emergency] = TRANSFERRED
    return Orders(
        numbered("YZ", came[order], season),
        channel[order],
        accepted,
        finished,
        matters,
        handling,
        is_emergency,
        is_test,
    )


def _is_ordered(matters: Matters, factor: float, chance: Chance) -> Flags:
    return chance.happens(len(matters.topic), per_topic(ORDERED)[matters.topic] * factor)


def _handling(matters: Matters, chance: Chance) -> Numbers:
    drawn = chance.fractions(len(matters.topic))
    direct = per_topic(ON_THE_SPOT)[matters.topic]
    conference = direct + per_topic(BY_CONFERENCE)[matters.topic]
    return np.where(drawn < direct, DIRECT, np.where(drawn < conference, CONFERENCE, TRANSFERRED))
