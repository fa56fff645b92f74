"""What rows are given from tables read before them, joined while they are stored: wide rows are not copied again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Beside:
    """Columns beside a row's own, SQL by name: `own` from the row alone, `joined` from tables joined to it, `o`.

    `joined` and `joins` may speak of `own`; a join must find each row one partner at most.
    """

    own: Mapping[str, str]
    joined: Mapping[str, str]
    joins: str

    def select(self, rows: str) -> str:
        """SELECT everything the rows (SQL of a FROM) hold, and what stands beside it."""
        first, then = (
            "".join(f", {sql} AS {name}" for name, sql in columns.items())
            for columns in (self.own, self.joined)
        )
        return f"SELECT o.*{then} FROM (SELECT *{first} FROM {rows}) o {self.joins}"


Besides = Callable[[frozenset[str]], Beside]
"""What stands beside a table, by the contract's columns that its files fill."""


def widen(db: duckdb.DuckDBPyConnection, table: str, beside: Beside) -> None:
    """Give a table its columns beside, in place of those an earlier call gave it."""
    for name in (*beside.own, *beside.joined):
        db.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS {name}")
    db.execute(f"CREATE OR REPLACE TABLE {table} AS {beside.select(table)}")
