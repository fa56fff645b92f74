"""The calls: lists, records, moves, acts, registers, files, timeline; every one through the same door as the pages."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import File, Form, Header, Path, Query, Router
from ninja.files import UploadedFile
from pydantic import WithJsonSchema

from hengxian.journal.conditions import standing
from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import check_person
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere
from hengxian.records.files.categories import CATEGORIES
from hengxian.records.models import RegisterRow
from hengxian.records.registers.subjects import slot_of
from hengxian.records.registers.writing import revise, write
from hengxian.web.acting import asking, attaching, books
from hengxian.web.acting.beginnings import blank, start_for
from hengxian.web.acting.doing import act, start, was_done
from hengxian.web.acting.kinds import KINDS, Kind
from hengxian.web.acting.listing import Filter
from hengxian.web.acting.listing import listed as page_listed
from hengxian.web.acting.offers import offers
from hengxian.web.acting.timeline import timeline
from hengxian.web.acting.visitor import Visitor
from hengxian.web.api import shapes, telling
from hengxian.web.api.door import caller, writer
from hengxian.web.api.saying import facts_of

PROBLEMS = {status: shapes.Problem for status in (400, 401, 403, 404, 409, 422, 429)}
router = Router(tags=["认证"])
KindPath = Annotated[
    Annotated[str, WithJsonSchema({"type": "string", "enum": list(KINDS)})],
    Path(description="、".join(f"{kind.id} {kind.label}" for kind in KINDS.values())),
]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=80, description="同一键重复提交只办理一次")]


@router.get("/{kind}", response={200: shapes.Items, **PROBLEMS}, summary="列表")
def listed(
    request: HttpRequest,
    kind: KindPath,
    status: str = "",
    q: str = "",
    after: str = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Any:
    """Records of a kind that the account may see, the newest first."""
    visitor, sort = caller(request), _kind(kind)
    shown = page_listed(sort, visitor, Filter(status, q[:60], after), limit)
    return {"items": [telling.item(sort, record, visitor) for record in shown.items], "after": shown.after}


@router.post("/{kind}", response={200: shapes.Detail, **PROBLEMS}, summary="新建")
def begun(request: HttpRequest, kind: KindPath, said: shapes.Starting, key: Key = "") -> Any:
    """Bring a record into being, as its table has it; what the form of the page asks is asked here."""
    visitor, sort = writer(request), _kind(kind)
    parent = _kind(said.parent_kind).one(visitor, said.parent_id) if said.parent_kind else None
    wanted = start_for(sort.id, said.verb, parent, visitor)
    columns = tuple(asking.question(ask) for ask in wanted.beginning.columns)
    choices = asking.choices(blank(wanted, parent, visitor), wanted.move, visitor, wanted.beginning.columns)
    story = parent.story if parent is not None else ""
    asked = (*columns, *asking.questions(wanted.move))
    facts = facts_of(said.facts, asked, choices, story, visitor.actor.person)
    given = {column.id: facts.pop(column.id) for column in columns}
    made = start(wanted, parent, blank(wanted, parent, visitor, given), facts, visitor, key)
    return telling.detail(sort, made, visitor)


@router.get("/{kind}/{int:id}", response={200: shapes.Detail, **PROBLEMS}, summary="一件")
def one(request: HttpRequest, kind: KindPath, id: int) -> Any:
    """One record."""
    visitor, sort = caller(request), _kind(kind)
    return telling.detail(sort, sort.one(visitor, id), visitor)


@router.get(
    "/{kind}/{int:id}/moves", response={200: list[shapes.Offered], **PROBLEMS}, summary="可办理的事项"
)
def moves(request: HttpRequest, kind: KindPath, id: int) -> Any:
    """The acts of the record's state that are the account's to do, with what bars them and what they ask."""
    visitor = caller(request)
    record = _kind(kind).one(visitor, id)
    return (
        [telling.offered(offer, record, visitor) for offer in offers(record, visitor)]
        if _is_lived(record)
        else []
    )


@router.get("/{kind}/{int:id}/journal", response={200: list[shapes.Told], **PROBLEMS}, summary="经过")
def told(request: HttpRequest, kind: KindPath, id: int, before: int = 0) -> Any:
    """What happened, the newest first; `before` is the sequence after which the older ones begin."""
    visitor = caller(request)
    return list(timeline(_kind(kind).one(visitor, id), visitor, before).lines)


@router.get(
    "/{kind}/{int:id}/registers/{table}",
    response={200: list[shapes.RegisterLine], **PROBLEMS},
    summary="台账",
)
def rows(request: HttpRequest, kind: KindPath, id: int, table: str) -> Any:
    """The rows of a register of a record (`body`/1 for the body's own)."""
    book = books.open_for(books.owner(caller(request), _owner(kind), id), table, _visitor(request))
    return [telling.line(line, book) for line in books.lines(book, books.all_rows(book))]


@router.post(
    "/{kind}/{int:id}/registers/{table}", response={200: shapes.RegisterLine, **PROBLEMS}, summary="填写台账"
)
def wrote(request: HttpRequest, kind: KindPath, id: int, table: str, row: shapes.Writing) -> Any:
    """Add a row; with `version` one is revised: that of `number`, else the account's own about that subject."""
    visitor = writer(request)
    book = books.open_for(books.owner(visitor, _owner(kind), id), table, visitor)
    if not book.may_write:
        raise NotAllowed(book.barred)
    if row.version is not None:
        made = revise(
            book.book, _row_meant(book, row, visitor), row.facts, by=visitor.actor, at=visitor.at, version=row.version,
            evidence=row.evidence or None,
        )  # fmt: skip
    else:
        made = write(
            book.book, row.facts, by=visitor.actor, at=visitor.at, subject=row.subject, evidence=row.evidence
        )
    return telling.line(books.lines(book, [made])[0], book)


@router.post("/{kind}/{int:id}/files", response={200: shapes.Paper, **PROBLEMS}, summary="上传文件")
def uploaded(
    request: HttpRequest,
    kind: KindPath,
    id: int,
    file: Annotated[UploadedFile, File()],
    category: Annotated[str, Form()] = "evidence",
    masked: Annotated[bool, Form()] = False,
) -> Any:
    """Keep a file with a record; its reference can then be given as a fact or as evidence."""
    visitor = writer(request)
    record = _kind(kind).one(visitor, id)
    if category not in {each.id for each in CATEGORIES} - {"document"}:
        raise NotThere(f"没有“{category}”这种文件")
    [reference] = attaching.keep_all([file], category, record.story, {"masked": masked}, visitor)
    return telling.paper_called(reference)


@router.post("/{kind}/{int:id}/{verb}", response={200: shapes.Detail, **PROBLEMS}, summary="办理")
def done(request: HttpRequest, kind: KindPath, id: int, verb: str, said: shapes.Saying, key: Key = "") -> Any:
    """Do an act."""
    visitor, sort = writer(request), _kind(kind)
    record = sort.one(visitor, id)
    if not _is_lived(record) or verb not in {row.verb for row in record.lifecycle}:
        raise NotThere("没有这种办理")
    row = record.lifecycle.row(verb)
    if not was_done(record, verb, key, visitor):
        check_person(row, visitor.actor.roles, standing(record, visitor.actor))
        choices = asking.choices(record, row, visitor)
        facts = facts_of(said.facts, asking.questions(row), choices, record.story, visitor.actor.person)
        act(record, row, facts, visitor, key=key, version=said.version)
    return telling.detail(sort, sort.model._default_manager.get(pk=id), visitor)


def _row_meant(book: books.OpenBook, said: shapes.Writing, visitor: Visitor) -> RegisterRow:
    found = books.all_rows(book)
    slot = slot_of(book.table, said.subject, visitor.actor.person) if said.subject else None
    if said.number is None and slot is None:
        raise Incomplete(f"《{book.table.title}》须以 number 写明修改第几号", fields=("number",))
    row = found.filter(slot=slot) if said.number is None else found.filter(number=said.number)
    meant: RegisterRow | None = row.first()
    if meant is None:
        raise NotThere("没有这一条")
    return meant


def _kind(id: str) -> Kind:
    if id not in KINDS:
        raise NotThere(f"没有“{id}”这种记录")
    return KINDS[id]


def _owner(id: str) -> str:
    return id if id == "body" else _kind(id).id


def _visitor(request: HttpRequest) -> Any:
    return caller(request)


def _is_lived(record: Any) -> bool:
    return isinstance(record, Lived)
