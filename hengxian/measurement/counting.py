"""Every share, variant and count beside it: each population counted once, with all hits asked of it.

A population is a SELECT of its own: its WHERE passes over blocks of rows that hold none of it, and a hit is looked at
only in rows that count. One SELECT for all populations of a table costs more than twice that.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Template

import duckdb

from hengxian.measurement.asking import whole
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.facts.standing import COUNTS, EXCLUDED, TESTS
from hengxian.measurement.values import Count

ANYTHING = "true"


@dataclass
class Tally:
    """What is to be counted, gathered by table.

    Rows are counted by their standing (`facts.standing`), so that a population with and without excluded orders, and
    the tests left out of it, are one look at each row.
    """

    numbers: Mapping[str, int]
    wanted: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    found: dict[tuple[str, str, str, int], int] = field(default_factory=dict)

    def want(self, share: Share) -> None:
        """Gather everything one definition counts."""
        for parts in (share.parts, *share.all_variants().values(), *share.apart.values()):
            for part in parts:
                self.want_part(part)

    def want_part(self, part: Part) -> None:
        """Gather one part."""
        hits = self._hits_of(part)
        if (hit := self._filled(part.hit)) not in hits:
            hits.append(hit)

    def want_population(self, part: Part) -> None:
        """Gather how many there are, whatever a hit would be."""
        self._hits_of(part)

    def _hits_of(self, part: Part) -> list[str]:
        return self.wanted.setdefault(part.table, {}).setdefault(self._filled(part.counted), [ANYTHING])

    def count(self, db: duckdb.DuckDBPyConnection) -> None:
        """Ask for each population, by standing, how many there are and how many of them are hits."""
        for table, populations in self.wanted.items():
            for population, hits in populations.items():
                counts = ", ".join(f"count_if({hit})" for hit in hits)
                rows = db.execute(
                    f"SELECT standing, {counts} FROM {table} WHERE {population} GROUP BY standing"
                )
                for standing, *values in rows.fetchall():
                    for hit, value in zip(hits, values, strict=True):
                        self.found[table, population, hit, standing] = whole(value)

    def of(self, parts: Iterable[Part]) -> Count:
        """The count of some parts, added up."""
        hits = counted = 0
        for part in parts:
            standings = (COUNTS,) if part.over == "orders" else (COUNTS, EXCLUDED)
            counted += sum(self._found(part, ANYTHING, one) for one in standings)
            hits += sum(self._found(part, self._filled(part.hit), one) for one in standings)
        return Count(hits, counted)

    def tests(self, parts: Iterable[Part]) -> int:
        """How many test rows the population would have held."""
        return sum(self._found(part, ANYTHING, one) for part in parts for one in TESTS)

    def miss_sql(self, part: Part) -> str:
        """The rows counted that are no hit."""
        hit = self._filled(part.hit)
        return f"{self.counted_sql(part)} AND NOT coalesce(({hit}), false)"

    def counted_sql(self, part: Part) -> str:
        """The rows counted, those who never belong left out."""
        return f"{part.base} AND ({self._filled(part.counted)})"

    def _found(self, part: Part, hit: str, standing: int) -> int:
        return self.found.get((part.table, self._filled(part.counted), hit, standing), 0)

    def _filled(self, sql: str) -> str:
        return Template(sql).substitute(self.numbers)
