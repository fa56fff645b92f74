"""Checks a pack folder and lists everything wrong in it; the command `check-pack` prints the list."""

from collections.abc import Iterator
from pathlib import Path

from hengxian.standard.checks import cross_check
from hengxian.standard.finding import Finding, PackError
from hengxian.standard.load import load_cases, read_pack
from hengxian.standard.model.cases import Case
from hengxian.standard.model.tree import Tree


def check_pack(path: Path) -> list[Finding]:
    """Every fault of the pack in a folder, each naming its node; empty when the pack is fit for use.

    Cross-checks run only once the shape holds: on a broken shape they would report its echoes.
    """
    try:
        pack = read_pack(path)
        cases = load_cases(path) if (path / "cases.yaml").exists() else ()
    except PackError as error:
        return list(error.findings)
    return [*cross_check(pack), *_strange_names(cases, pack.tree)]


def _strange_names(cases: tuple[Case, ...], tree: Tree) -> Iterator[Finding]:
    leaves = {leaf.id for leaf in (*tree.leaves, *tree.improvement_leaves)}
    totals = {"composite", *(node.id for node in (*tree.dimensions, *tree.groups))}
    for case in cases:
        strange = ({*case.leaves, *case.open} - leaves) | (set(case.expect) - totals)
        for name in sorted(strange):
            yield Finding(f"cases.yaml › {case.name}", f"指标体系中没有“{name}”")
