"""What the rows of a register are about: the items of the rule, the leaves, the named things, in their order."""

from hengxian.records.registers.values import clause_ids
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterTable


def subjects(table: RegisterTable, pack: Pack) -> dict[str, str]:
    """Id → name of everything a row may be about, in printed order; empty where it is a person or a free key."""
    subject = table.subject
    if subject is None or subject.kind in ("person", "key"):
        return {}
    if subject.kind == "choice":
        return {choice.id: choice.name for choice in subject.choices}
    if subject.kind == "clause":
        return {one: pack.clauses[one].title for one in clause_ids(pack, subject.among)}
    return {
        leaf.id: leaf.name for leaf in pack.tree.leaves if not subject.among or leaf.source in subject.among
    }


def read_subject(table: RegisterTable, said: str, pack: Pack) -> str:
    """The subject of a row, empty where the register has none. Raises ValueError with what was expected."""
    asked = str(said).strip()
    if table.subject is None:
        if asked:
            raise ValueError(f"《{table.title}》不按对象分行")
        return ""
    label = table.subject.label
    if not asked:
        raise ValueError(f"须写明“{label}”")
    if table.subject.kind == "key" and len(asked) > 80:
        raise ValueError(f"“{label}”至多 80 字")
    if table.subject.kind == "person" and not asked.isdecimal():
        raise ValueError(f"“{label}”须为登记的人员")
    known = subjects(table, pack)
    if table.subject.kind not in ("person", "key") and asked not in known:
        raise ValueError(f"“{label}”中没有“{asked}”")
    return asked


def name_of(table: RegisterTable, subject: str, pack: Pack) -> str:
    """The subject as people read it: `9.1.1.1 架构合理`; a person or key as it stands."""
    known = subjects(table, pack)
    if subject not in known:
        return subject
    return known[subject] if table.subject and table.subject.kind == "leaf" else f"{subject} {known[subject]}"


def slot_of(table: RegisterTable, subject: str, writer: int) -> str | None:
    """What may stand only once in the register; None where rows are not limited."""
    if table.subject is None or table.subject.unique == "no":
        return None
    return subject if table.subject.unique == "row" else f"{subject}|{writer}"
