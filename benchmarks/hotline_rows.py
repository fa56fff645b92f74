"""Rows of an invented hotline's past, and how they get into either database: past the programmes, all at once."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

END = datetime(2026, 11, 1, tzinfo=UTC) - timedelta(hours=8)  # 00:00 of 1 November at the hotline
YEAR = 364 * 86_400  # none a year before the month that is reported
OPEN = 2_000  # the newest orders are still worked on, however many lie behind them
RARE_EVERY, COMMON_EVERY = 5_000, 3
RARE, COMMON = "燃气", "路面"
ROADS = [first + second + "路" for first in "云望青北金松银竹石长" for second in "岭海石川河"]
TROUBLES = ("井盖松动", "供水停了一夜", "垃圾没有清运", "夜间施工扰民", "公交不按时到站", "电梯困人未修")


def accepted(n: int, orders: int) -> datetime:
    """When the n-th of so many orders came in: evenly over the year before END."""
    return END - timedelta(seconds=YEAR - n * YEAR // orders)


def words(n: int) -> tuple[str, str]:
    """Title and text of the n-th order."""
    road = ROADS[n % 50]
    trouble = f"{COMMON}破损" if n % COMMON_EVERY == 0 else TROUBLES[n % 6]
    if n % RARE_EVERY == 7:
        trouble = f"{RARE}泄漏疑似"
    text = f"市民反映{road}{n % 997}号门前{trouble}，已持续{n % 9 + 1}天，希望有关部门尽快核实处理并回复。"
    return f"{road}{trouble}", text


ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def compact(value: Any) -> str:
    """JSON as the journal's chain digests it."""
    return ENCODER.encode(value)


def put(connection: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Store rows the quickest way the database has: COPY on PostgreSQL, one prepared statement on SQLite."""
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns))
        connection.connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)


def stored(value: datetime) -> str:
    """An instant as Django stores it in SQLite."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")


def hurry(connection: Any) -> None:
    """While a database is being filled nothing needs to survive a crash."""
    if connection.vendor == "sqlite":
        sqlite3.register_adapter(datetime, stored)
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA cache_size=-400000")


def settle(connection: Any) -> None:
    """Bring the filled database into the state it has at rest: serials past the rows, statistics, a short log."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return
        for table in connection.introspection.table_names(cursor):
            for each in connection.introspection.get_sequences(cursor, table):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('\"{table}\"', '{each['column']}'), "
                    f'GREATEST((SELECT COALESCE(MAX("{each["column"]}"), 0) FROM "{table}"), 1))'
                )
        cursor.execute("ANALYZE")


def batches(total: int, size: int = 10_000) -> Iterator[range]:
    """0…total in steps."""
    for start in range(0, total, size):
        yield range(start, min(start + size, total))
