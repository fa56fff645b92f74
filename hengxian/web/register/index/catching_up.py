"""Being up to date: every request asks the folder whether there is anything new, and reads it before it answers."""

from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import connection, transaction

from hengxian.publication.faults import FolderFault
from hengxian.publication.folder import Head, head_of
from hengxian.publication.reading import Cursor, Fact, read
from hengxian.web.register import models
from hengxian.web.register.index.applying import apply
from hengxian.web.register.index.search import word_index

VERSION = 1
"""Raise it when the index is built differently; it is then thrown away and read again."""

BATCH = 500
_EVERYTHING = (
    models.Change,
    models.Edition,
    models.Certificate,
    models.Announcement,
    models.Paper,
    models.Tally,
    models.Source,
)


@dataclass(frozen=True)
class Reading:
    """How current the index is: the last fact read, whether more are waiting, and what is wrong with the folder."""

    sequence: int
    published_at: datetime | None
    is_behind: bool
    trouble: str


def catch_up(folder: Path, anchor: str = "", batches: int = 4) -> Reading:
    """Read what is new, at most so many batches of 500 facts, so that no visitor waits for a whole rebuild.

    When nothing is new this costs one small file and one query. A damaged folder changes nothing that was read before:
    the reading says what is wrong. `anchor` is the id of the key the folder must have been begun with.
    """
    try:
        head = head_of(folder)
    except FolderFault as fault:
        return _told(_source_as_it_is(), Head(), str(fault))
    source = models.Source.objects.filter(version=VERSION).first()
    for _ in range(batches):
        if source and _is_settled(source, head):
            break
        source = _advance(folder, anchor, head)
    return _told(source, head)


def build(folder: Path, anchor: str = "") -> Reading:
    """Read everything there is, however long it takes, trying a mended folder again: for a command, not for a page."""
    models.Source.objects.update(trouble="", trouble_head="")
    reading = catch_up(folder, anchor)
    while reading.is_behind and not reading.trouble:
        reading = catch_up(folder, anchor, batches=50)
    return reading


def _is_settled(source: models.Source, head: Head) -> bool:
    is_there = (source.sequence, source.cursor["digest"]) == (head.sequence, head.digest)
    return (is_there and not source.trouble) or source.trouble_head == _mark(head)


def _mark(head: Head) -> str:
    """What a head that led to trouble is known again by."""
    return f"{head.sequence}:{head.digest[:40]}"


@transaction.atomic
def _advance(folder: Path, anchor: str, head: Head) -> models.Source:
    """Read one batch. The row is locked first, so that two requests never read the same facts twice."""
    source = _locked_source(anchor)
    trouble = ""
    facts: list[Fact] = []
    written = source.cursor
    cursor = Cursor(**{**written, "retired": tuple(written["retired"])})
    try:
        for fact in islice(read(folder, cursor), BATCH):
            facts.append(fact)
    except FolderFault as fault:
        trouble = str(fault)
    for fact in facts:
        cursor = cursor.after(fact)
    apply(facts)
    source.cursor, source.sequence = asdict(cursor), cursor.sequence
    source.published_at = facts[-1].at if facts else source.published_at
    source.trouble, source.trouble_head = trouble, _mark(head) if trouble else ""
    source.save()
    return source


def _locked_source(anchor: str) -> models.Source:
    source = models.Source.objects.select_for_update().first()
    if source and source.version == VERSION:
        return source
    word_index().prepare()
    word_index().clear()
    with connection.cursor() as cursor:  # the tables belong to nobody else, and may hold millions of rows
        for model in _EVERYTHING:
            cursor.execute(f"delete from {model._meta.db_table}")
    return models.Source.objects.create(pk=1, version=VERSION, cursor=asdict(Cursor(anchor=anchor)))


def _source_as_it_is() -> models.Source | None:
    return models.Source.objects.filter(version=VERSION).first()


def _told(source: models.Source | None, head: Head, trouble: str = "") -> Reading:
    if source is None:
        return Reading(0, None, head.sequence > 0, trouble)
    said = trouble or source.trouble
    return Reading(source.sequence, source.published_at, source.sequence < head.sequence and not said, said)
