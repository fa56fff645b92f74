"""One fused pass a table: every share, variant and count beside it, from one SELECT of filtered counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Template

import duckdb

from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.values import Count


@dataclass
class Tally:
    """Filters gathered by table, each counted once however many figures ask for it."""

    numbers: Mapping[str, int]
    filters: dict[str, list[str]] = field(default_factory=dict)
    found: dict[tuple[str, str], int] = field(default_factory=dict)

    def want(self, share: Share) -> None:
        """Gather everything one definition counts."""
        for parts in (share.parts, *share.all_variants().values(), *share.apart.values()):
            for part in parts:
                self.want_part(part)
        for part in share.parts:
            self._add(part.table, self._tests(part))

    def count(self, db: duckdb.DuckDBPyConnection) -> None:
        """Ask each table once."""
        for table, filters in self.filters.items():
            counts = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in filters)
            row = db.execute(f"SELECT {counts} FROM {table}").fetchone()
            assert row is not None
            for condition, value in zip(filters, row, strict=True):
                self.found[table, condition] = value

    def of(self, parts: Iterable[Part]) -> Count:
        """The count of some parts, added up."""
        hits = counted = 0
        for part in parts:
            hits += self.found[part.table, self.hit_sql(part)]
            counted += self.found[part.table, self.counted_sql(part)]
        return Count(hits, counted)

    def tests(self, parts: Iterable[Part]) -> int:
        """How many test rows the population would have held."""
        return sum(self.found[part.table, self._tests(part)] for part in parts)

    def counted_sql(self, part: Part) -> str:
        return f"{part.base} AND ({self._filled(part.counted)})"

    def hit_sql(self, part: Part) -> str:
        if part.hit == "true":
            return self.counted_sql(part)
        return f"{self.counted_sql(part)} AND ({self._filled(part.hit)})"

    def miss_sql(self, part: Part) -> str:
        return f"{self.counted_sql(part)} AND NOT coalesce(({self._filled(part.hit)}), false)"

    def _tests(self, part: Part) -> str:
        return f"is_test AND ({self._filled(part.counted)})" if part.over != "reviews" else "false"

    def _filled(self, sql: str) -> str:
        return Template(sql).substitute(self.numbers)

    def want_part(self, part: Part) -> None:
        """Gather one part."""
        self._add(part.table, self.counted_sql(part))
        self._add(part.table, self.hit_sql(part))

    def _add(self, table: str, condition: str) -> None:
        wanted = self.filters.setdefault(table, [])
        if condition not in wanted:
            wanted.append(condition)
