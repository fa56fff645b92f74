"""Ask a dataset: lay out the facts as of a moment, count every figure, sweep the 24 hours."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import duckdb

from hengxian.measurement.asking import one_row
from hengxian.measurement.chapters import CHAPTERS, MATTERS, Chapter
from hengxian.measurement.counting import Tally
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.definitions.catalogue import AVERAGE_HANDLING_TIME, BY_ID, CONNECTION_24H, SHARES
from hengxian.measurement.durations import handling_time
from hengxian.measurement.facts.arrivals import Arrivals
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.faults import Unmeasured
from hengxian.measurement.needs import require
from hengxian.measurement.observations import abandoned, of_orders, year_on_year
from hengxian.measurement.quality import doubts
from hengxian.measurement.series import add_daily, by_day, by_hour, funnels
from hengxian.measurement.shares import measured_share
from hengxian.measurement.sweep import Swept, sweep
from hengxian.measurement.values import Absent, Measured, MeasuredDuration
from hengxian.measurement.zones import HOUR

FIRST_MISSES = 10
_CURVE_POINTS = 600


@dataclass(frozen=True)
class Rows:
    """One table's rows beside those read and kept: `later` than as_of, about no known order, first and last event."""

    later: int
    orphans: int
    span: tuple[int, int] | None


@dataclass
class Findings:
    """Everything measured: figures by id (or why there is none), the sweep, and what stands beside.

    `delays` are in microseconds; `sweeping` is the sweep under way or done.
    """

    figures: dict[str, Measured | MeasuredDuration | Absent] = field(default_factory=dict)
    sweeping: Future[Swept] | None = None
    delays: dict[str, int] = field(default_factory=dict)
    basis: str = ""
    tables: dict[str, Rows] = field(default_factory=dict)
    gaps: list[tuple[str, int, int]] = field(default_factory=list)
    doubts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    series: dict[str, Any] = field(default_factory=dict)
    funnels: dict[str, dict[str, int]] = field(default_factory=dict)
    observations: dict[str, Any] = field(default_factory=dict)

    @property
    def swept(self) -> Swept | None:
        """The judgement of every 24 hours; waits for it."""
        return self.sweeping.result() if self.sweeping else None


def measure(dataset: Dataset, ask: Ask, *, most_misses: int = FIRST_MISSES) -> Findings:
    """Measure every definition of the catalogue, listing at most so many misses of each.

    A dataset that was only opened is read chapter by chapter, and each chapter let go once it is measured. The sweep
    keeps one core busy, so it runs beside what follows it.
    """
    with ThreadPoolExecutor(1) as aside:
        return _measured(dataset, ask, most_misses, aside)


def _measured(dataset: Dataset, ask: Ask, most_misses: int, aside: ThreadPoolExecutor) -> Findings:
    found = Findings()
    days: dict[int, dict[str, int]] = {}
    for chapter in CHAPTERS:
        is_passing = not dataset.tables.keys() & set(chapter.tables)
        chapter.read(dataset, ask)
        dataset.watch("正在计算指标与核查", 0)
        names = [name for name in chapter.tables if name in dataset.tables]
        spans = {name: dataset.span(name) for name in names}
        later = {name: dataset.later(name, ask.as_of) for name in names}
        found.doubts |= doubts(dataset, names)
        if "gaps" in names:
            found.gaps = dataset.db.execute(
                "SELECT CAST(source AS VARCHAR), from_at, to_at FROM read_gaps ORDER BY from_at, to_at, source"
            ).fetchall()
        chapter.lay_out(dataset, ask)
        found.tables |= {name: Rows(later[name], dataset.orphans(name), spans[name]) for name in names}
        _measure(dataset, chapter, ask, found, most_misses, aside)
        _tell(dataset, chapter, ask, found, days)
        if is_passing:
            dataset.let_go(names, "followed_again")
    found.series["by_day"] = by_day(days)
    found.observations |= year_on_year(ask)
    return found


def _tell(
    dataset: Dataset, chapter: Chapter, ask: Ask, found: Findings, days: dict[int, dict[str, int]]
) -> None:
    """What the report shows beside the figures."""
    db = dataset.db
    columns = {name: of for name, of in dataset.columns.items() if name in chapter.tables}
    if "calls" in columns:
        found.series |= by_hour(db, ask, days)
        found.observations |= abandoned(found.series["by_hour"])
    add_daily(db, columns, ask, days)
    if "work_orders" in columns:
        found.funnels |= funnels(db, columns, ask)
        found.observations |= of_orders(db, columns, ask)


def _measure(
    dataset: Dataset, chapter: Chapter, ask: Ask, found: Findings, most_misses: int, aside: ThreadPoolExecutor
) -> None:
    able = _able(dataset, chapter, ask, found)
    tally = Tally(ask.numbers())
    shares = [share for share in SHARES if share.id in able]
    for share in shares:
        tally.want(share)
        if share.unknown:
            tally.want_population(share.unknown)
            tally.want_population(share.unknown.with_excluded())
    tally.count(dataset.db)
    for share in shares:
        found.figures[share.id] = measured_share(dataset.db, share, tally, ask, most_misses)
    if AVERAGE_HANDLING_TIME.id in able:
        found.figures[AVERAGE_HANDLING_TIME.id] = handling_time(dataset.db, ask)
    if CONNECTION_24H.id in able:
        found.sweeping = _sweeping(dataset, ask, aside)
    if "emergency_escalated" in able:
        found.delays = _delays(dataset.db, ask)
    if chapter is MATTERS:
        found.basis = _basis(dataset)


def _able(dataset: Dataset, chapter: Chapter, ask: Ask, found: Findings) -> set[str]:
    """The chapter's definitions whose needs the data meet; for the others the reason is found."""
    able = set()
    for definition in BY_ID.values():
        if chapter_of(definition.needs) is chapter:
            try:
                require(definition.needs, dataset.columns, declared(ask))
                able.add(definition.id)
            except Unmeasured as reason:
                found.figures[definition.id] = Absent(definition.id, str(reason))
    return able


def chapter_of(needs: Sequence[str]) -> Chapter:
    """The chapter whose tables a definition speaks of."""
    table = needs[0].split(" ")[0].partition(".")[0]
    return next(chapter for chapter in CHAPTERS if table in chapter.tables)


def declared(ask: Ask) -> frozenset[str]:
    """What the dataset or the profile states beside the data."""
    stated = {"plan": ask.plan, "followup_days": ask.followup_days}
    return frozenset(name for name, value in stated.items() if value is not None)


def _basis(dataset: Dataset) -> str:
    there = dataset.columns.get("work_orders", frozenset())
    return "closed_in_first_contact" if "closed_in_first_contact" in there else "handling"


def _delays(db: duckdb.DuckDBPyConnection, ask: Ask) -> dict[str, int]:
    n = ask.numbers()
    row = one_row(
        db,
        f"SELECT max(manager_told_at - accepted_at), max(department_told_at - accepted_at) FROM orders "
        f"WHERE NOT is_test AND is_emergency AND accepted_at >= {n['start']} AND accepted_at < {n['end']}",
    )
    names = ("longest_manager_delay_s", "longest_department_delay_s")
    return {name: int(value) for name, value in zip(names, row, strict=True) if value is not None}


def _sweeping(dataset: Dataset, ask: Ask, aside: ThreadPoolExecutor) -> Future[Swept]:
    """The sweep: aside when all its calls are in hand; else they are asked for block by block, and it is waited for."""
    n = ask.numbers()
    stop = min(n["end"], n["as_of"])
    bucket = max(HOUR, (n["end"] - n["start"]) // _CURVE_POINTS // HOUR * HOUR)
    calls = Arrivals.of(dataset.db, ask, dataset.memory // 8)
    window = ask.limits.connection_window_hours * HOUR
    sweeping = aside.submit(
        sweep, calls.between, n["start"], stop, ask.limits.connection_percent, bucket, calls.stretch, window
    )
    if not calls.are_in_hand:
        sweeping.result()
    return sweeping
