"""Reading an answer of one row. A result left unfinished would hold the connection, so it is always taken whole."""

from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray


def one_row(db: duckdb.DuckDBPyConnection, sql: str) -> tuple[Any, ...]:
    """The only row of an aggregate."""
    return db.execute(sql).fetchall()[0]


def one_column(db: duckdb.DuckDBPyConnection, sql: str) -> NDArray[Any]:
    """The only column of a SELECT without NULL, named `v`.

    Asked as a relation, whose length is known before the first value is fetched: an array that grows is copied and
    zeroed again and again.
    """
    return np.asarray(db.sql(sql).fetchnumpy()["v"])


def whole(value: Any) -> int:
    """A sum or count; the sum over nothing is 0."""
    return int(value or 0)
