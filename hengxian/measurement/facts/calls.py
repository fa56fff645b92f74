"""Calls and messages as of the moment of reading: legs of one call merged, what came later not yet there."""

from collections.abc import Mapping

import duckdb

from hengxian.measurement.asking import one_row
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.facts.standing import standing


def columns_sql(there: frozenset[str], wanted: Mapping[str, str]) -> str:
    """SELECT list: each wanted column, or a NULL of its type where no file has it."""
    return ", ".join(
        f'"{name}"' if name in there else f'CAST(NULL AS {kind}) AS "{name}"' for name, kind in wanted.items()
    )


def lay_out_calls(db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask) -> None:
    """Create `calls`: id, ord, arrived_at, answered_at, is_test, standing. Merges legs in `read_calls` for good."""
    as_of = ask.numbers()["as_of"]
    wanted = {"answered_at": "BIGINT", "is_test": "BOOLEAN"}
    if "linked_id" in there:
        _merge_legs(db, there, as_of)
    answered_at = _seen(db, "answered_at", there, as_of)
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW calls AS SELECT call_id AS id, ord, arrived_at, "
        f"{answered_at} AS answered_at, coalesce(is_test, false) AS is_test, "
        f"{standing('is_test')} AS standing "
        f"FROM (SELECT ord, call_id, arrived_at, {columns_sql(there, wanted)} FROM read_calls) "
        f"WHERE arrived_at <= {as_of}"
    )


def _seen(db: duckdb.DuckDBPyConnection, column: str, there: frozenset[str], as_of: int) -> str:
    """SQL: a time of calls, NULL where it came later; that is asked of every row only where some row's did."""
    is_later = column in there and one_row(db, f"SELECT max({column}) > {as_of} FROM read_calls")[0]
    return f"CASE WHEN {column} <= {as_of} THEN {column} END" if is_later else column


def _merge_legs(db: duckdb.DuckDBPyConnection, there: frozenset[str], as_of: int) -> None:
    """dataset.md: rows of one identity (`linked_id`, else `call_id`) are one call.

    Earliest arrival, earliest answer, a test when any leg is; a leg that came after as_of is not seen. Only
    rows whose identity some other row names can be legs, so only those are touched; a call whose key merely has
    the same hash as such an identity is merged with nobody.
    """
    identity = "coalesce(linked_id, call_id)"
    # The first test looks at no text, and few rows pass it.
    names_another = "linked_id IS NOT NULL AND linked_id <> call_id"
    db.execute(f"CREATE OR REPLACE TEMP TABLE legs AS SELECT * FROM read_calls WHERE {names_another}")
    if not one_row(db, "SELECT count(*) FROM legs")[0]:
        return
    db.execute(
        "INSERT INTO legs SELECT * FROM read_calls WHERE key_hash IN (SELECT hash(linked_id) FROM legs) "
        "AND coalesce(linked_id = call_id, true)"
    )
    answered = f"min(answered_at) FILTER (answered_at <= {as_of})" if "answered_at" in there else ""
    is_test = "bool_or(coalesce(is_test, false))" if "is_test" in there else ""
    merged = {"call_id": identity, "ord": "min(ord)", "arrived_at": "min(arrived_at)"}
    merged |= {name: sql for name, sql in (("answered_at", answered), ("is_test", is_test)) if sql}
    db.execute("DELETE FROM read_calls WHERE ord IN (SELECT ord FROM legs)")
    db.execute(
        f"INSERT INTO read_calls ({', '.join(merged)}) SELECT {', '.join(merged.values())} "
        f"FROM legs WHERE arrived_at <= {as_of} GROUP BY {identity}"
    )


def lay_out_messages(db: duckdb.DuckDBPyConnection, there: frozenset[str], ask: Ask) -> None:
    """Create `messages`: id, ord, channel, received_at, responded_at, is_test, standing."""
    as_of = ask.numbers()["as_of"]
    wanted = {"responded_at": "BIGINT", "is_test": "BOOLEAN"}
    db.execute(
        f"CREATE OR REPLACE TEMP VIEW messages AS SELECT message_id AS id, ord, channel, received_at, "
        f"CASE WHEN responded_at <= {as_of} THEN responded_at END AS responded_at, "
        f"coalesce(is_test, false) AS is_test, {standing('is_test')} AS standing "
        f"FROM (SELECT ord, message_id, channel, received_at, {columns_sql(there, wanted)} FROM read_messages) "
        f"WHERE received_at <= {as_of}"
    )
