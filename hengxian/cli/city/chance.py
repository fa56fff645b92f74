"""Seeded draws: the few kinds of chance that an invented day is made of."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]
Flags = NDArray[np.bool_]
Words = NDArray[np.object_]


class Chance:
    """One stream of draws; equal keys give equal draws, so every table and part has a key of its own."""

    def __init__(self, *key: int) -> None:
        self._rng = np.random.default_rng(key)

    def fractions(self, n: int) -> Reals:
        """n even draws in [0, 1)."""
        return self._rng.random(n)

    def happens(self, n: int, share: float | Reals) -> Flags:
        """Whether each of n things happens, with that share (one for all, or one each)."""
        return np.asarray(self._rng.random(n) < share)

    def whole(self, n: int, low: int, high: int) -> Numbers:
        """n even whole numbers in [low, high)."""
        return self._rng.integers(low, high, n, dtype=np.int64)

    def skewed(self, n: int, median: float | Reals, spread: float) -> Reals:
        """n log-normal draws with that median; spread is the standard deviation of the logarithm."""
        return np.asarray(np.exp(self._rng.standard_normal(n) * spread) * median)

    def seconds(self, n: int, median: float | Reals, spread: float) -> Numbers:
        """n log-normal durations, in whole seconds."""
        return np.rint(self.skewed(n, median, spread)).astype(np.int64)

    def pick(self, n: int, weights: Sequence[float] | Reals) -> Numbers:
        """n places in the list of weights, each as likely as its weight says."""
        edges = np.cumsum(np.asarray(weights, dtype=np.float64))
        return np.searchsorted(edges[:-1] / edges[-1], self._rng.random(n), side="right").astype(np.int64)

    def some(self, n: int, count: int) -> Numbers:
        """`count` of the places 0 … n−1, none twice, in order."""
        return np.sort(self._rng.choice(n, size=min(n, count), replace=False)).astype(np.int64)
