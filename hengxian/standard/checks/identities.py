"""Every id is used once in its register, every tree node once in the whole tree; no register is empty."""

from collections import Counter
from collections.abc import Iterable, Iterator

from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack
from hengxian.standard.source import FILES, REGISTERS


def check(pack: Pack) -> Iterator[Finding]:
    for part, ids in _registers(pack):
        counts = Counter(ids)
        if not counts:
            yield Finding(FILES.get(part, part), "没有任何内容")
        for repeated, times in counts.items():
            if times > 1:
                yield Finding(f"{FILES.get(part, part)} › {repeated}", f"编号出现了{times}次，应只出现一次")


def _registers(pack: Pack) -> Iterator[tuple[str, Iterable[str]]]:
    for part in ("limits", "names", "sheets", "conformity", "deadlines", "forms", "parameters"):
        yield part, getattr(pack, part).ids
    yield "interpretations", pack.interpretations.ids
    yield "process", (*pack.process.steps.ids, *pack.process.duties.ids)
    yield "statuses", (*pack.statuses.grounds.ids, *pack.statuses.statuses.ids)
    yield "statuses", (step.id for procedure in pack.statuses.procedures for step in procedure.steps)
    yield "matrix", (*pack.matrix.characteristics.ids, *pack.matrix.certificate.ids)
    yield "clauses-*.yaml", (*pack.clauses.ids, *(section.id for section in pack.clauses.sections))
    yield "tree", _tree_ids(pack)
    yield "names", (name.id for family in pack.names for name in family.names)
    yield REGISTERS, pack.registers.ids
    yield "reminders", pack.reminders.ids
    for form in pack.forms:
        yield f"forms.yaml › {form.id}", (field.id for field in form.fields)
    for table in pack.registers:
        yield f"{REGISTERS} › {table.id}", table.fields.ids


def _tree_ids(pack: Pack) -> Iterator[str]:
    tree = pack.tree
    for node in (*tree.dimensions, *tree.groups, *tree.leaves, *tree.improvement, *tree.improvement_leaves):
        yield node.id
