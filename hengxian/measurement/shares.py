"""One share from the counts: the figure, its variants, what was left out, and the ids it did not hit."""

import duckdb

from hengxian.kernel.clock import NotAnnounced
from hengxian.measurement.asking import one_row
from hengxian.measurement.counting import Tally
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.values import Absent, Measured
from hengxian.measurement.zones import instant


def measured_share(
    db: duckdb.DuckDBPyConnection, share: Share, tally: Tally, ask: Ask, most_misses: int
) -> Measured | Absent:
    """The share, or why it is absent; at most so many misses are listed."""
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
        misses=tuple(misses(db, share, tally, most_misses)) if count.numerator < count.denominator else (),
    )


def misses(db: duckdb.DuckDBPyConnection, share: Share, tally: Tally, most: int) -> list[str]:
    """Ids of those counted that are no hit, in file order, at most so many."""
    found: list[str] = []
    for part in share.parts:
        if len(found) < most:
            found += _first_names(db, part.table, tally.miss_sql(part), most - len(found))
    return found


_NEAR = 64  # of so many rows one is looked for; where misses are rarer than that, all rows are looked at


def _first_names(db: duckdb.DuckDBPyConnection, table: str, wanted: str, most: int) -> list[str]:
    """The first so many in file order, which mostly stand near its head; names are fetched for those alone."""
    found: list[tuple[str]] = []
    for near in (f"ord < {_NEAR * most} AND ", ""):
        first = f"SELECT ord FROM {table} WHERE {near}{wanted} ORDER BY ord LIMIT {most}"
        found = db.execute(f"SELECT id FROM {table} JOIN ({first}) USING (ord) ORDER BY ord").fetchall()
        if len(found) == most:
            break
    return [name for (name,) in found]


def _year_missing(
    db: duckdb.DuckDBPyConnection, unknown: Part, share: Share, tally: Tally, ask: Ask
) -> NotAnnounced:
    """The refusal of the working clock itself, for the earliest date that waits for a year not announced."""
    (earliest,) = one_row(
        db, f"SELECT min({unknown.hit}) FROM {unknown.table} WHERE {tally.counted_sql(unknown)}"
    )
    day = instant(int(earliest), ask.zone).date()
    days = ask.followup_days if share.id == "followup_timeliness_rate" else ask.limits.transfer_working_days
    try:
        ask.calendar.nth_working_day_after(day, days or 0)
    except NotAnnounced as refusal:
        return refusal
    return NotAnnounced(day.year)
