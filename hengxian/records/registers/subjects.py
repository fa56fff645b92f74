"""What the rows of a register are about: the items of the rule, the leaves, the named things, in their order."""

import re
from collections.abc import Sequence

from hengxian.records.registers.values import LONGEST_KEY, clause_ids, is_under, read_text
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import IMPROVEMENT, RegisterTable, Subject
from hengxian.standard.model.tree import Leaf

FREE = ("key", "entry")  # any words; those of an entry must stand in the other register


def subjects(table: RegisterTable, pack: Pack) -> dict[str, str]:
    """Id → name of everything a row may be about, in printed order; empty for a person, a free key or an entry."""
    subject = table.subject
    if subject is None or subject.kind in ("person", *FREE):
        return {}
    if subject.kind == "choice":
        return {choice.id: choice.name for choice in subject.choices}
    if subject.kind == "clause":
        return {one: pack.clauses[one].title for one in clause_ids(pack, subject.among)}
    return {leaf.id: leaf.name for leaf in _leaves(subject, pack)}


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
    if table.subject.kind in FREE:
        return _key(label, asked)
    if table.subject.kind == "person":
        return _person(label, asked)
    if _title(table.subject, asked, pack) is None:
        raise ValueError(f"“{label}”中没有“{asked}”")
    return asked


def _key(label: str, asked: str) -> str:
    try:
        return read_text(asked, LONGEST_KEY)
    except ValueError as wrong:
        raise ValueError(f"“{label}”{wrong}") from None


def _person(label: str, asked: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,17}", asked, re.ASCII):
        raise ValueError(f"“{label}”须为登记的人员")
    return asked


def name_of(table: RegisterTable, subject: str, pack: Pack) -> str:
    """The subject as people read it: `9.1.1.1 架构合理`; a person or key as it stands."""
    title = _title(table.subject, subject, pack) if table.subject else None
    if title is None:
        return subject
    # A printed number is read with its title; a word that only the pack uses is not shown.
    return f"{subject} {title}" if subject[:1].isdecimal() else title


def _title(about: Subject, id: str, pack: Pack) -> str | None:
    # One look-up: a sheet asks it for every line.
    if about.kind == "choice":
        return about.choices[id].name if id in about.choices else None
    if about.kind == "clause":
        return pack.clauses[id].title if id in pack.clauses and is_under(id, about.among) else None
    if about.kind != "leaf":
        return None
    return next((leaf.name for leaf in _leaves(about, pack) if leaf.id == id), None)


def _leaves(about: Subject, pack: Pack) -> Sequence[Leaf]:
    if IMPROVEMENT in about.among:
        return pack.tree.improvement_leaves
    return tuple(leaf for leaf in pack.tree.leaves if not about.among or leaf.source in about.among)


def slot_of(table: RegisterTable, subject: str, writer: int) -> str | None:
    """What may stand only once in the register; None where rows are not limited."""
    if table.subject is None or table.subject.unique == "no":
        return None
    return subject if table.subject.unique == "row" else f"{subject}|{writer}"
