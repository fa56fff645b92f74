"""A register's columns as the questions a page or the API asks for one row."""

from hengxian.kernel.lifecycle import Ask
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.values import clause_ids
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterField, RegisterTable

SUBJECT = "subject"
_ASKED_AS = {"count": "number", "points": "number", "clause": "choice", "leaf": "choice", "clauses": "choices",
             "leaves": "choices", "name": "text", "entry": "choice", "seat": "text"}  # fmt: skip


def asks(table: RegisterTable, pack: Pack) -> tuple[Ask, ...]:
    """One question a column, the subject first where rows have one; types are those the forms know.

    Columns that are computed are not asked. What an entry may name is in the book (`entries_asked`).
    """
    typed = (field for field in table.fields if field.computed is None)
    return (*_subject(table, pack), *(_column(field, table, pack) for field in typed))


def _subject(table: RegisterTable, pack: Pack) -> tuple[Ask, ...]:
    if table.subject is None:
        return ()
    known = tuple(subjects(table, pack))
    chosen = bool(known) or table.subject.kind == "entry"
    kind = "person" if table.subject.kind == "person" else "choice" if chosen else "text"
    return (Ask(SUBJECT, table.subject.label, kind, options=known),)


def _column(field: RegisterField, table: RegisterTable, pack: Pack) -> Ask:
    options = table.by_hand(field)
    if field.type in ("clause", "clauses"):
        options = clause_ids(pack)
    elif field.type in ("leaf", "leaves"):
        options = tuple(leaf.id for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves))
    return Ask(
        id=field.id,
        label=field.label,
        type=_ASKED_AS.get(field.type, field.type),
        required=field.required,
        options=options,
        note=field.note or "",
        unit=field.unit or "",
        clause=field.clause or "",
    )
