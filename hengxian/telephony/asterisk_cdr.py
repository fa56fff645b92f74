"""Asterisk's call detail records beside its queue_log: who came in before the queue, and when. From documentation only.

One call leaves many rows (three for three parties, six for four), and `answer` may be a menu or the queue. Read are
only the rows of the caller's own channel, which comes in by a trunk; their `uniqueid` is the call's identity in the
queue_log, so that both logs, converted under one name, tell of one call: the earliest arrival and the latest end hold.
"""

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.contract import Event, caller_number, event

NEEDED = ("channel", "src", "start", "answer", "end", "uniqueid")


@dataclass
class CallRows:
    """A reader of rows under a heading, as a database exports them. `trunks` are beginnings of channels' names."""

    name: str
    zone: tzinfo
    trunks: tuple[str, ...]
    _columns: Sequence[str] = field(default_factory=list)

    def read(self, text: str) -> list[Event]:
        """What one row tells; the first line is the heading. Incomplete for a heading or a row that cannot be used."""
        cells = next(csv.reader([text.strip("\r\n\ufeff")]), [])
        if not self._columns:
            self._columns = _columns(cells)
            return []
        if len(cells) != len(self._columns):
            raise Incomplete(f"应有 {len(self._columns)} 列，现有 {len(cells)} 列")
        row = dict(zip(self._columns, cells, strict=True))
        return self._tell(row, text) if row["channel"].startswith(self.trunks) else []

    def _tell(self, row: dict[str, str], text: str) -> list[Event]:
        call, digest = (
            f"{self.name}-{row['uniqueid']}"[:120],
            hashlib.sha256(text.strip().encode()).hexdigest(),
        )
        own = f"{self.name}-{digest[:24]}"
        start, answer, end = (self._instant(row, name) for name in ("start", "answer", "end"))
        if start is None or end is None or not row["uniqueid"]:
            raise Incomplete("start、end、uniqueid 均应填写")
        told = [event(f"{own}-arrival", "arrival", call, start, caller=caller_number(row["src"]))]
        if answer:
            told.append(event(f"{own}-robot", "answered", call, answer, by="robot"))
        return [*told, event(f"{own}-ended", "ended", call, end)]

    def _instant(self, row: dict[str, str], name: str) -> datetime | None:
        """Local times without an offset; an empty one and MySQL's year 0 are none."""
        said = row[name].strip()
        if not said or said.startswith("0000"):
            return None
        try:
            at = datetime.fromisoformat(said)
        except ValueError:
            raise Incomplete(f"{name} 应如 2026-03-02 12:00:00，现为“{said[:40]}”") from None
        return (at if at.tzinfo else at.replace(tzinfo=self.zone)).astimezone(self.zone)


def _columns(cells: Sequence[str]) -> list[str]:
    named = [cell.strip().lower() for cell in cells]
    if lacking := [name for name in NEEDED if name not in named]:
        raise Incomplete(f"首行应为列名，缺少 {'、'.join(lacking)}")
    return named
