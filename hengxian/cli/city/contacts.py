"""Who contacts the hotline and about what: the hidden facts that calls, messages and orders share."""

import hashlib
import hmac
from dataclasses import dataclass

import numpy as np

from hengxian.cli.city.catalogue import TOPICS
from hengxian.cli.city.chance import Chance, Flags, Numbers, Words
from hengxian.cli.city.season import Season

_CALL_BACKS = 0.11  # share of contacts by somebody who has been in touch before, on the same matter
_PLACES = 900


@dataclass(frozen=True)
class Matters:
    """Caller, topic and place of each contact, as numbers."""

    caller: Numbers
    topic: Numbers
    place: Numbers

    def at(self, places: Numbers) -> "Matters":
        """Those of some contacts."""
        return Matters(self.caller[places], self.topic[places], self.place[places])

    def and_then(self, others: "Matters") -> "Matters":
        """These, then the others."""
        pairs = ((self.caller, others.caller), (self.topic, others.topic), (self.place, others.place))
        return Matters(*(np.concatenate(pair) for pair in pairs))


def raise_matters(days: Numbers, season: Season, people: int, chance: Chance) -> Matters:
    """What each contact is about, in order of time; some are an earlier one's caller and matter again."""
    n = len(days)
    topic = _topics(days, season, chance)
    caller = np.floor(chance.fractions(n) ** 1.5 * people).astype(np.int64)
    place = chance.whole(n, 0, _PLACES)
    back = chance.seconds(n, median=max(2.0, n / 60), spread=1.2) + 1
    earlier = np.arange(n) - back
    again = chance.happens(n, _CALL_BACKS) & (earlier >= 0)
    source = np.where(again, earlier, np.arange(n))
    return Matters(caller[source], topic[source], place[source])


def _topics(days: Numbers, season: Season, chance: Chance) -> Numbers:
    drawn = chance.fractions(len(days))
    topic = np.zeros(len(days), dtype=np.int64)
    for day in np.unique(days):
        shown = min(int(day), season.days - 1)
        here = days == day
        edges = np.cumsum(_weights(bool(season.is_worked[shown]), float(season.cold[shown])))
        topic[here] = np.searchsorted(edges / edges[-1], drawn[here], side="right").clip(0, len(TOPICS) - 1)
    return topic


def _weights(is_worked: bool, cold: float) -> list[float]:
    """The topics' weights on a day; the cold wave's own matters grow with it."""
    share = cold - 1
    return [
        topic.weight * (1 if is_worked else topic.at_rest) * (1 + (topic.in_cold - 1) * share)
        for topic in TOPICS
    ]


class Pseudonyms:
    """Keyed hashes: equal people and matters stay equal, nobody can be found from them."""

    def __init__(self, seed: int) -> None:
        self._key = hashlib.sha256(f"invented city {seed}".encode()).digest()

    def callers(self, matters: Matters) -> Words:
        """One word a contact."""
        return self._hashed("u", matters.caller)

    def matters(self, matters: Matters) -> Words:
        """One word a contact; the same topic at the same place is the same matter."""
        return self._hashed("m", matters.topic * _PLACES + matters.place)

    def _hashed(self, prefix: str, numbers: Numbers) -> Words:
        distinct, places = np.unique(numbers, return_inverse=True)
        named = [prefix + self._digest(f"{prefix}{number}") for number in distinct.tolist()]
        return np.array(named, dtype=object)[places]

    def _digest(self, text: str) -> str:
        # ten hexadecimal digits: too short to contain a telephone number by accident
        return hmac.digest(self._key, text.encode(), "sha256").hex()[:10]


def numbered(prefix: str, instants: Numbers, season: Season) -> Words:
    """Identifiers such as YZ250103-00042: the day, then the place within it; instants grouped by day."""
    days = season.day_of(instants)
    starts = np.searchsorted(days, days, side="left")
    written = {day: season.day(day).strftime("%y%m%d") for day in np.unique(days).tolist()}
    places = np.arange(len(days)) - starts + 1
    pairs = zip(days.tolist(), places.tolist(), strict=True)
    return np.array([f"{prefix}{written[day]}-{place:05d}" for day, place in pairs], dtype=object)


def is_at_night(instants: Numbers) -> Flags:
    """Between 22:00 and 7:00."""
    hour = instants % 86_400 // 3600
    return np.asarray((hour >= 22) | (hour < 7))
