"""Checkpoints: the entries since the last one under a signed Merkle root: a later rewrite is seen outside (G-1)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.db import transaction

from hengxian.journal import sealed
from hengxian.journal.appending import hold_chain
from hengxian.journal.chain import merkle_root
from hengxian.journal.models import Checkpoint, Entry
from hengxian.publication.signing import PublicKey, Signer


@transaction.atomic
def make_checkpoint(on: date, signer: Signer, *, at: datetime) -> Checkpoint | None:
    """Seal what was entered since the last checkpoint; None when nothing was, or the day has one already.

    Called once a day by the timetable. The caller publishes what it gives.
    """
    head = hold_chain()
    last = Checkpoint.objects.order_by("-on").first()
    first = last.last + 1 if last else 1
    if head.sequence < first or (last and last.on >= on):
        return None
    digests = Entry.objects.filter(sequence__gte=first).order_by("sequence").values_list("digest", flat=True)
    point = Checkpoint(
        on=on,
        first=first,
        last=head.sequence,
        root=merkle_root(digests),
        head=head.digest,
        key_id=signer.public_key.key_id,
        signed_at=at,
    )
    point.signature = signer.sign(sealed.signed_bytes(as_mapping(point))).hex()
    point.save(force_insert=True)
    return point


def as_mapping(point: Checkpoint) -> dict[str, object]:
    """A checkpoint as the verifier reads it."""
    plain = {name: getattr(point, name) for name in ("first", "last", "root", "head", "key_id", "signature")}
    return {"on": point.on.isoformat(), **plain, "signed_at": point.signed_at.isoformat()}


def signature_faults(keys: Mapping[str, PublicKey]) -> Iterator[str]:
    """One sentence for each checkpoint whose signature is not that of its key, or whose key is not among `keys`."""
    for point in Checkpoint.objects.order_by("on"):
        if fault := sealed.signature_fault(as_mapping(point), keys):
            yield fault
