"""An act from a form or a call: files kept, facts handed over, done once however often it is sent."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hengxian.journal.acting import perform
from hengxian.journal.models import Lived, Receipt
from hengxian.journal.receipts import once
from hengxian.kernel.lifecycle import Move
from hengxian.web.acting import attaching
from hengxian.web.acting.beginnings import Start
from hengxian.web.acting.visitor import Visitor


def act(
    record: Lived,
    row: Move,
    facts: Mapping[str, Any],
    visitor: Visitor,
    *,
    key: str = "",
    version: int | None = None,
) -> Lived:
    """Do the act, with its files, in one transaction; the same key again finds it done. Raises as `perform`."""

    def done() -> Lived:
        return perform(
            record, row.verb, by=visitor.actor, at=visitor.at, version=version,
            **_with_kept_files(facts, row.verb, record.story, visitor),
        )  # fmt: skip

    with transaction.atomic():
        return once(_key(key, record.kind, record.pk, row.verb), by=visitor.actor, at=visitor.at, make=done)


def start(
    start: Start, parent: Any, new: Lived, facts: Mapping[str, Any], visitor: Visitor, key: str
) -> Lived:
    """Bring the unsaved record `new` into being. Its files hang on the story of what it springs from."""

    def made() -> Lived:
        story = parent.story if parent is not None else f"organisation:{visitor.actor.organisation or 0}"
        said = _with_kept_files(facts, start.move.verb, story, visitor)
        return perform(new, start.move.verb, by=visitor.actor, at=visitor.at, **said)

    about = (start.kind.id, parent.story if parent is not None else "new", start.move.verb)
    with transaction.atomic():
        return once(_key(key, *about), by=visitor.actor, at=visitor.at, make=made)


def was_done(record: Lived, verb: str, key: str, visitor: Visitor) -> bool:
    """Whether this account has brought this key for this act before: then there is nothing left to ask or check."""
    if not key:
        return False
    made = Receipt.objects.filter(account=visitor.actor.account, key=_key(key, record.kind, record.pk, verb))
    return made.exists()


def _key(key: str, *about: object) -> str:
    """The caller's key for this one act; empty stays empty, which makes anew."""
    return key and hashlib.sha256(":".join(map(str, (key, *about))).encode()).hexdigest()


def _with_kept_files(facts: Mapping[str, Any], verb: str, story: str, visitor: Visitor) -> dict[str, Any]:
    own, about = attaching.split(facts)
    for name, value in own.items():
        files = value if isinstance(value, tuple | list) else (value,)
        if files and all(isinstance(file, UploadedFile) for file in files):
            own[name] = attaching.keep_all(files, attaching.category(name, verb), story, about, visitor)
    return own
