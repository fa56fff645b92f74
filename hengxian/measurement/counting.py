"""One fused pass a table: every share, variant and count beside it, from one SELECT of filtered counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Template

import duckdb

from hengxian.measurement.asking import one_row, whole
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.values import Count

ANYTHING = "true"


@dataclass
class Tally:
    """What is to be counted, gathered by table; each population is looked at once however many ask for it."""

    numbers: Mapping[str, int]
    wanted: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    found: dict[tuple[str, str, str], int] = field(default_factory=dict)

    def want(self, share: Share) -> None:
        """Gather everything one definition counts."""
        for parts in (share.parts, *share.all_variants().values(), *share.apart.values()):
            for part in parts:
                self.want_part(part)
        for part in share.parts:
            self._add(part.table, self._tests(part), ANYTHING)

    def want_part(self, part: Part) -> None:
        """Gather one part."""
        self._add(part.table, self.counted_sql(part), ANYTHING)
        self._add(part.table, self.counted_sql(part), self._filled(part.hit))

    def count(self, db: duckdb.DuckDBPyConnection) -> None:
        """Ask each table once: the populations as columns, the counts over them."""
        for table, populations in self.wanted.items():
            columns = ", ".join(f"({sql}) AS p{place}" for place, sql in enumerate(populations))
            asked = [(population, hit) for population, hits in populations.items() for hit in hits]
            places = {population: f"p{place}" for place, population in enumerate(populations)}
            counts = ", ".join(
                f"count_if({places[population]}{'' if hit == ANYTHING else f' AND ({hit})'})"
                for population, hit in asked
            )
            row = one_row(db, f"SELECT {counts} FROM (SELECT *, {columns} FROM {table})")
            for (population, hit), value in zip(asked, row, strict=True):
                self.found[table, population, hit] = whole(value)

    def of(self, parts: Iterable[Part]) -> Count:
        """The count of some parts, added up."""
        hits = counted = 0
        for part in parts:
            counted += self.found[part.table, self.counted_sql(part), ANYTHING]
            hits += self.found[part.table, self.counted_sql(part), self._filled(part.hit)]
        return Count(hits, counted)

    def tests(self, parts: Iterable[Part]) -> int:
        """How many test rows the population would have held."""
        return sum(self.found[part.table, self._tests(part), ANYTHING] for part in parts)

    def counted_sql(self, part: Part) -> str:
        return f"{part.base} AND ({self._filled(part.counted)})"

    def miss_sql(self, part: Part) -> str:
        return f"{self.counted_sql(part)} AND NOT coalesce(({self._filled(part.hit)}), false)"

    def _tests(self, part: Part) -> str:
        return f"is_test AND ({self._filled(part.counted)})" if part.over != "reviews" else "false"

    def _filled(self, sql: str) -> str:
        return Template(sql).substitute(self.numbers)

    def _add(self, table: str, population: str, hit: str) -> None:
        hits = self.wanted.setdefault(table, {}).setdefault(population, [])
        if hit not in hits:
            hits.append(hit)
