"""The registers of a record on pages: those that are there for the person, rows as lines, columns as questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Count

from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people.models import Person
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.privacy.fields import for_page
from hengxian.records.registers.asking import SUBJECT, asks
from hengxian.records.registers.book import BODY, Book, check_writer, duties, may_see, open_book, state
from hengxian.records.registers.effect import standings
from hengxian.records.registers.entries import entries_asked
from hengxian.records.registers.exporting import Sheet, sheet_of, tag_of
from hengxian.records.registers.reading import rows
from hengxian.records.registers.sites import of_site
from hengxian.records.registers.subjects import name_of, subjects
from hengxian.records.registers.values import shown
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterField, RegisterTable
from hengxian.web.acting.asking import Pairs, Question, people_of, question
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor

EVIDENCE = "evidence"
HIDDEN = ("敏感", "核心")


@dataclass(frozen=True)
class OpenBook:
    """A register as this person has it open: his duties in it, and why he may not write in it (empty: he may)."""

    book: Book
    held: frozenset[str]
    visitor: Visitor
    barred: str

    @property
    def table(self) -> RegisterTable:
        """The register's table."""
        return self.book.table

    @property
    def columns(self) -> tuple[RegisterField, ...]:
        """The columns that the person's roles and duties may see."""
        return tuple(field for field in self.table.fields if not field.sees or self.held & {*field.sees})

    @property
    def may_write(self) -> bool:
        """Whether a row may be written now."""
        return not self.barred


@dataclass(frozen=True)
class Spine:
    """A register on the page of its record: title, how many rows, whether it waits to be written."""

    table: RegisterTable
    count: int
    may_write: bool


@dataclass(frozen=True)
class Line:
    """A row of a register as shown; `standing` is what it is among its versions (现行, 已被代替 …)."""

    row: RegisterRow
    subject: str
    cells: tuple[str, ...]
    evidence: tuple[str, ...]
    writer: str
    has_hidden: bool
    standing: str = ""


def registers() -> tuple[RegisterTable, ...]:
    """Those kept at the site at hand."""
    return of_site(pack(), settings.HENGXIAN_SITE)


def owner(visitor: Visitor, kind: str, pk: int) -> Any:
    """The record a register is bound to, or the body itself. NotThere for what the person may not see."""
    if kind != "body":
        return KINDS[kind].one(visitor, pk)
    if pk != 1 or visitor.is_client:
        raise NotThere("没有这个页面")
    return BODY


def story_of(record: Any) -> str:
    """The story under which the record's registers stand; empty for a part of another record."""
    if isinstance(record, str):
        return record
    return str(record.story) if record.story == f"{record.kind}:{record.pk}" else ""


def open_for(record: Any, table: str, visitor: Visitor) -> OpenBook:
    """A register of a record, open for the person. NotThere where it is none of his business."""
    known = {each.id: each for each in registers()}
    if table not in known or _sort(record) not in known[table].bound:
        raise NotThere("没有这个台账")
    book = open_book(pack(), table, record)
    held = duties(book, visitor.actor)
    if not may_see(book, held):
        raise NotThere("没有这个台账，或者您无权查看")
    return OpenBook(book, held, visitor, _barred(book, visitor))


def spines(record: Any, visitor: Visitor) -> dict[str, list[Spine]]:
    """The registers of a record that are there for the person, by group, with their counts: two statements more."""
    tables = [table for table in registers() if _sort(record) in table.bound]
    if not tables:
        return {}
    first = open_book(pack(), tables[0].id, record)
    held, now, counts = duties(first, visitor.actor), state(first), dict(_counts(story_of(record)))
    groups: dict[str, list[Spine]] = {}
    for table in tables:
        book = open_book(pack(), table.id, record)
        if may_see(book, held):
            writes = bool(held & {*table.writes}) and (not table.stage or not now or now in table.stage)
            groups.setdefault(table.group, []).append(Spine(table, counts.get(table.id, 0), writes))
    return groups


def lines(book: OpenBook, found: Iterable[RegisterRow], *, is_revealed: bool = False) -> list[Line]:
    """Rows as lines: persons by name, 敏感 columns covered unless it is one's own row or they were revealed."""
    found = list(found)
    names = _names(book.table, found)
    versions = list(all_rows(book)) if book.table.effect else ()
    words = standings(book.table, versions, book.visitor.on)
    return [replace(_line(book, row, names, is_revealed), standing=words.get(row.pk, "")) for row in found]


def all_rows(book: OpenBook) -> Any:
    """The rows by number."""
    return rows(book.table.id, book.book.bound)


def questions(book: OpenBook, *, revising: bool = False) -> tuple[Question, ...]:
    """The columns as questions, evidence last; a covered column may be left empty when revising."""
    covered = {field.id for field in book.table.fields if field.level in HIDDEN} if revising else set()
    seen = {SUBJECT, *(field.id for field in book.columns)}
    asked = [question(ask) for ask in asks(book.table, pack()) if ask.id in seen]
    asked = [_optional(each) if each.id in covered else each for each in asked]
    if revising:
        asked = [each for each in asked if each.id != SUBJECT]
    return (*asked, *_evidence(book.table))


def choices(book: OpenBook) -> dict[str, Pairs]:
    """Labels for clauses, leaves, subjects and persons."""
    found: dict[str, Pairs] = {}
    about = subjects(book.table, pack())
    if about:
        found[SUBJECT] = [(id, name_of(book.table, id, pack())) for id in about]
    elif book.table.subject and book.table.subject.kind == "person":
        found[SUBJECT] = people_of(book.visitor)
    for field in book.table.fields:
        if field.type in ("clause", "clauses"):
            found[field.id] = [(clause.id, f"{clause.id} {clause.title}") for clause in pack().clauses]
        elif field.type in ("leaf", "leaves"):
            leaves = (*pack().tree.leaves, *pack().tree.improvement_leaves)
            found[field.id] = [(leaf.id, leaf.name) for leaf in leaves]
        elif field.type == "person":
            found[field.id] = people_of(book.visitor)
    return found | {name: [(one, one) for one in known] for name, known in entries_asked(book.book).items()}


def facts_of(row: RegisterRow, book: OpenBook) -> dict[str, Any]:
    """A row's values for its form, covered ones left out unless they are one's own."""
    own = row.written_by == book.visitor.actor.person
    covered = set() if own else {field.id for field in book.table.fields if field.level in HIDDEN}
    return {name: value for name, value in row.data.items() if name not in covered}


def sheet(book: OpenBook) -> Sheet:
    """All rows as a table to be taken away: 敏感 columns covered, 核心 ones left out."""
    found = list(all_rows(book))
    return sheet_of(book.book, found, held=book.held, names=_names(book.table, found))


def without_empty(values: Mapping[str, Any], covered: Iterable[str]) -> dict[str, Any]:
    """Facts of a revision: a covered column that was left empty stays as it is."""
    return {
        name: value
        for name, value in values.items()
        if name not in set(covered) or value not in (None, "", ())
    }


def _barred(book: Book, visitor: Visitor) -> str:
    try:
        check_writer(book, visitor.actor)
    except Refused as refusal:
        return str(refusal)
    return ""


def _sort(record: Any) -> str:
    return story_of(record).partition(":")[0]


def empty_with_first_rows(visitor: Visitor) -> list[str]:
    """Titles of the body's empty registers that the pack has first rows for, where the person may write them."""
    tables = [table for table in registers() if table.first_rows and "body" in table.bound]
    return [
        table.title
        for table in tables
        if visitor.actor.roles & {*table.writes} and not rows(table.id, BODY).exists()
    ]


def _counts(story: str) -> list[tuple[str, int]]:
    mine = RegisterRow.objects.filter(bound=story).order_by()
    return list(mine.values_list("register").annotate(Count("pk")))


def _line(book: OpenBook, row: RegisterRow, names: Mapping[int, str], is_revealed: bool) -> Line:
    clear = is_revealed or row.written_by == book.visitor.actor.person
    cells = tuple(_cell(field, row.data.get(field.id), names, clear) for field in book.columns)
    about = row.subject and (
        names.get(int(row.subject), row.subject)
        if _is_person(book.table)
        else name_of(book.table, row.subject, pack())
    )
    hidden = not clear and any(field.level in HIDDEN and row.data.get(field.id) for field in book.columns)
    return Line(row, about, cells, tuple(row.evidence), names.get(row.written_by, "—"), hidden)


def _cell(field: RegisterField, plain: Any, names: Mapping[int, str], clear: bool) -> str:
    text = names.get(plain, str(plain or "")) if field.type == "person" else shown(field, plain, pack())
    if not text:
        return "—"
    return for_page(text, tag_of(field), is_revealed=clear or field.type == "person")


def _is_person(table: RegisterTable) -> bool:
    return table.subject is not None and table.subject.kind == "person"


def _names(table: RegisterTable, found: Sequence[RegisterRow]) -> dict[int, str]:
    ids = {row.written_by for row in found}
    ids |= {row.data[field.id] for row in found for field in table.person_fields if row.data.get(field.id)}
    if _is_person(table):
        ids |= {int(row.subject) for row in found if row.subject.isdecimal()}
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def _evidence(table: RegisterTable) -> tuple[Question, ...]:
    if table.evidence is None:
        return ()
    note = f"至少 {table.evidence.at_least} 件；可以随后补充" if table.evidence.by == "later" else ""
    ask = Ask(EVIDENCE, "证据", "files", required=table.evidence.by == "writing", note=note)
    return (question(ask),)


def _optional(asked: Question) -> Question:
    return replace(asked, required=False, note="已遮盖；留空则不变")


def has_sheet(table: RegisterTable, pack: Pack) -> bool:
    """Whether all its lines are known beforehand, so that they can be filled in on one sheet."""
    needs_files = table.evidence is not None and table.evidence.by == "writing"
    return bool(subjects(table, pack)) and not needs_files and not table.append_only
