"""Filing an order, once: by an agent from a contact or without one, and by the public's own words (R10.1.3.2)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from hengxian.hotline.intake import codes, contacts
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Contact, Order
from hengxian.hotline.standing import INTAKE
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import Incomplete


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


def file(order: Order, extras: Extras, *, by: Actor, at: datetime, key: str = "") -> Filed:
    """Register it; a form sent twice with its key finds what the first one made. Refusals as the act's own.

    The contact is the agent's from then on; NotNow when another agent has it.
    """

    @transaction.atomic
    def make() -> Order:
        if order.contact is not None:
            order.contact = contacts.claim(order.contact, by=by, at=at)
        return _registered(order, extras, by, at, key)

    return _once(key, make, by, at)


def file_for_public(
    order: Order, sender: Particulars, *, at: datetime, key: str, channel: str, agent: Actor = INTAKE
) -> Filed:
    """A citizen's own request: a contact by that channel, whose clock runs, and the order from it, both or none.

    Incomplete without a key: the public's forms always carry one.
    """

    @transaction.atomic
    def make() -> Order:
        words = Message(
            channel=channel, identity=key, arrived_at=at, text=order.text, subject=order.title, sender=sender
        )
        order.contact, _ = contacts.arrive(order.hotline, words, at=at, by=agent)
        order.channel = channel
        return _registered(order, Extras(caller=sender), agent, at, key)

    if not key:
        raise Incomplete("缺少幂等键，请从表单重新提交", fields=("key",))
    receipt = sha256(f"{order.hotline_id}:{key}".encode()).hexdigest()
    return _once(receipt, make, agent, at, key)


def from_contact(contact: Contact, **said: object) -> Order:
    """An order about to be filed from a contact: its hotline, channel, caller, and words that may be edited."""
    given = {"title": contact.subject[:120], "text": contact.text, "is_test": contact.is_test} | said
    return Order(hotline=contact.hotline, contact=contact, channel=contact.channel, **given)


def _registered(order: Order, extras: Extras, by: Actor, at: datetime, key: str) -> Order:
    made = perform(
        order, "register", by=by, at=at, caller=extras.caller, same_as=extras.same_as, code_key=key
    )
    assert isinstance(made, Order)  # perform gives back the record it was given
    return made


def _once(
    receipt: str, make: Callable[[], Order], by: Actor, at: datetime, code_key: str | None = None
) -> Filed:
    order = once(receipt, by=by, at=at, make=make)
    fresh = getattr(order, "query_code", "")
    return Filed(order, fresh or codes.code_for(order.hotline, receipt if code_key is None else code_key))
