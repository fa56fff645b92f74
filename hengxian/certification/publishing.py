"""Telling the public: facts are stored with the act that makes them true, and written to the folder once it holds.

The database is the outbox and the folder the public copy (L26, T31). A folder that cannot be written delays nobody's
act: the facts wait, and `write_outstanding` brings them out when it is called again.
"""

import fcntl
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from pydantic import ValidationError

from hengxian.certification.models import Publication, Written
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.kernel.refusals import Incomplete
from hengxian.publication.appending import Draft, append, found
from hengxian.publication.attesting import attest
from hengxian.publication.facts import KINDS
from hengxian.publication.faults import FactRefused
from hengxian.publication.folder import head_of
from hengxian.publication.opendata import write_open_data
from hengxian.publication.signing import KeyFile, Signer

TRIES = 5  # Others may append between looking and writing; each time one of them got ahead.
log = logging.getLogger(__name__)


def publish(drafts: Sequence[Draft], *, about: str, by: Actor, at: datetime) -> list[Publication]:
    """Store the facts in the running transaction; they reach the folder when it has been committed."""
    told = [
        Publication(about=about, fact_kind=draft.body.kind, body=draft.body.plain(), told_at=draft.at)
        for draft in drafts
    ]
    made = list(create_many(told, by=by, at=at, verb="publish"))
    transaction.on_commit(partial(_try_to_write, at))
    return made


def write_outstanding(at: datetime) -> int:
    """Bring what waits to the folder, in order and each once; how many were brought. Harmless when repeated."""
    with _one_writer():
        found(_folder(), signer(), at)
        count = _write_planned(at) + _write_new(at)
        attest(_folder(), register_address(), signer())
    return count


def renew_open_data(at: datetime) -> None:
    """Write the signed open data anew from what is in the folder (E-3)."""
    write_open_data(_folder(), signer(), at)


def outstanding() -> int:
    """How many facts wait for the folder."""
    return Publication.objects.exclude(written__written_at__isnull=False).count()


def signer() -> Signer:
    """The key that signs what is published; drawn when there is none yet."""
    path = Path(settings.HENGXIAN_SIGNING_KEY)
    return KeyFile.load(path) if path.exists() else KeyFile.create(path)


def register_address() -> str:
    """The public address of the register, without a slash at the end."""
    return str(settings.HENGXIAN_SITES["register"]).rstrip("/")


@contextmanager
def publishable(field: str = "") -> Iterator[None]:
    """Within it, a fact that may not be public (a mobile number, a mail address) is refused in one sentence."""
    try:
        yield
    except ValidationError as wrong:
        told = wrong.errors()[0]
        sentence = str(told.get("ctx", {}).get("error") or told["msg"])
        raise Incomplete(sentence, "7.1", (field,) if field else ()) from None


def _try_to_write(at: datetime) -> None:
    try:
        write_outstanding(at)
    except Exception:  # the act is done, and the facts wait safely: nothing may undo that
        log.exception("公布文件夹未能写入，待公布的事项留待下次")


def _write_planned(at: datetime) -> int:
    """What a writer that was killed had planned: it stands there, or its place was taken, which is told apart."""
    rows = list(Written.objects.filter(written_at=None).select_related("publication").order_by("sequence"))
    if not rows:
        return 0
    try:
        append(_folder(), [_draft(row.publication) for row in rows], signer(), first=rows[0].sequence)
    except FactRefused:
        Written.objects.filter(written_at=None).delete()
        return 0
    Written.objects.filter(pk__in=[row.pk for row in rows]).update(written_at=at)
    return len(rows)


def _write_new(at: datetime) -> int:
    for _ in range(TRIES):
        waiting = list(Publication.objects.filter(written=None).order_by("pk"))
        if not waiting:
            return 0
        last = Written.objects.aggregate(last=Max("sequence"))["last"] or 0
        first = max(head_of(_folder()).sequence, last) + 1
        Written.objects.bulk_create(
            Written(publication=each, sequence=place) for place, each in enumerate(waiting, start=first)
        )
        if count := _write_planned(at):
            return count
    raise FactRefused("公布文件夹一直被他处写入，待公布的事项留待下次")


def _draft(publication: Publication) -> Draft:
    body = KINDS[publication.fact_kind].model_validate(publication.body)
    return Draft(f"publication/{publication.pk}", publication.told_at, body)


def _folder() -> Path:
    return Path(settings.HENGXIAN_FACTS)


@contextmanager
def _one_writer() -> Iterator[None]:
    path = Path(settings.HENGXIAN_SIGNING_KEY).with_name("publishing.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
