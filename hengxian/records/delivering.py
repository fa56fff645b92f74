"""What happens to a document after it was issued: signed, handed over, acknowledged, read (G-12, R6.3.3)."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import BinaryIO

from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.imprint import Method
from hengxian.records.files.keeping import read
from hengxian.records.models.document import Document, DocumentStep

SIGNED, HANDED_OVER, ACKNOWLEDGED = "签署", "交付", "签收"
WAYS = ("当面交付", "邮寄", "快递", "电子邮件", "平台内送达")
IN_PLATFORM = "平台内送达"
# A drawn picture proves nothing (电子签名法 13); every other way of signing leaves something to be kept.
WITHOUT_EVIDENCE = (Method.PICTURE, Method.OPEN)


def sign(
    document: Document,
    *,
    by: Actor,
    at: datetime,
    method: Method,
    post: str,
    person: str,
    signed_at: datetime,
    evidence: Sequence[str] = (),
    note: str = "",
) -> DocumentStep:
    """Record how a document was signed or sealed, and what shows it (`file:12`).

    Incomplete without evidence where the method leaves some, and for a moment still to come.
    """
    if method is Method.OPEN:
        raise ValueError("an open place is not a signature")
    if method not in WITHOUT_EVIDENCE and not evidence:
        raise Incomplete(f"登记“{method}”还缺：凭据（扫描件或签名验证结果）", "", ("evidence",))
    _check_past(signed_at, at, "签署时间")
    return _noted(document, SIGNED, method.value, by, at, signed_at, evidence, note, post=post, person=person)


def hand_over(
    document: Document,
    *,
    by: Actor,
    at: datetime,
    way: str,
    delivered_at: datetime,
    evidence: Sequence[str] = (),
    note: str = "",
) -> DocumentStep:
    """Record that a document reached its addressee, with the proof of delivery.

    Delivery within the platform is its own proof. Incomplete for a way not in WAYS, a missing proof, or a
    moment still to come or before the document was issued.
    """
    if way not in WAYS:
        raise Incomplete(f"交付方式应为以下之一：{'、'.join(WAYS)}，现为“{way}”", "", ("way",))
    if way != IN_PLATFORM and not evidence:
        raise Incomplete(f"以“{way}”交付还缺：送达凭据", "6.3.3", ("evidence",))
    _check_past(delivered_at, at, "送达时间")
    if delivered_at < document.issued_at:
        raise Incomplete("送达时间不能早于文件的制发时间", "", ("delivered_at",))
    return _noted(document, HANDED_OVER, way, by, at, delivered_at, evidence, note)


def acknowledge(document: Document, *, by: Actor, at: datetime) -> DocumentStep:
    """The addressee confirms receipt in the platform; the first confirmation stands."""
    earlier = steps_of(document, ACKNOWLEDGED)
    if earlier:
        return earlier[0]
    return _noted(document, ACKNOWLEDGED, IN_PLATFORM, by, at, at, (), "", person=by.name)


def delivered_at(document: Document) -> datetime | None:
    """When it first reached the addressee, None while nothing shows that it did."""
    reached = [step.happened_at for step in document.steps.all() if step.step in (HANDED_OVER, ACKNOWLEDGED)]
    return min(reached, default=None)


def steps_of(document: Document, step: str = "") -> list[DocumentStep]:
    """What happened to it, in the order it was noted."""
    found = document.steps.order_by("pk")
    return list(found.filter(step=step) if step else found)


@contextmanager
def read_document(
    document: Document, *, by: Actor, at: datetime, as_word: bool = False
) -> Iterator[BinaryIO]:
    """The verified content, PDF or Word. FileAltered, FileGone; ValueError where there is no Word."""
    file = document.word if as_word else document.file
    if file is None:
        raise ValueError(f"{document} has no Word file")
    with read(file, by=by, at=at) as content:
        yield content


def _check_past(moment: datetime, at: datetime, name: str) -> None:
    if moment > at:
        raise Incomplete(f"{name}不能晚于现在")


def _noted(
    document: Document,
    step: str,
    way: str,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    evidence: Sequence[str],
    note: str,
    *,
    post: str = "",
    person: str = "",
) -> DocumentStep:
    told = DocumentStep(
        document=document, step=step, way=way, post=post, person=person, happened_at=happened_at, noted_at=at,
        evidence=list(evidence), note=note,
    )  # fmt: skip
    return create(told, by=by, at=at, verb=step)
