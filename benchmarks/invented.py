"""Writes a big invented dataset in Parquet: N calls, N/2 work orders, N/4 follow-ups, and a little of the rest.

Values come from hashes of the row number, so the same size gives the same rows on any number of threads. Quarter of
2025, arrivals in nearly sorted order, as an export has them.
"""

import sys
from pathlib import Path

import duckdb

DESCRIPTION = """name = "基准数据（虚构）"
timezone = "Asia/Shanghai"
period = { start = 2025-01-01, end = 2025-04-01 }
as_of = 2025-04-08T00:00:00
"""
MACROS = """
create macro dice(i, k) as (hash(i * 16 + k) % 1000000) / 1000000.0;
create macro moment(i, n) as
    timestamp '2025-01-01' + to_microseconds((i * (7775000000000 / n) + dice(i, 0) * 60000000)::bigint);
"""
IDS = {
    "counting": "create macro name(kind, i) as kind || lpad((i)::varchar, 10, '0')",
    "random": "create macro name(kind, i) as substr(md5(kind || (i)::varchar), 1, 20)",
}
TABLES = {
    "calls": (
        1,
        """
select name('C', i) as call_id, arrived_at,
    case when dice(i, 1) < 0.96 then arrived_at + to_milliseconds((dice(i, 2) * 18000)::bigint) end as answered_at,
    case when i % 50 = 1 then name('C', i - 1) end as linked_id,
    i % 1000 = 7 as is_test
from (select i, moment(i, {n}) as arrived_at from range({rows}) t(i))""",
    ),
    "work_orders": (
        2,
        """
select name('W', i) as order_id, accepted_at,
    case when r < 0.5 then 'direct' when r < 0.52 then 'conference' else 'transferred' end as handling,
    r < 0.5 as closed_in_first_contact,
    case when r >= 0.5 then accepted_at + to_seconds((dice(i, 2) * 200000)::bigint) end as transferred_at,
    case when r >= 0.5 then '部门' || (i % 40) end as department,
    accepted_at + interval 5 day as due_at,
    case when dice(i, 3) < 0.95 then accepted_at + to_seconds((dice(i, 4) * 500000)::bigint) end as replied_at,
    case when dice(i, 3) < 0.95 then accepted_at + to_seconds((dice(i, 4) * 510000)::bigint) end as recorded_at,
    (1 + (dice(i, 5) > 0.9)::int)::int as rounds, null::timestamp as reopened_at,
    case when i % 100 = 3 then 'OUT_OF_DUTY' end as exclusion,
    i % 500 = 0 as is_emergency,
    case when i % 500 = 0 then accepted_at + interval 4 minute end as reported_to_manager_at,
    case when i % 500 = 0 then accepted_at + interval 9 minute end as reported_to_department_at,
    r > 0.3 as followup_planned, i % 1000 = 9 as is_test
from (select i, moment(i, {n} / 2) as accepted_at, dice(i, 1) as r from range({rows}) t(i))""",
    ),
    "followups": (
        4,
        """
select name('W', (i * 7919) % ({n} // 2)) as order_id, moment(i, {n} / 4) + interval 2 day as attempted_at,
    case when r < 0.7 then 'reached' when r < 0.8 then 'refused' else 'unreachable' end as outcome,
    case when r < 0.5 then 'satisfied' when r < 0.7 then 'mostly_satisfied' end as process_satisfaction,
    case when r < 0.5 then 'satisfied' when r < 0.7 then 'dissatisfied' end as result_satisfaction,
    case when r < 0.7 then dice(i, 2) < 0.8 end as resolved
from (select i, dice(i, 1) as r from range({rows}) t(i))""",
    ),
    "messages": (
        100,
        """
select name('M', i) as message_id, case when i % 3 = 0 then 'mailbox' else 'web' end as channel, received_at,
    received_at + to_seconds((dice(i, 1) * 190)::bigint) as responded_at, false as is_test
from (select i, moment(i, {n} / 100) as received_at from range({rows}) t(i))""",
    ),
    "reviews": (
        1000,
        """
select name('R', i) as review_id, moment(i, {n} / 1000) as reviewed_at, 'information_accuracy' as item,
    dice(i, 1) < 0.97 as passed
from range({rows}) t(i)""",
    ),
    "supervisions": (
        1000,
        """
select name('W', i * 500) as order_id, 'emergency' as trigger, moment(i * 500, {n} / 2) + interval 1 hour as opened_at
from range({rows}) t(i)""",
    ),
}


def write_dataset(calls: int, ids: str, folder: Path) -> None:
    """Write the tables, the description last: a folder that has it is complete."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = duckdb.connect(config={"preserve_insertion_order": "false"})
    engine.execute(MACROS)
    engine.execute(IDS[ids])
    for table, (share, select) in TABLES.items():
        query = select.format(n=calls, rows=calls // share)
        engine.execute(f"copy ({query}) to '{folder / table}.parquet' (format parquet)")
    (folder / "dataset.toml").write_text(DESCRIPTION, encoding="utf-8")


if __name__ == "__main__":
    write_dataset(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
