"""Whatever one part of a pack names in another exists there."""

from collections.abc import Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack

Mention = tuple[str, str]


def check(pack: Pack) -> Iterator[Finding]:
    tree = set(pack.tree.paths)
    leaves = {leaf.id for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves)}
    measures = {leaf.id for leaf in pack.tree.leaves if leaf.source == "measured"} | set(pack.conformity.ids)
    yield from _missing(_leaf_mentions(pack), leaves, "三级指标")
    yield from _missing(_node_mentions(pack), tree | {"composite"}, "指标")
    yield from _missing(_measure_mentions(pack), measures, "定量指标或符合性检查")
    yield from _missing(_limit_mentions(pack), set(pack.limits.ids), "规则定值")
    yield from _missing(_parameter_mentions(pack), set(pack.parameters.ids), "开放参数")
    yield from _missing(_step_mentions(pack), set(pack.process.steps.ids), "程序步骤")
    yield from _missing(_clause_mentions(pack), set(pack.clauses.ids), "条款")
    yield from _missing(_ground_mentions(pack), set(pack.statuses.grounds.ids), "情形")


def _missing(mentions: Iterator[Mention], known: set[str], kind: str) -> Iterator[Finding]:
    for node, mentioned in mentions:
        if mentioned not in known:
            yield Finding(node, f"所引{kind}“{mentioned}”不存在")


def _leaf_mentions(pack: Pack) -> Iterator[Mention]:
    for sheet in pack.sheets:
        yield from ((f"sheets.yaml › {sheet.id}", content.leaf) for content in sheet.contents)
    for form in pack.forms:
        for field in form.fields:
            if field.leaf:
                yield f"forms.yaml › {form.id} › {field.id}", field.leaf
    for row in pack.matrix.characteristics:
        yield from ((f"matrix.yaml › {row.id}", leaf) for leaf in row.leaves)


def _node_mentions(pack: Pack) -> Iterator[Mention]:
    for sheet in pack.sheets:
        yield f"sheets.yaml › {sheet.id}", sheet.group
        yield f"sheets.yaml › {sheet.id}", sheet.dimension
    for line in pack.matrix.certificate:
        yield from ((f"matrix.yaml › {line.id}", node) for node in line.nodes)
    for family in pack.names:
        for name in family.names:
            if name.node:
                yield f"names.yaml › {family.id} › {name.id}", name.node


def _measure_mentions(pack: Pack) -> Iterator[Mention]:
    for section in pack.clauses.sections:
        for item in section.items:
            yield from ((f"clauses-*.yaml › {item.id}", measure) for measure in item.measures)


def _limit_mentions(pack: Pack) -> Iterator[Mention]:
    for check in pack.conformity:
        yield from ((f"conformity.yaml › {check.id}", limit) for limit in check.limits)
    for deadline in pack.deadlines:
        if deadline.limit:
            yield f"deadlines.yaml › {deadline.id}", deadline.limit
    for kind in pack.rule.audit_kinds:
        yield f"pack.yaml › {kind.id}", kind.days_min
        yield f"pack.yaml › {kind.id}", kind.days_max


def _parameter_mentions(pack: Pack) -> Iterator[Mention]:
    for deadline in pack.deadlines:
        if deadline.parameter:
            yield f"deadlines.yaml › {deadline.id}", deadline.parameter


def _step_mentions(pack: Pack) -> Iterator[Mention]:
    for step in pack.process.steps:
        yield from ((f"process.yaml › {step.id}", earlier) for earlier in step.after)
    for duty in pack.process.duties:
        yield from ((f"process.yaml › {duty.id}", watched) for watched in duty.steps)


def _clause_mentions(pack: Pack) -> Iterator[Mention]:
    for row in pack.matrix.characteristics:
        yield f"matrix.yaml › {row.id}", row.id
    for check in pack.conformity:
        yield from ((f"conformity.yaml › {check.id}", clause) for clause in check.clauses)


def _ground_mentions(pack: Pack) -> Iterator[Mention]:
    for ground in pack.statuses.grounds:
        if ground.reads_as:
            yield f"statuses.yaml › {ground.id}", ground.reads_as
