"""Limits as a page shows them: what time brings is computed here and stored nowhere (G-2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SOON = timedelta(days=2)


@dataclass(frozen=True)
class Clock:
    """A limit at one instant of looking. All instants carry an offset; `note` says e.g. 暂停计时."""

    label: str
    due: datetime
    now: datetime
    ended: datetime | None = None
    clause: str = ""
    note: str = ""

    @property
    def tone(self) -> str:
        """late, soon, running, kept (in time) or missed (done, but late)."""
        if self.ended:
            return "kept" if self.ended <= self.due else "missed"
        if self.now > self.due:
            return "late"
        return "soon" if self.due - self.now <= SOON else "running"

    @property
    def words(self) -> str:
        """Where it stands, e.g. 超期 2 天."""
        span = (self.ended or self.now) - self.due
        said = {
            "late": f"超期 {_length(span)}",
            "soon": f"尚余 {_length(-span)}",
            "running": f"尚余 {_length(-span)}",
            "kept": "按期完成",
            "missed": f"超期 {_length(span)}后完成",
        }
        return said[self.tone]


def _length(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    if hours >= 24:
        return f"{hours // 24} 天"
    return f"{hours} 小时" if hours else "不足 1 小时"
