"""What rows are given from tables read before them, joined while they are stored: wide rows are not copied again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Beside:
    """Columns beside a row's own, SQL by name: `own` from the row alone, `joined` from tables joined to it, `o`.

    `joined` and `joins` may speak of `own`; a join must find each row one partner at most. `spent` are columns that
    nobody asks for once `own` is known.
    """

    own: Mapping[str, str]
    joined: Mapping[str, str]
    joins: str
    spent: frozenset[str] = frozenset()

    def select(self, rows: str, *, spends: bool = False) -> str:
        """SELECT everything the rows (SQL of a FROM) hold, but what is spent, and what stands beside it."""
        first, then = (
            "".join(f", {sql} AS {name}" for name, sql in columns.items())
            for columns in (self.own, self.joined)
        )
        but = f" EXCLUDE ({', '.join(sorted(self.spent))})" if spends and self.spent else ""
        return f"SELECT o.*{but}{then} FROM (SELECT *{first} FROM {rows}) o {self.joins}"


Besides = Callable[[frozenset[str]], Beside]
"""What stands beside a table, by the contract's columns that its files fill."""


def widen(db: duckdb.DuckDBPyConnection, table: str, beside: Beside, *, spends: bool = False) -> None:
    """Give a table its columns beside, in place of those an earlier call gave it; one that spends is never asked again.

    Columns cost memory: a table that is measured once, as it is stored, goes without those that are spent.
    """
    for name in (*beside.own, *beside.joined):
        db.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS {name}")
    db.execute(f"CREATE OR REPLACE TABLE {table} AS {beside.select(table, spends=spends)}")
