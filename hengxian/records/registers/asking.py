"""A register's columns as the questions a page or the API asks for one row."""

from hengxian.kernel.lifecycle import Ask
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.values import clause_ids
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterField, RegisterTable

SUBJECT = "subject"
_ASKED_AS = {"count": "number", "points": "number", "clause": "choice", "leaf": "choice", "clauses": "choices",
             "leaves": "choices", "name": "text"}  # fmt: skip


def asks(table: RegisterTable, pack: Pack) -> tuple[Ask, ...]:
    """One question a column, the subject first where rows have one; types are those the forms know."""
    return (*_subject(table, pack), *(_column(field, pack) for field in table.fields))


def _subject(table: RegisterTable, pack: Pack) -> tuple[Ask, ...]:
    if table.subject is None:
        return ()
    known = tuple(subjects(table, pack))
    kind = "person" if table.subject.kind == "person" else "choice" if known else "text"
    return (Ask(SUBJECT, table.subject.label, kind, options=known),)


def _column(field: RegisterField, pack: Pack) -> Ask:
    options = field.options
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
