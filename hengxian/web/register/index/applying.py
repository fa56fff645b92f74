"""Reading a batch of facts into the index: few statements however many facts, in the order they were published."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F

from hengxian.publication.facts import (
    Announcement,
    Body,
    BodyProfile,
    CertificateEdition,
    Checkpoint,
    FeeList,
    RuleEdition,
    StatusChange,
    TextPage,
)
from hengxian.publication.reading import Fact
from hengxian.web.register import models
from hengxian.web.register.index.search import Entry, entry_of, word_index
from hengxian.web.register.index.words import number_key


@dataclass
class Batch:
    """The certificates a batch of facts is about, as rows in memory, and the rows it adds."""

    certificates: dict[str, models.Certificate]
    entries: list[Entry]
    statuses: Counter[str]
    editions: list[models.Edition] = field(default_factory=list)
    changes: list[models.Change] = field(default_factory=list)
    announcements: list[models.Announcement] = field(default_factory=list)
    papers: dict[tuple[str, str], models.Paper] = field(default_factory=dict)


def apply(facts: Sequence[Fact]) -> None:
    """Bring the index up to these facts, which follow those it holds. Call it inside a transaction."""
    batch = _begin(facts)
    for fact in facts:
        _take(batch, fact)
    _store(batch)


def _begin(facts: Iterable[Fact]) -> Batch:
    numbers = {number for fact in facts if (number := _number_of(fact.body))}
    known = list(models.Certificate.objects.filter(number__in=numbers)) if numbers else []
    return Batch(
        {certificate.number: certificate for certificate in known},
        [entry_of(certificate) for certificate in known],
        Counter({status: -n for status, n in Counter(one.status for one in known).items()}),
    )


def _number_of(body: Body | None) -> str | None:
    if isinstance(body, CertificateEdition):
        return body.printed.number
    return body.number if isinstance(body, StatusChange) else None


def _take(batch: Batch, fact: Fact) -> None:
    body = fact.body
    if isinstance(body, CertificateEdition):
        _take_edition(batch, fact, body)
    elif isinstance(body, StatusChange):
        _take_change(batch, fact, body)
    elif isinstance(body, Announcement):
        plain = {**body.model_dump(), "number": body.number or ""}
        batch.announcements.append(models.Announcement(sequence=fact.sequence, **plain))
    elif name := _paper_name(body):
        kind, plain = fact.kind, body.plain() if body else {}
        batch.papers[kind, name] = models.Paper(kind=kind, name=name, published_at=fact.at, body=plain)


def _take_edition(batch: Batch, fact: Fact, body: CertificateEdition) -> None:
    printed = body.printed
    certificate = batch.certificates.setdefault(printed.number, models.Certificate(number=printed.number))
    certificate.number_key = number_key(printed.number)
    certificate.holder, certificate.hotline, certificate.place = (
        printed.holder,
        printed.hotline,
        printed.place,
    )
    certificate.issued_on, certificate.valid_until = printed.issued_on, printed.valid_until
    certificate.edition, certificate.predecessor = body.edition, printed.predecessor or ""
    batch.editions.append(
        models.Edition(
            certificate=certificate,
            edition=body.edition,
            nature=body.nature,
            published_at=fact.at,
            printed=printed.model_dump(mode="json", exclude_none=True),
            check_code_digest=body.check_code_digest,
            pdf_sha256=body.pdf_sha256,
            pdf_sm3=body.pdf_sm3,
        )
    )


def _take_change(batch: Batch, fact: Fact, body: StatusChange) -> None:
    """A change for a certificate that was never published tells nobody anything and is passed over."""
    certificate = batch.certificates.get(body.number)
    if certificate is None:
        return
    certificate.status, certificate.status_at = body.after, body.changed_at
    batch.changes.append(
        models.Change(
            sequence=fact.sequence,
            certificate=certificate,
            before=body.before or "",
            after=body.after,
            changed_at=body.changed_at,
        )
    )


def _paper_name(body: Body | None) -> str:
    """The name under which the latest one holds; empty for what the register does not show."""
    if isinstance(body, RuleEdition):
        return f"{body.rule}@{body.edition}"
    if isinstance(body, TextPage):
        return body.slug
    return "latest" if isinstance(body, FeeList | BodyProfile | Checkpoint) else ""


def _store(batch: Batch) -> None:
    touched = list(batch.certificates.values())
    new = [certificate for certificate in touched if certificate.pk is None]
    changed = [certificate for certificate in touched if certificate.pk is not None]
    models.Certificate.objects.bulk_create(new)
    if changed:
        names = [one.name for one in models.Certificate._meta.concrete_fields if not one.primary_key]
        models.Certificate.objects.bulk_update(changed, names)
    models.Edition.objects.bulk_create(
        batch.editions,
        update_conflicts=True,
        unique_fields=["certificate", "edition"],
        update_fields=["nature", "published_at", "printed", "check_code_digest", "pdf_sha256", "pdf_sm3"],
    )
    models.Change.objects.bulk_create(batch.changes)
    models.Announcement.objects.bulk_create(batch.announcements)
    models.Paper.objects.bulk_create(
        batch.papers.values(),
        update_conflicts=True,
        unique_fields=["kind", "name"],
        update_fields=["published_at", "body"],
    )
    if touched:
        word_index().put(batch.entries, [entry_of(certificate) for certificate in touched])
        _count(batch, touched)


def _count(batch: Batch, touched: list[models.Certificate]) -> None:
    batch.statuses.update(certificate.status for certificate in touched)
    for status, more in batch.statuses.items():
        if more:
            models.Tally.objects.bulk_create([models.Tally(name=status)], ignore_conflicts=True)
            models.Tally.objects.filter(name=status).update(count=F("count") + more)
