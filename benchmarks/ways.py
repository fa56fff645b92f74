"""The other ways to the same figures, each run as a process of its own: python ways.py NAME FOLDER.

They are what somebody would write on a first day. They know no rejects, no merged legs, no as_of, no working days:
every shortcut they take is in their favour.
"""

import sys
from pathlib import Path

import duckdb

KEYS = {"calls": "call_id", "work_orders": "order_id", "followups": "order_id"}
SMALL_KEYS = {"messages": "message_id", "reviews": "review_id"}
WINDOW_ROWS = 1_000_000


def scan(folder: Path) -> None:
    """DuckDB alone: decode every value of every table that is evaluated, and count the distinct keys.

    Hashing asks for each value; max() would not do, since the file's statistics may answer it.
    """
    engine = duckdb.connect()
    for path in sorted(folder.glob("*.parquet")):
        file = f"'{path}'"
        columns = [row[0] for row in engine.execute(f"describe select * from {file}").fetchall()]
        hashes = ", ".join(f"bit_xor(hash({column}))" for column in columns)
        engine.execute(f"select {hashes} from {file}").fetchall()
        if key := (KEYS | SMALL_KEYS).get(path.stem):
            engine.execute(f"select count(distinct {key}) from {file}").fetchall()


FIGURES = {
    "calls": """
        count(*), count(answered_at), count(*) filter (answered_at <= arrived_at + interval 15 second)""",
    "work_orders": """
        count(*), count(*) filter (closed_in_first_contact),
        count(*) filter (greatest(replied_at, recorded_at) <= due_at),
        count(*) filter (rounds = 1 and reopened_at is null),
        avg(epoch(greatest(replied_at, recorded_at)) - epoch(accepted_at)) filter (handling = 'transferred'),
        quantile_disc(epoch(recorded_at) - epoch(accepted_at), [0.5, 0.9]) filter (handling = 'transferred'),
        count(*) filter (is_emergency and reported_to_manager_at is not null)""",
}
FOLLOWED = """
    with latest as (
        select order_id, arg_max(resolved, attempted_at) as resolved,
            arg_max(result_satisfaction, attempted_at) as opinion
        from '{followups}' where outcome = 'reached' group by order_id)
    select count(*) filter (resolved), count(resolved),
        count(*) filter (opinion <> 'dissatisfied'), count(opinion), count(*)
    from latest join '{work_orders}' using (order_id) where not is_test and exclusion is null"""
WINDOW = """
    select min(answered / offered), count(*) filter (answered < 0.95 * offered) from (
        select count(answered_at) over day as answered, count(*) over day as offered from source
        window day as (order by arrived_at range between interval 24 hour preceding and current row))"""


def sql(folder: Path) -> None:
    """Plain SQL with one query a table, and a range window over the first calls for the 24 hours."""
    engine = duckdb.connect()
    files = {table: f"{folder / table}.parquet" for table in KEYS}
    for table, figures in FIGURES.items():
        engine.execute(f"select {figures} from '{files[table]}' where not is_test").fetchall()
        engine.execute(f"select count(*) - count(distinct {KEYS[table]}) from '{files[table]}'").fetchall()
    engine.execute(FOLLOWED.format(**files)).fetchall()
    first = f"(select * from '{files['calls']}' where not is_test limit {WINDOW_ROWS}) as source"
    engine.execute(WINDOW.replace("source\n", f"{first}\n")).fetchall()


def pandas(folder: Path) -> None:
    """pandas: everything in memory, one expression a figure, rolling('24h') for the 24 hours."""
    import pandas as pd  # only this way needs it

    calls, orders, followups = (pd.read_parquet(folder / f"{table}.parquet") for table in KEYS)
    calls = calls[~calls["is_test"]].drop_duplicates("call_id")
    wait = calls["answered_at"] - calls["arrived_at"]
    figures = [calls["answered_at"].notna().mean(), (wait <= pd.Timedelta(seconds=15)).mean()]
    stream = calls.set_index("arrived_at").sort_index()["answered_at"].notna().astype("int8")
    day = stream.rolling("24h")
    figures.append((day.sum() / day.count()).min())

    orders = orders[~orders["is_test"] & orders["exclusion"].isna()].drop_duplicates("order_id")
    closed = orders[["replied_at", "recorded_at"]].max(axis=1)
    spent = (closed - orders["accepted_at"])[orders["handling"] == "transferred"]
    figures += [orders["closed_in_first_contact"].mean(), (closed <= orders["due_at"]).mean()]
    figures += [(orders["rounds"] == 1).mean(), spent.mean(), spent.quantile(0.5), spent.quantile(0.9)]

    reached = (
        followups[followups["outcome"] == "reached"]
        .sort_values("attempted_at")
        .drop_duplicates("order_id", keep="last")
    )
    latest = reached.merge(orders[["order_id"]], on="order_id")
    figures += [
        latest["resolved"].mean(),
        latest["result_satisfaction"].isin(["satisfied", "mostly_satisfied"]).mean(),
    ]
    print(len(figures))


if __name__ == "__main__":
    ways = {way.__name__: way for way in (scan, sql, pandas)}
    ways[sys.argv[1]](Path(sys.argv[2]))
