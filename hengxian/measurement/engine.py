"""Ask a dataset: lay out the facts as of a moment, count every figure, sweep the 24 hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction

import duckdb
import numpy as np

from hengxian.kernel.clock import NotAnnounced
from hengxian.measurement.counting import Tally
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.definitions.catalogue import AVERAGE_HANDLING_TIME, BY_ID, CONNECTION_24H, SHARES
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.durations import handling_time
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.calls import lay_out_calls, lay_out_messages
from hengxian.measurement.facts.days import lay_out_days
from hengxian.measurement.facts.orders import lay_out_orders
from hengxian.measurement.facts.reviews import lay_out_reviews
from hengxian.measurement.faults import Unmeasured
from hengxian.measurement.needs import require
from hengxian.measurement.sweep import Instants, Swept, sweep
from hengxian.measurement.values import Absent, Measured, MeasuredDuration
from hengxian.measurement.zones import DAY, HOUR, instant, micros

FIRST_MISSES = 10
_BYTES_A_CALL = 150  # what the sweep holds for one call of a stretch
_CURVE_POINTS = 600


@dataclass(frozen=True)
class Findings:
    """Everything measured: figures by id (a share, a duration, or why there is none), and the sweep."""

    figures: Mapping[str, Measured | MeasuredDuration | Absent]
    swept: Swept | None
    delays: Mapping[str, int] = field(default_factory=dict)
    basis: str = ""


def measure(dataset: Dataset, ask: Ask) -> Findings:
    """Measure every definition of the catalogue."""
    lay_out(dataset, ask)
    figures: dict[str, Measured | MeasuredDuration | Absent] = {}
    able = []
    for definition in BY_ID.values():
        try:
            require(definition.needs, dataset.columns, declared(ask))
            able.append(definition.id)
        except Unmeasured as reason:
            figures[definition.id] = Absent(definition.id, str(reason))
    tally = Tally(ask.numbers())
    shares = [share for share in SHARES if share.id in able]
    for share in shares:
        tally.want(share)
        if share.unknown:
            tally.want_part(share.unknown)
            tally.want_part(share.unknown.with_excluded())
    tally.count(dataset.db)
    for share in shares:
        figures[share.id] = _share(dataset.db, share, tally, ask)
    if AVERAGE_HANDLING_TIME.id in able:
        figures[AVERAGE_HANDLING_TIME.id] = handling_time(dataset.db, ask)
    swept = _swept(dataset, ask) if CONNECTION_24H.id in able else None
    return Findings(figures, swept, _delays(dataset.db, ask) if "emergency_escalated" in able else {}, _basis(dataset))


def declared(ask: Ask) -> frozenset[str]:
    """What the dataset or the profile states beside the data."""
    stated = {"plan": ask.plan, "followup_days": ask.followup_days}
    return frozenset(name for name, value in stated.items() if value is not None)


def lay_out(dataset: Dataset, ask: Ask) -> None:
    """Make the fact tables the definitions speak of, from what was read."""
    there = dataset.columns
    if "calls" in there:
        lay_out_calls(dataset.db, there["calls"], ask)
    if "messages" in there:
        lay_out_messages(dataset.db, there["messages"], ask)
    if "work_orders" in there:
        lay_out_days(dataset.db, ask)
        lay_out_orders(dataset.db, there, ask)
    if "reviews" in there:
        lay_out_reviews(dataset.db, there["reviews"], there.get("work_orders"), ask)


def _basis(dataset: Dataset) -> str:
    there = dataset.columns.get("work_orders", frozenset())
    return "closed_in_first_contact" if "closed_in_first_contact" in there else "handling"


def _share(db: duckdb.DuckDBPyConnection, share: Share, tally: Tally, ask: Ask) -> Measured | Absent:
    if share.unknown and tally.of((share.unknown,)).denominator:
        return Absent(share.id, str(_year_missing(db, share.unknown, share, tally, ask)))
    count = tally.of(share.parts)
    if not count.denominator:
        return Absent(share.id, "没有可计的对象：分母为 0")
    variants = {name: tally.of(parts) for name, parts in share.all_variants().items()}
    if share.unknown and tally.of((share.unknown.with_excluded(),)).denominator:
        variants.pop("with_excluded", None)
    left_out = {"tests": tally.tests(share.parts)}
    if "with_excluded" in variants and share.is_of_orders:
        left_out["excluded"] = variants["with_excluded"].denominator - count.denominator
    return Measured(
        id=share.id,
        count=count,
        variants={name: one for name, one in variants.items() if one.denominator},
        apart={name: tally.of(parts).denominator for name, parts in share.apart.items()},
        left_out=left_out,
        misses=tuple(misses(db, share, tally, FIRST_MISSES)) if count.numerator < count.denominator else (),
    )


def misses(db: duckdb.DuckDBPyConnection, share: Share, tally: Tally, most: int) -> list[str]:
    """Ids of those counted that are no hit, in file order, at most so many."""
    found: list[str] = []
    for part in share.parts:
        if len(found) < most:
            found += [
                name
                for (name,) in db.execute(
                    f"SELECT id FROM {part.table} WHERE {tally.miss_sql(part)} ORDER BY ord LIMIT {most - len(found)}"
                ).fetchall()
            ]
    return found


def _year_missing(db: duckdb.DuckDBPyConnection, unknown: Part, share: Share, tally: Tally, ask: Ask) -> NotAnnounced:
    """The refusal of the working clock itself, for the earliest date that waits for a year not announced."""
    row = db.execute(f"SELECT min({unknown.hit}) FROM {unknown.table} WHERE {tally.counted_sql(unknown)}").fetchone()
    assert row is not None
    day = instant(int(row[0]), ask.zone).date()
    days = ask.followup_days if share.id == "followup_timeliness_rate" else ask.limits.transfer_working_days
    try:
        ask.calendar.nth_working_day_after(day, days or 0)
    except NotAnnounced as refusal:
        return refusal
    return NotAnnounced(day.year)


def _delays(db: duckdb.DuckDBPyConnection, ask: Ask) -> dict[str, int]:
    n = ask.numbers()
    row = db.execute(
        f"SELECT max(manager_told_at - accepted_at), max(department_told_at - accepted_at) FROM orders "
        f"WHERE NOT is_test AND is_emergency AND accepted_at >= {n['start']} AND accepted_at < {n['end']}"
    ).fetchone()
    assert row is not None
    names = ("longest_manager_delay_s", "longest_department_delay_s")
    return {name: int(value) for name, value in zip(names, row, strict=True) if value is not None}


def _swept(dataset: Dataset, ask: Ask) -> Swept:
    n = ask.numbers()
    stop = min(n["end"], n["as_of"])
    db = dataset.db

    def arrivals(low: int, high: int) -> tuple[Instants, Instants]:
        found = db.execute(
            f"SELECT arrived_at, answered_at IS NOT NULL AS is_answered FROM calls "
            f"WHERE NOT is_test AND arrived_at >= {low} AND arrived_at < {min(high, n['end'])}"
        ).fetchnumpy()
        at = np.asarray(found["arrived_at"], dtype=np.int64)
        answered = at[np.asarray(found["is_answered"], dtype=bool)]
        at.sort()
        answered.sort()
        return at, answered

    bucket = max(HOUR, (n["end"] - n["start"]) // _CURVE_POINTS // HOUR * HOUR)
    row = db.execute(f"SELECT count(*) FROM calls WHERE arrived_at >= {n['start']} AND arrived_at < {n['end']}").fetchone()
    calls = int(row[0]) if row else 0
    fit = max(1, dataset.memory // 8 // _BYTES_A_CALL)
    days = max(1, (n["end"] - n["start"]) // DAY)
    stretch = DAY * max(1, min(days, days * fit // max(1, calls)))
    return sweep(arrivals, n["start"], stop, ask.limits.connection_percent, bucket, stretch)
