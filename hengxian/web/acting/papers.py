"""Files and letters of a record, as the person looking may have them; a client has his own and what was handed over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from hengxian.journal.models import Recorded
from hengxian.kernel.refusals import NotThere
from hengxian.people.models import Account
from hengxian.records.delivering import ACKNOWLEDGED, HANDED_OVER
from hengxian.records.models import StoredFile
from hengxian.records.models.document import Document, DocumentStep
from hengxian.web.acting.domain import here
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor

SHOWN = 100
BODY_STORY = "body:1"
MayOpen = Callable[[Any, StoredFile, Visitor], bool]
_withheld: dict[str, MayOpen] = {}


def opened_by(kind: str) -> Callable[[MayOpen], MayOpen]:
    """Registers who may have a file of records of a kind that he may see: `f(record, file, visitor)`."""

    def register(may_open: MayOpen) -> MayOpen:
        _withheld[kind] = may_open
        return may_open

    return register


@dataclass(frozen=True)
class Papers:
    """What hangs on a story: letters, then everything else that was kept."""

    documents: Sequence[Document]
    files: Sequence[StoredFile]


def papers(record: Recorded, visitor: Visitor) -> Papers:
    """The letters and files of a record's own story, the newest first."""
    files = files_for(visitor).filter(about=record.story).exclude(category="document").order_by("-pk")[:SHOWN]
    may_open = _withheld.get(record.kind)
    return Papers(
        list(documents_for(visitor).filter(about=record.story).order_by("-pk")[:SHOWN]),
        [file for file in files if may_open is None or may_open(record, file, visitor)],
    )


def documents_for(visitor: Visitor) -> "QuerySet[Document]":
    """Documents that are there for the person, whatever they are about."""
    documents = Document.objects.select_related("file", "word").prefetch_related("steps")
    if not visitor.is_client:
        return documents
    handed = DocumentStep.objects.filter(step__in=(HANDED_OVER, ACKNOWLEDGED)).values("document_id")
    return documents.filter(pk__in=handed)


def files_for(visitor: Visitor) -> "QuerySet[StoredFile]":
    """Files that are there for the person, whatever they are about."""
    if not visitor.is_client:
        return StoredFile.objects.all()
    own = Account.objects.filter(organisation=visitor.actor.organisation).values("person_id")
    letters = documents_for(visitor)
    handed = Q(documents__in=letters) | Q(documents_in_word__in=letters)
    return StoredFile.objects.filter(
        pk__in=StoredFile.objects.filter(Q(received_by__in=own) | handed).values("pk")
    )


def one_file(pk: int, visitor: Visitor) -> StoredFile:
    """A file of a story that the person may see. NotThere otherwise."""
    file = files_for(visitor).filter(pk=pk).first()
    if file is None or not _may_see_story(file.about, visitor) or not _is_opened(file, visitor):
        raise NotThere("没有这个文件，或者您无权查看")
    return file


def _is_opened(file: StoredFile, visitor: Visitor) -> bool:
    kind, _, pk = file.about.partition(":")
    if kind not in _withheld or kind not in KINDS:
        return True
    return _withheld[kind](KINDS[kind].one(visitor, int(pk)), file, visitor)


def _may_see_story(story: str, visitor: Visitor) -> bool:
    kind, _, pk = story.partition(":")
    if story == BODY_STORY:
        return bool(visitor.actor.roles & here().own_papers)
    if kind not in KINDS or not pk.isdecimal():
        return False
    try:
        return KINDS[kind].seen_by(visitor).filter(pk=pk).exists()
    except NotThere:
        return False


def may_replace(file: StoredFile, visitor: Visitor) -> bool:
    """Whether it is in use and of one's own side; letters are superseded, not replaced."""
    if not file.is_current or file.category == "document":
        return False
    if not visitor.is_client:
        return file.received_by == visitor.actor.person
    own = Account.objects.filter(organisation=visitor.actor.organisation, person=file.received_by)
    return own.exists()
