"""Filing an order, once: by an agent from a contact or without one, and by the public's own words (R10.1.3.2)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from hengxian.hotline.intake import codes, contacts
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Contact, Hotline, Order
from hengxian.hotline.standing import INTAKE
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.models.receipt import Receipt
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import Incomplete
from hengxian.records.files import keeping
from hengxian.records.files.store import Stream
from hengxian.records.privacy.fields import Sensitivity


@dataclass(frozen=True)
class Filed:
    """The order, and the query code that is said to its caller; the same key brings the same again."""

    order: Order
    code: str


@dataclass(frozen=True)
class Extras:
    """What goes with an order: who called, which earlier orders it is linked to (id, relation)."""

    caller: Particulars = field(default_factory=Particulars)
    same_as: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Upload:
    """A file that came with a form: its content, its name, and the type it says it has."""

    stream: Stream
    name: str
    declared_type: str = ""


def file(order: Order, extras: Extras, *, by: Actor, at: datetime, key: str = "") -> Filed:
    """Register it; a form sent twice with its key finds what the first one made. Refusals as the act's own.

    The contact is the agent's from then on; NotNow when another agent has it.
    """

    def make() -> Order:
        if order.contact is not None:
            order.contact = contacts.claim(order.contact, by=by, at=at)
        return _registered(order, extras, by, at, key)

    return _once(_receipt(order.hotline_id, key) if key else "", make, by, at, key)


def file_for_public(
    order: Order,
    sender: Particulars,
    *,
    at: datetime,
    key: str,
    channel: str,
    uploads: Sequence[Upload] = (),
    agent: Actor = INTAKE,
) -> Filed:
    """A citizen's own request: a contact by that channel, whose clock runs, the order from it, its files; or nothing.

    Incomplete without a key: the public's forms always carry one. FileRefused for a file that is not taken.
    """

    def make() -> Order:
        words = Message(
            channel=channel, identity=key, arrived_at=at, text=order.text, subject=order.title, sender=sender
        )
        order.contact, _ = contacts.arrive(order.hotline, words, at=at, by=agent)
        order.channel = channel
        made = _registered(order, Extras(caller=sender), agent, at, key)
        for upload in uploads:
            _keep(made, upload, agent, at)
        return made

    if not key:
        raise Incomplete("缺少幂等键，请从表单重新提交", fields=("key",))
    return _once(_receipt(order.hotline_id, key), make, agent, at, key)


def filed_before(hotline: Hotline, key: str, *, agent: Actor = INTAKE) -> Filed | None:
    """What the public's form of that key made; None if nothing yet."""
    receipt = Receipt.objects.filter(account=agent.account, key=_receipt(hotline.pk, key)).first()
    order = Order._default_manager.filter(pk=receipt.object_id, hotline=hotline).first() if receipt else None
    return Filed(order, codes.code_for(hotline, key)) if order else None


def from_contact(contact: Contact, **said: object) -> Order:
    """An order about to be filed from a contact: its hotline, channel, caller, and words that may be edited."""
    given = {"title": contact.subject[:120], "text": contact.text, "is_test": contact.is_test} | said
    return Order(hotline=contact.hotline, contact=contact, channel=contact.channel, **given)


def _keep(order: Order, upload: Upload, by: Actor, at: datetime) -> None:
    said = keeping.Particulars(sensitivity=Sensitivity.SENSITIVE, declared_type=upload.declared_type)
    keeping.keep(
        upload.stream, upload.name, about=order.story, category="other", subject="来件附件", by=by, at=at,
        particulars=said,
    )  # fmt: skip


def _receipt(hotline: int, key: str) -> str:
    return sha256(f"{hotline}:{key}".encode()).hexdigest()


def _registered(order: Order, extras: Extras, by: Actor, at: datetime, key: str) -> Order:
    made = perform(
        order, "register", by=by, at=at, caller=extras.caller, same_as=extras.same_as, code_key=key
    )
    assert isinstance(made, Order)  # perform gives back the record it was given
    return made


def _once(receipt: str, make: Callable[[], Order], by: Actor, at: datetime, key: str) -> Filed:
    order = once(receipt, by=by, at=at, make=make)
    fresh = getattr(order, "query_code", "")
    return Filed(order, fresh or codes.code_for(order.hotline, key))
