"""Every group has exactly one score sheet, under its own dimension (appendix D)."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack


def check(pack: Pack) -> Iterator[Finding]:
    for dimension in pack.tree.dimensions:
        for group in dimension.groups:
            sheets = [sheet for sheet in pack.sheets if sheet.group == group.id]
            if len(sheets) != 1:
                node = f"sheets.yaml › {pack.tree.path(group.id)}"
                yield Finding(node, f"有{len(sheets)}张打分表，应恰为一张")
            for sheet in sheets:
                if sheet.dimension != dimension.id:
                    node = f"sheets.yaml › {sheet.id}"
                    yield Finding(node, f"所属维度应为“{dimension.id}”")
