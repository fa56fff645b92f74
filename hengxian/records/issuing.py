"""Issuing: a paper becomes a numbered document, kept with what it was made from (G-11, G-12)."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Max

from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.models.recorded import plain
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete, NotNow
from hengxian.records.clocks import local_day
from hengxian.records.documents.imprint import Body, Setting, Signature
from hengxian.records.documents.letters import Envelope, letter
from hengxian.records.documents.letters.texts import text_of
from hengxian.records.documents.letters.writing import LetterFacts
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.pdf import to_pdf
from hengxian.records.files.keeping import keep
from hengxian.records.models.document import Document
from hengxian.records.models.stored_file import StoredFile

CATEGORY = "document"


@dataclass(frozen=True)
class Imprint:
    """What the number gives to a paper that is about to be made."""

    number: str
    edition: int
    dated_on: date


@dataclass(frozen=True)
class Matter:
    """What a document is about: its story, the sort that counts its numbers, the name its number begins with."""

    about: str
    sort: str
    name: str


@dataclass(frozen=True)
class Sender:
    """What every letter of a case says beside its own facts; `case` and `rule` are printed under the title."""

    body: Body
    addressee: str
    case: str
    rule: str
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()


def issue_letter(
    facts: LetterFacts,
    sender: Sender,
    *,
    about: str,
    by: Actor,
    at: datetime,
    supersedes: Document | None = None,
    reason: str = "",
) -> Document:
    """Write the letter, number it, keep it. Incomplete when a fact lacks or a character cannot be printed."""
    name = text_of(facts.text).title
    said = {field: getattr(sender, field) for field in Sender.__dataclass_fields__}
    source = {"letter": facts.text, "facts": plain(asdict(facts)), "sender": plain(asdict(sender))}

    def make(given: Imprint) -> Paper:
        envelope = Envelope(number=given.number, version=given.edition, dated_on=given.dated_on, **said)
        return letter(facts, envelope)

    matter = Matter(about, facts.text, name)
    return issue(make, matter, source, by=by, at=at, supersedes=supersedes, reason=reason)


@transaction.atomic
def issue(
    make: Callable[[Imprint], Paper],
    matter: Matter,
    source: dict[str, Any],
    *,
    by: Actor,
    at: datetime,
    to_word: Callable[[Paper], bytes] | None = None,
    supersedes: Document | None = None,
    reason: str = "",
) -> Document:
    """Give the next number, make the paper with it, keep PDF (and Word) and row; all or nothing.

    Numbers are drawn under the chain's lock, so a refusal leaves no gap. A document that `supersedes`
    another keeps its number and needs a reason (Incomplete); only the latest edition can be superseded
    (NotNow).
    """
    hold_chain()
    place = _next_edition(supersedes, matter, reason) if supersedes else _next_number(matter, at)
    number = f"{matter.name}〔{place['year']}〕{place['serial']}号"
    paper = make(Imprint(number, place["edition"], local_day(at)))
    document = Document(
        **place,
        about=matter.about,
        sort=matter.sort,
        number=number,
        title=paper.title,
        addressee=paper.addressee,
        dated_on=paper.dated_on,
        source=source,
        fingerprint=paper.fingerprint,
        supersedes=supersedes,
        issued_at=at,
        file=_kept(document_name(number, place["edition"], "pdf"), to_pdf(paper), matter, by, at),
    )
    if to_word:
        document.word = _kept(document_name(number, place["edition"], "docx"), to_word(paper), matter, by, at)
    return create(document, by=by, at=at, verb="issue", reason=reason)


def document_name(number: str, edition: int, suffix: str) -> str:
    """The file's name: 补充材料一次性告知书〔2026〕3号 第2版.pdf."""
    return f"{number}{f' 第{edition}版' if edition > 1 else ''}.{suffix}"


def documents_of(about: str, sort: str = "") -> list[Document]:
    """The documents of a story in the order they were issued, every edition; `sort` narrows."""
    found = Document._default_manager.filter(about=about).select_related("file", "word").order_by("pk")
    return list(found.filter(sort=sort) if sort else found)


def _next_number(matter: Matter, at: datetime) -> dict[str, int]:
    year = local_day(at).year
    same = Document._default_manager.filter(sort=matter.sort, year=year)
    last = same.aggregate(last=Max("serial"))["last"] or 0
    return {"year": year, "serial": last + 1, "edition": 1}


def _next_edition(document: Document, matter: Matter, reason: str) -> dict[str, int]:
    if not reason:
        raise Incomplete("重新制发文件还缺：理由", "", ("reason",))
    if document.sort != matter.sort or document.about != matter.about:
        raise ValueError(f"{document} is no earlier edition of a {matter.sort} of {matter.about}")
    if Document._default_manager.filter(supersedes=document).exists():
        raise NotNow(f"{document.number} 第{document.edition}版之后已有新版，只能替换最新一版")
    return {"year": document.year, "serial": document.serial, "edition": document.edition + 1}


def _kept(name: str, content: bytes, matter: Matter, by: Actor, at: datetime) -> StoredFile:
    return keep(
        BytesIO(content), name, about=matter.about, category=CATEGORY, subject=matter.sort, by=by, at=at
    )
