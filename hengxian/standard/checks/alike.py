"""Names that sound alike stay apart: no alias is shared or taken by another node (T13, T17, T18)."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.tree import SEPARATOR


def check(pack: Pack) -> Iterator[Finding]:
    tree = pack.tree
    owners = {path.split(SEPARATOR)[-1]: node for node, path in tree.paths.items()}
    for leaf in (*tree.leaves, *tree.improvement_leaves):
        for alias in leaf.aliases:
            if owners.setdefault(alias, leaf.id) != leaf.id:
                node = f"indicators.yaml › {tree.path(leaf.id)}"
                yield Finding(node, f"别名“{alias}”已为“{owners[alias]}”所用，不得混同")
    yield from _families(pack)


def _families(pack: Pack) -> Iterator[Finding]:
    aliases = {leaf.id: leaf.aliases for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves)}
    for family in pack.names:
        for name in family.names:
            if name.node is None or name.node not in pack.tree.paths:
                continue
            printed = pack.tree.path(name.node).split(SEPARATOR)[-1]
            if name.name != printed and name.name not in aliases.get(name.node, ()):
                where = f"names.yaml › {family.id} › {name.id}"
                yield Finding(where, f"“{name.name}”既非“{printed}”的印刷名称，也未列为其别名")
