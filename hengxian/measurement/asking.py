"""Reading an answer of one row. A result left unfinished would hold the connection, so it is always taken whole."""

from typing import Any

import duckdb


def one_row(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of an aggregate."""
    return db.execute(sql).fetchall()[0]


def whole(value: Any) -> int:
    """A sum or count; the sum over nothing is 0."""
    return int(value or 0)
