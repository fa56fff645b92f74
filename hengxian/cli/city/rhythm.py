"""When people call: how many on each day, at which second, and how hard each hour presses on the seats."""

from functools import cached_property

import numpy as np

from hengxian.cli.city.chance import Chance, Numbers, Reals
from hengxian.cli.city.season import DAY, Season

# Calls an hour over a day, as weights: two office peaks when worked, a late, flat day when not.
_WORKED = (9, 6, 4, 3, 3, 5, 12, 34, 88, 118, 112, 84, 52, 66, 98, 104, 96, 76, 54, 46, 40, 32, 22, 14)
_RESTED = (12, 8, 5, 4, 4, 6, 12, 26, 52, 76, 80, 66, 50, 54, 64, 66, 62, 56, 52, 50, 44, 36, 26, 17)
_WEEKDAY = (1.16, 1.06, 1.02, 0.99, 0.97, 0.62, 0.55)
_FESTIVAL, _SPRING_FESTIVAL, _WORKED_WEEKEND = 0.50, 0.34, 0.88
_ROSTER_FOLLOWS = 0.82  # how closely the roster follows the curve: peaks stay a little short of seats
_REINFORCED = 0.58  # how much of a known surge extra seats take up


class Rhythm:
    """The arrivals of `calls` calls over a season."""

    def __init__(self, season: Season, calls: int, seed: int) -> None:
        self.season, self.calls, self.seed = season, calls, seed
        self._chance = Chance(seed, 1)

    @cached_property
    def volume(self) -> Numbers:
        """Calls on each day; together exactly `calls`."""
        weights = self._usual * self.season.cold * self._chance.skewed(self.season.days, 1.0, 0.035)
        exact = weights / weights.sum() * self.calls
        volume = np.floor(exact).astype(np.int64)
        short = np.argsort(volume - exact, kind="stable")[: self.calls - int(volume.sum())]
        volume[short] += 1
        return np.asarray(volume)

    @cached_property
    def _usual(self) -> Reals:
        season = self.season
        weekday = np.array([_WEEKDAY[season.day(n).weekday()] for n in range(season.days)])
        usual = np.where(season.is_worked & (weekday < 0.9), _WORKED_WEEKEND, weekday)
        for n, name in enumerate(season.festival):
            if name:
                usual[n] = _SPRING_FESTIVAL if "春节" in name else _FESTIVAL
            usual[n] *= self._heard(n).sum() / self._wanted(n).sum()
        return np.asarray(usual)

    def minutes(self, day: int) -> Reals:
        """The share of a day's calls in each of its 1,440 minutes; nothing while the line is down."""
        weights = self._heard(day)
        return np.asarray(weights / weights.sum())

    def _wanted(self, day: int) -> Reals:
        return _curve(_WORKED if self.season.is_worked[day] else _RESTED)

    def _heard(self, day: int) -> Reals:
        weights = self._wanted(day)
        down_from, down_to = (second - self.season.opens_at - day * DAY for second in self.season.outage)
        if 0 <= down_from < DAY:
            weights[down_from // 60 : -(-down_to // 60)] = 0
        return weights

    def arrivals(self, day: int, chance: Chance) -> Numbers:
        """The day's calls, as instants in order."""
        n = int(self.volume[day])
        seconds = chance.pick(n, self.minutes(day)) * 60 + chance.whole(n, 0, 60)
        return np.sort(seconds) + self.season.opens_at + day * DAY

    def load(self, arrived: Numbers) -> Reals:
        """How busy the seats are at each instant: 1 when the roster just fits, 2 with twice its calls."""
        day = self.season.day_of(arrived)
        minute = (arrived - self.season.midnight(day)) // 60
        return np.asarray(self._pressure[day, minute // 15] * self._moods[day, minute // 60])

    @cached_property
    def _pressure(self) -> Reals:
        """By day and quarter of an hour."""
        rows = np.empty((self.season.days, 96))
        for day in range(self.season.days):
            curve = self._wanted(day).reshape(96, 15).sum(axis=1)
            roster = _ROSTER_FOLLOWS * curve + (1 - _ROSTER_FOLLOWS) * curve.mean()
            surge = 1 + (self.season.cold[day] - 1) * (1 - _REINFORCED)
            rows[day] = curve / roster * surge
        return rows

    @cached_property
    def _moods(self) -> Reals:
        """Sickness, meetings, luck: some hours press harder than the curve says."""
        return Chance(self.seed, 2).skewed(self.season.days * 24, 1.0, 0.09).reshape(-1, 24)


def _curve(hours: tuple[int, ...]) -> Reals:
    """Weights by the hour as a smooth curve by the minute."""
    centres = np.arange(-1, 25) * 60 + 30
    return np.interp(np.arange(1440), centres, (hours[-1], *hours, hours[0]))
