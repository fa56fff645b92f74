"""The folder that the switch writes to: one file a day, a line on the disk before the next is thought of."""

import json
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from hengxian.telephony.contract import Event, line

SENT = "sent.json"
BATCH = 1_000_000  # bytes of one parcel; the hotline takes four times as many


class Spool:
    """Files `2026-03-02.jsonl`, named after the day of each event, as `hengxian exchange` reads them.

    What cannot be written (a full disk) is kept, and written before the next event; `warn` takes one sentence then.
    """

    def __init__(self, folder: Path, warn: Callable[[str], None]) -> None:
        """OSError when the folder cannot be made."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._warn = folder, warn
        self._unwritten: list[Event] = []

    def write(self, event: Event) -> None:
        """Append one event; when this returns it is on the disk, or was warned of."""
        self._unwritten.append(event)
        try:
            while self._unwritten:
                self._append(self._unwritten[0])
                del self._unwritten[0]
        except OSError as wrong:
            self._warn(f"{len(self._unwritten)} 条事件未能写入，将再次写入：{wrong.strerror or wrong}")

    def _append(self, event: Event) -> None:
        file = self._folder / f"{date.fromisoformat(event['at'][:10])}.jsonl"
        with file.open("a", encoding="utf-8") as place:
            place.write(line(event) + "\n")
            place.flush()
            os.fsync(place.fileno())


def send_rest(folder: Path, send: Callable[[bytes], None]) -> int:
    """Send what was not yet sent, in parcels of whole lines, and note each that was taken; gives the bytes sent.

    Whatever `send` raises ends it, and the parcel is sent again the next time: taking a line twice changes nothing.
    """
    place = folder / SENT
    sent: dict[str, int] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    count = 0
    for name, parcel in _parcels(folder, sent):
        send(parcel)
        count += len(parcel)
        sent[name] = sent.get(name, 0) + len(parcel)
        part = place.with_suffix(".part")
        part.write_text(json.dumps(sent), encoding="utf-8")
        part.replace(place)
    return count


def _parcels(folder: Path, sent: dict[str, int]) -> Iterator[tuple[str, bytes]]:
    for file in sorted(folder.glob("*.jsonl")):
        if file.stat().st_size <= sent.get(file.name, 0):
            continue
        with file.open("rb") as lines:
            lines.seek(sent.get(file.name, 0))
            # A line without its end is still being written; it goes with the next parcel.
            while parcel := b"".join(each for each in lines.readlines(BATCH) if each.endswith(b"\n")):
                yield file.name, parcel
