"""A measured leaf is a share or a duration, a judged one a judgement; A.4 rows have a leaf or say why not."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack


def check(pack: Pack) -> Iterator[Finding]:
    for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves):
        if (leaf.source == "judged") != (leaf.kind == "judgement"):
            node = f"indicators.yaml › {pack.tree.path(leaf.id)}"
            yield Finding(node, "评判指标的类型应为 judgement，计算指标应为 share 或 duration")
    for form in pack.forms:
        for field in form.fields:
            if form.id == "A.4" and (field.leaf is None) == (field.no_leaf is None):
                yield Finding(f"forms.yaml › A.4 › {field.id}", "应恰有一项：leaf 或 no_leaf（T43）")
