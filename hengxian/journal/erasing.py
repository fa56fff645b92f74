"""Erasing personal data from a record and from the words of its entries, asked by one person, approved by another.

The entries, their digests and the record stay; the approving entry is the marker that says what kind of data
went, by whom and why (G-14). `COLUMN` of a text is what a page then shows.
"""

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Detail, Recorded
from hengxian.journal.models.erasure import Erasure
from hengxian.journal.verifying import recorded_models
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete, NotNow, NotThere

GONE = "（已清除）"


def propose_erasure(
    record: Recorded,
    columns: tuple[str, ...],
    *,
    by: Actor,
    at: datetime,
    reason: str,
    data_kinds: str,
    retained_until: date | None = None,
) -> Erasure:
    """Ask for columns of a record to be emptied; nothing goes yet. Incomplete for a column that cannot be.

    `retained_until` is the last day on which the law still asks for the data, None where nothing does.
    """
    for name in columns:
        if not _can_be_emptied(record, name):
            raise Incomplete(f"{record.label}没有可以清除的栏目“{name}”", "", ("columns",))
    erasure = Erasure(
        object_kind=record.kind,
        object_id=str(record.pk),
        columns=list(columns),
        data_kinds=data_kinds,
        reason=reason,
        proposed_by_name=by.name,
        retained_until=retained_until,
    )
    return begin(erasure, "propose", by=by, at=at, reason=reason, data_kinds=data_kinds)


def withdraw_erasure(
    erasure: Erasure, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> Erasure:
    """The data stay after all."""
    return enact(erasure, "withdraw", by=by, at=at, version=version, reason=reason)


@transaction.atomic
def approve_erasure(erasure: Erasure, *, by: Actor, at: datetime, version: int | None = None) -> Erasure:
    """Empty the columns and the words of every entry about the record, and say so in the journal; irreversible.

    NotAllowed for the person who asked, NotNow before `retained_until` has passed, NotThere for a record gone.
    """
    if erasure.retained_until and timezone.localtime(at).date() <= erasure.retained_until:
        raise NotNow(f"须保存至 {erasure.retained_until.isoformat()}，期满前不能清除")
    record = _record_of(erasure)
    words = Detail.objects.filter(
        entry__object_kind=erasure.object_kind, entry__object_id=erasure.object_id, facts__isnull=False
    )
    numbers = list(words.order_by("entry_id").values_list("entry_id", flat=True))
    facts: dict[str, Any] = {
        "entries": numbers,
        "object": f"{record.label} {erasure.object_id}",
        "data_kinds": erasure.data_kinds,
        "proposed_by": erasure.proposed_by_name,
        "reason_given": erasure.reason,
    }
    enact(erasure, "approve", by=by, at=at, version=version, **facts)
    words.filter(entry_id__in=numbers).update(facts=None)
    _empty(record, erasure.columns, by, at)
    return erasure


def _empty(record: Recorded, columns: list[str], by: Actor, at: datetime) -> None:
    # Not by `amend`: the record may be settled, and its old values must not be told once more.
    emptied = {name: _nothing(record, name) for name in columns}
    rows = type(record)._default_manager.filter(pk=record.pk, version=record.version)
    if rows.update(**emptied, version=record.version + 1) != 1:
        raise NotNow(f"{record.label}正在被他人改动，请稍后再批准")
    record.refresh_from_db()
    append([Line(record, "erase_personal_data", by, at, after={name: GONE for name in columns})])


def _record_of(erasure: Erasure) -> Recorded:
    for model in recorded_models():
        if model.kind == erasure.object_kind:
            found = model._default_manager.filter(pk=erasure.object_id).first()
            if found is not None:
                return found
    raise NotThere(f"没有 {erasure.object_kind} {erasure.object_id}")


def _can_be_emptied(record: Recorded, name: str) -> bool:
    field = {one.name: one for one in record._meta.concrete_fields}.get(name)
    if field is None or field.unique or field.is_relation or name in ("version", "status", "marker"):
        return False
    return field.null or isinstance(field, models.CharField | models.TextField | models.JSONField)


def _nothing(record: Recorded, name: str) -> Any:
    field = record._meta.get_field(name)
    if isinstance(field, models.JSONField):
        return None if field.null else {}
    if isinstance(field, models.CharField | models.TextField):
        length = getattr(field, "max_length", None) or len(GONE)
        return GONE if length >= len(GONE) and not field.choices else ""
    return None
