"""A quarter of the invented city's hotline, part by part, so that its size does not matter to the memory."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Literal

import numpy as np

from hengxian.cli.city.assignments import assignment_rows
from hengxian.cli.city.calls import Calls, call_rows, take_calls
from hengxian.cli.city.chance import Chance
from hengxian.cli.city.contacts import Pseudonyms
from hengxian.cli.city.course import redo, run_course
from hengxian.cli.city.description import described
from hengxian.cli.city.dirt import Flaw, call_flaws, followup_flaws, order_flaws, write_supplement
from hengxian.cli.city.folder import Folder, Rows
from hengxian.cli.city.followups import attempt, followup_rows, plan_followups, reopen
from hengxian.cli.city.messages import Messages, message_rows, take_messages
from hengxian.cli.city.order_rows import extension_rows, order_rows
from hengxian.cli.city.orders import Orders, take_orders
from hengxian.cli.city.oversight import review_rows, supervision_rows
from hengxian.cli.city.rhythm import Rhythm
from hengxian.cli.city.season import Season

CITY = "云泽市12345政务服务便民热线（虚构）"
_CALLS_A_PART = 400_000
_PEOPLE_A_CALL = 0.7
_CALLS_A_SEAT = 55  # a day, for each seat of a shift
_FIRST_DAY = date(2025, 1, 1)

Form = Literal["csv", "parquet"]
Progress = Callable[[int, int], None]


def write_city(
    out: Path,
    *,
    calls: int,
    seed: int,
    start: date = _FIRST_DAY,
    form: Form = "csv",
    on_progress: Progress | None = None,
) -> None:
    """Write three months of an invented hotline from `start` as a dataset folder (dataset.md).

    `calls` counts calls, not rows: legs and the supplement come on top. Equal arguments give equal bytes, and
    `out` appears only when it is complete. `on_progress` is told the calls written so far and in all.
    ValueError (a Chinese sentence) for numbers that make no city, NotAnnounced for a year whose working days
    are not known, FileExistsError when `out` already holds something.
    """
    if calls < 1 or seed < 0:
        raise ValueError(f"来电数应不少于 1、种子应不小于 0，给出的是 {calls} 和 {seed}")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise FileExistsError(f"{out} 已存在且不是空文件夹，请换一个位置存放演示数据")
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        Quarter(Rhythm(Season(start), calls, seed), draft, form).write(on_progress)
        draft.chmod(0o755)
        os.replace(draft, out)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


class Quarter:
    """One run: the rhythm all parts share, and the folder they go to."""

    def __init__(self, rhythm: Rhythm, path: Path, form: Form) -> None:
        self.rhythm, self.season, self.path, self.form = rhythm, rhythm.season, path, form
        self._folder = Folder(path, form)
        self._names = Pseudonyms(rhythm.seed)
        self._ordered = 0

    def write(self, on_progress: Progress | None) -> None:
        """All parts, the outage, and the description last."""
        written = 0
        for label, days in self._parts():
            self._write_part(label, days)
            written += int(self.rhythm.volume[days.start : days.stop].sum())
            if on_progress:
                on_progress(written, self.rhythm.calls)
        self._folder.close()
        self._write_gaps()
        text = described(self.season, CITY, self.form, self._ordered, self.rhythm.seed)
        (self.path / "dataset.toml").write_text(text, encoding="utf-8")

    def _parts(self) -> Iterator[tuple[str, range]]:
        """Calendar months, each cut into pieces small enough to be held in memory."""
        for month, days in groupby(range(self.season.days), self.season.month):
            span = list(days)
            volume = int(self.rhythm.volume[span].sum())
            pieces = min(len(span), -(-volume // _CALLS_A_PART) or 1)
            for place, piece in enumerate(np.array_split(np.array(span), pieces), start=1):
                label = month if pieces == 1 else f"{month}-{place:02d}"
                yield label, range(int(piece[0]), int(piece[-1]) + 1)

    def _write_part(self, label: str, days: range) -> None:
        people = max(50, int(self.rhythm.calls * _PEOPLE_A_CALL))
        calls = take_calls(self.rhythm, days, people, self._chance(days, 1))
        messages = take_messages(self.rhythm, days, people, self._chance(days, 2))
        self._write_contacts(label, days, calls, messages)
        orders = take_orders(calls, messages, self.season, self._chance(days, 3))
        self._ordered += len(orders)
        self._write_orders(label, days, orders)

    def _write_contacts(self, label: str, days: range, calls: Calls, messages: Messages) -> None:
        seats = max(4, self.rhythm.calls // self.season.days // _CALLS_A_SEAT)
        rows = call_rows(calls, seats, self._names, self._chance(days, 4))
        self._folder.write("calls", label, rows)
        self._supplement("calls", days, rows, call_flaws(self.season))
        foreign = message_rows(messages, self.season.as_of, self._chance(days, 5))
        self._folder.write("messages", label, foreign, encoding="gb18030")

    def _write_orders(self, label: str, days: range, orders: Orders) -> None:
        season, chance = self.season, self._chance(days, 6)
        plan = plan_followups(orders, chance)
        planned = np.flatnonzero(plan.is_planned)
        course = run_course(orders, season, chance)
        attempts = attempt(planned, course, season, chance)
        again, reopened = reopen(attempts, season.as_of, chance)
        course = redo(course, again, reopened, season, chance)
        attempts = attempt(again, course, season, chance).after(attempts)
        rows = order_rows(orders, course, plan, season, self._names, chance)
        followups = followup_rows(attempts, orders, course, season, chance)
        self._folder.write("work_orders", label, rows)
        self._folder.write("assignments", label, assignment_rows(orders, course, season, chance))
        self._folder.write("extensions", label, extension_rows(orders, course, season))
        self._folder.write("supervisions", label, supervision_rows(orders, course, season, chance))
        self._folder.write("followups", label, followups)
        self._folder.write("reviews", label, review_rows(orders, season, label, chance))
        self._supplement("work_orders", days, rows, order_flaws())
        self._supplement("followups", days, followups, followup_flaws(season))

    def _supplement(self, table: str, days: range, rows: Rows, flaws: tuple[Flaw, ...]) -> None:
        """The flawed copies are made of the first part's rows, so that one part suffices to make them."""
        if days.start == 0:
            path = self.path / f"{table}-supplement.csv"
            write_supplement(path, rows, self.rhythm.calls, flaws, self._chance(days, 7))

    def _write_gaps(self) -> None:
        begins, ends = (np.datetime_as_string(np.datetime64(at, "s")) for at in self.season.outage)
        text = f"source,from_at,to_at\ncalls,{begins}+08:00,{ends}+08:00\n"
        (self.path / "gaps.csv").write_text(text, encoding="utf-8")

    def _chance(self, days: range, purpose: int) -> Chance:
        return Chance(self.rhythm.seed, 10 + days.start, purpose)
