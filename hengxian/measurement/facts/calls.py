"""Calls and messages as of the moment of reading: legs of one call merged, what came later not yet there."""

import duckdb

from hengxian.measurement.facts.ask import Ask


def columns_sql(there: frozenset[str], wanted: dict[str, str]) -> str:
    """SELECT list: each wanted column, or a NULL of its type where no file has it."""
    return ", ".join(f'"{name}"' if name in there else f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in wanted.items())


def lay_out_calls(db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask) -> None:
    """Create `calls`: id, ord, arrived_at, answered_at, is_test.

    dataset.md: rows with one identity (`linked_id`, else `call_id`) are one call: earliest arrival,
    earliest answer, a test when any leg is.
    """
    as_of = ask.numbers()["as_of"]
    wanted = {"call_id": "VARCHAR", "linked_id": "VARCHAR", "answered_at": "BIGINT", "is_test": "BOOLEAN"}
    seen = (
        f"SELECT coalesce(linked_id, call_id) AS id, ord, arrived_at, "
        f"CASE WHEN answered_at <= {as_of} THEN answered_at END AS answered_at, coalesce(is_test, false) AS is_test "
        f"FROM (SELECT ord, arrived_at, {columns_sql(there, wanted)} FROM read_calls) WHERE arrived_at <= {as_of}"
    )
    if not _has_legs(db, there):
        db.execute(f"CREATE OR REPLACE TEMP VIEW calls AS {seen}")
        return
    db.execute(
        "CREATE OR REPLACE TEMP TABLE linked AS SELECT DISTINCT linked_id AS id FROM read_calls WHERE linked_id <> call_id"
    )
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE calls AS SELECT * FROM ({seen}) WHERE id NOT IN (SELECT id FROM linked) UNION ALL "
        f"SELECT id, min(ord), min(arrived_at), min(answered_at), bool_or(is_test) FROM ({seen}) "
        f"WHERE id IN (SELECT id FROM linked) GROUP BY id"
    )


def _has_legs(db: duckdb.DuckDBPyConnection, there: frozenset[str]) -> bool:
    if "linked_id" not in there:
        return False
    return bool(db.execute("SELECT 1 FROM read_calls WHERE linked_id <> call_id LIMIT 1").fetchall())


def lay_out_messages(db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask) -> None:
    """Create `messages`: id, ord, channel, received_at, responded_at, is_test."""
    as_of = ask.numbers()["as_of"]
    wanted = {"responded_at": "BIGINT", "is_test": "BOOLEAN"}
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW messages AS SELECT message_id AS id, ord, channel, received_at, "
        f"CASE WHEN responded_at <= {as_of} THEN responded_at END AS responded_at, coalesce(is_test, false) AS is_test "
        f"FROM (SELECT ord, message_id, channel, received_at, {columns_sql(there, wanted)} FROM read_messages) "
        f"WHERE received_at <= {as_of}"
    )
