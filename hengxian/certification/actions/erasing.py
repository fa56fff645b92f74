"""Erasing a kept file: asked for by one person, approved by another; the content goes, row and digests stay (G-14)."""

from datetime import datetime

from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.records.files import keeping
from hengxian.records.models import StoredFile


@action("file", "propose_erasure")
def propose(
    file: StoredFile, *, by: Actor, at: datetime, reason: str, data_kinds: str, version: int | None = None
) -> StoredFile:
    """Nothing goes yet."""
    return keeping.propose_erasure(file, by=by, at=at, reason=reason, data_kinds=data_kinds, version=version)


@action("file", "withdraw_erasure")
def withdraw(
    file: StoredFile, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> StoredFile:
    """The file stays after all."""
    return keeping.withdraw_erasure(file, by=by, at=at, reason=reason, version=version)


@action("file", "erase")
def erase(file: StoredFile, *, by: Actor, at: datetime, version: int | None = None) -> StoredFile:
    """The content goes once the act is committed."""
    return keeping.erase(file, by=by, at=at, version=version)
