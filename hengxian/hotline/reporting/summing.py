"""The parts must make the whole, or nothing is published (B-12)."""

from collections.abc import Mapping
from typing import Any

from hengxian.kernel.refusals import Incomplete


class PartsDiffer(Incomplete):
    """A breakdown does not sum to its total: the sentence names the table, both numbers and the difference."""


def check_sums(figures: Mapping[str, Any]) -> None:
    """Refuse figures any of whose breakdowns is not the engine's total (PartsDiffer). `figures` as compiled."""
    for table in figures["breakdowns"]:
        for column, total in (("count", figures["total"]), ("before", figures["total_before"])):
            numbers = [part.get(column) for part in table["parts"]]
            if total is not None and (summed := sum(number or 0 for number in numbers)) != total:
                differ = f"各项之和 {summed} 与受理总数 {total} 相差 {abs(summed - total)}"
                raise PartsDiffer(f"“{table['caption']}”{differ}，不能出具报告", "10.6.1.4")
