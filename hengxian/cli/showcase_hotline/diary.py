"""The diary by which the invented hotline lives: what happens, in order of time; one happening may enter others."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from hengxian.kernel.refusals import Refused

Happening = Callable[[datetime], None]


@dataclass
class Diary:
    """Happenings still to come; nothing later than `until` happens.

    The story is told up to any day of any year: what a rule forbids on such a day, after a long holiday for
    instance, is left undone, as people leave it.
    """

    until: datetime
    left_undone: list[str] = field(default_factory=list)
    _entries: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)

    def enter(self, at: datetime, happening: Happening) -> None:
        """Something will happen."""
        heapq.heappush(self._entries, (at, next(self._number), happening))

    def live(self) -> None:
        """Let everything happen, in order."""
        while self._entries:
            at, _, happening = heapq.heappop(self._entries)
            if at > self.until:
                continue
            try:
                happening(at)
            except Refused as refusal:
                self.left_undone.append(str(refusal))
