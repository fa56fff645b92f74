"""The diary by which the invented hotline lives: what happens, in order of time; one happening may enter others."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

Happening = Callable[[datetime], None]


@dataclass
class Diary:
    """Happenings still to come; nothing later than `until` happens."""

    until: datetime
    _entries: list[tuple[datetime, int, Happening]] = field(default_factory=list)
    _number: "count[int]" = field(default_factory=count)

    def enter(self, at: datetime, happening: Happening) -> None:
        """Something will happen."""
        heapq.heappush(self._entries, (at, next(self._number), happening))

    def live(self) -> None:
        """Let everything happen, in order."""
        while self._entries:
            at, _, happening = heapq.heappop(self._entries)
            if at <= self.until:
                happening(at)
