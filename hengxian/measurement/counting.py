"""One fused pass a table: every share, variant and count beside it, from one SELECT of filtered counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from string import Template

import duckdb

from hengxian.measurement.asking import whole
from hengxian.measurement.definitions.shape import Part, Share
from hengxian.measurement.values import Count

ANYTHING = "true"
_NOBODY = "false"


@dataclass
class Tally:
    """What is to be counted, gathered by table.

    Rows are counted by kind (test or not, excluded or not) in the same pass, so that a population with and
    without excluded orders, and the tests left out of it, are one look at each row.
    """

    numbers: Mapping[str, int]
    wanted: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    found: dict[tuple[str, str, str, bool, bool], int] = field(default_factory=dict)

    def want(self, share: Share) -> None:
        """Gather everything one definition counts."""
        for parts in (share.parts, *share.all_variants().values(), *share.apart.values()):
            for part in parts:
                self.want_part(part)

    def want_part(self, part: Part) -> None:
        """Gather one part."""
        hits = self.wanted.setdefault(part.table, {}).setdefault(self._filled(part.counted), [ANYTHING])
        if (hit := self._filled(part.hit)) not in hits:
            hits.append(hit)

    def count(self, db: duckdb.DuckDBPyConnection) -> None:
        """Ask each table once: the populations as columns, the counts over them."""
        for table, populations in self.wanted.items():
            columns = ", ".join(f"({sql}) AS p{place}" for place, sql in enumerate(populations))
            asked = [
                (population, f"p{place}", hit)
                for place, (population, hits) in enumerate(populations.items())
                for hit in hits
            ]
            counts = ", ".join(
                f"count_if({p}{'' if hit == ANYTHING else f' AND ({hit})'})" for _, p, hit in asked
            )
            kinds = _KINDS.get(table, (_NOBODY, _NOBODY))
            rows = db.execute(
                f"SELECT {kinds[0]} AS kind_t, {kinds[1]} AS kind_x, {counts} "
                f"FROM (SELECT *, {columns} FROM {table}) GROUP BY kind_t, kind_x"
            ).fetchall()
            for is_test, is_excluded, *values in rows:
                for (population, _, hit), value in zip(asked, values, strict=True):
                    self.found[table, population, hit, is_test, is_excluded] = whole(value)

    def of(self, parts: Iterable[Part]) -> Count:
        """The count of some parts, added up."""
        hits = counted = 0
        for part in parts:
            kinds = [(False, False)] + [(False, True)] * (part.over != "orders")
            counted += sum(self._found(part, ANYTHING, *kind) for kind in kinds)
            hits += sum(self._found(part, self._filled(part.hit), *kind) for kind in kinds)
        return Count(hits, counted)

    def tests(self, parts: Iterable[Part]) -> int:
        """How many test rows the population would have held."""
        return sum(
            self._found(part, ANYTHING, True, excluded) for part in parts for excluded in (False, True)
        )

    def miss_sql(self, part: Part) -> str:
        """The rows counted that are no hit."""
        hit = self._filled(part.hit)
        return f"{self.counted_sql(part)} AND NOT coalesce(({hit}), false)"

    def counted_sql(self, part: Part) -> str:
        """The rows counted, those who never belong left out."""
        return f"{part.base} AND ({self._filled(part.counted)})"

    def _found(self, part: Part, hit: str, is_test: bool, is_excluded: bool) -> int:
        return self.found.get((part.table, self._filled(part.counted), hit, is_test, is_excluded), 0)

    def _filled(self, sql: str) -> str:
        return Template(sql).substitute(self.numbers)


# How the rows of a table are told apart: (a test, excluded); reviews are laid out without those of test orders.
_KINDS = {
    "calls": ("is_test", _NOBODY),
    "messages": ("is_test", _NOBODY),
    "orders": ("is_test", "is_excluded"),
}
