"""Charts: small pure functions from a dict to an SVG, for the page and for paper alike."""

from collections.abc import Callable, Mapping
from typing import Any

from hengxian.records.documents.blocks import Figure, Table

from .bars import interval_bar, lying_bars, stacked_bars
from .funnel import funnel
from .heatmap import heat_map
from .lines import connection_curve, share_lines

WIDE, PHONE = 880, 340

__all__ = [
    "connection_curve",
    "drawn",
    "funnel",
    "heat_map",
    "interval_bar",
    "lying_bars",
    "share_lines",
    "stacked_bars",
]


def drawn(draw: Callable[[Mapping[str, Any], int], str], chart: Mapping[str, Any], table: Table) -> Figure:
    """The same chart for a desk and for a phone, with its figures as a table."""
    wide = draw({**chart, "id": f"{chart['id']}-w"}, WIDE)
    narrow = draw({**chart, "id": f"{chart['id']}-n"}, PHONE)
    return Figure(chart["id"], chart["title"], chart["description"], wide, narrow, table)
