"""Checking the journal: the chain from its first entry, and every record against the last entry about it."""

from collections.abc import Iterator, Mapping
from itertools import islice

from django.apps import apps
from django.conf import settings
from django.db.models import Max

from hengxian.journal import chain, sealed
from hengxian.journal.checkpoints import signature_faults
from hengxian.journal.models.checkpoint import Checkpoint
from hengxian.journal.models.entry import ChainHead, Entry
from hengxian.journal.models.recorded import Recorded
from hengxian.publication.signing import PublicKey


def faults(keys: Mapping[str, PublicKey] | None = None) -> Iterator[str]:
    """One sentence for each fault found: the first broken entry, altered or vanished records. Nothing: 完整.

    With the public `keys` by id the checkpoints' signatures are checked too.
    """
    broken = list(chain.faults(entry.as_mapping() for entry in entries()))
    yield from broken
    if not broken:
        yield from _head_faults()
        yield from _checkpoint_faults()
        yield from signature_faults(keys) if keys is not None else ()
        yield from _erasure_faults()
        yield from _record_faults()


def erasures() -> list[sealed.Erased]:
    """What was erased, in order: what kind of data, by whom, why (G-14)."""
    kind, verb = sealed.ERASURE
    found = Entry.objects.filter(object_kind=kind, verb=verb).order_by("sequence").select_related("said")
    return [told for entry in found if (told := sealed.erased_by(entry.as_mapping()))]


def _erasure_faults() -> Iterator[str]:
    empty = Entry.objects.filter(said__facts__isnull=True).order_by("sequence")
    return sealed.erasure_faults(empty.values_list("sequence", flat=True), erasures())


def entries(after: int = 0) -> Iterator[Entry]:
    """Entries in order with what was said, streamed."""
    rows = Entry.objects.filter(sequence__gt=after).order_by("sequence").select_related("said")
    return rows.iterator(chunk_size=2000)


def _head_faults() -> Iterator[str]:
    head, last = ChainHead.objects.get(pk=1), Entry.objects.order_by("-sequence").first()
    sequence, digest = (last.sequence, last.digest) if last else (0, chain.GENESIS)
    if (head.sequence, head.digest) != (sequence, digest):
        yield f"日志应有 {head.sequence} 条，实有 {sequence} 条：末尾被删"


def _checkpoint_faults() -> Iterator[str]:
    for point in Checkpoint.objects.order_by("on"):
        span = Entry.objects.filter(sequence__range=(point.first, point.last)).order_by("sequence")
        if chain.merkle_root(span.values_list("digest", flat=True)) != point.root:
            yield f"{point.on} 的检查点与第 {point.first}—{point.last} 条不符"


def _record_faults() -> Iterator[str]:
    for model in recorded_models():
        yield from _faults_of(model)


def recorded_models() -> list[type[Recorded]]:
    """Every stored class of the site's journaled records; another site's app may be loaded beside it (tests do)."""
    elsewhere = getattr(settings, "HENGXIAN_ELSEWHERE", ())
    models = (model for model in apps.get_models() if model._meta.app_label not in elsewhere)
    return [model for model in models if issubclass(model, Recorded)]


def _faults_of(model: type[Recorded]) -> Iterator[str]:
    last = dict(
        Entry.objects.filter(object_kind=model.kind)
        .values_list("object_id")
        .annotate(Max("sequence"))
        .order_by()
    )
    seen = set()
    for records in _batches(model._default_manager.iterator(chunk_size=2000)):
        seen |= {str(record.pk) for record in records}
        entries = Entry.objects.in_bulk(
            [last[str(record.pk)] for record in records if str(record.pk) in last]
        )
        for record in records:
            entry = entries.get(last.get(str(record.pk), 0))
            if entry is None:
                yield f"{record.label} {record.pk} 不经日志而来"
            elif entry.content != record.content_digest():
                yield f"{record.label} {record.pk} 被改动：与日志第 {entry.sequence} 条（{entry.verb}）之后的内容不符"
    for gone in sorted(set(last) - seen):
        yield f"{model.label} {gone} 已不在库中：日志第 {last[gone]} 条之后被删"


def _batches(records: Iterator[Recorded]) -> Iterator[list[Recorded]]:
    while batch := list(islice(records, 500)):
        yield batch
