"""Revealing what is masked by default: an act with a reason, listed for the audit administrator (G-7)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Entry, Recorded
from hengxian.kernel.refusals import Incomplete

VERB = "reveal"


@transaction.atomic
def reveal(record: Recorded, fields: Sequence[str], *, by: Actor, at: datetime, reason: str) -> Entry:
    """Note that somebody sees these fields of a record in clear; the record is not changed.

    Incomplete without a reason. Whether the person may see the record at all is asked before.
    """
    if not reason.strip():
        raise Incomplete(
            f"查看{record.label}中被遮盖的内容须说明理由", "个人信息保护法第五十一条", ("reason",)
        )
    return append([Line(record, VERB, by, at, reason.strip(), {"fields": list(fields)})])[0]


def reveals() -> QuerySet[Entry]:
    """Every reveal, latest first, with what was seen."""
    return Entry.objects.filter(verb=VERB).select_related("said").order_by("-sequence")
