"""Callers: known again by a keyed hash, their particulars for calling back, and how often they came (R3.4, B-7)."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hengxian.hotline import keys
from hengxian.hotline.models import Caller, CallerType, Contact, Hotline, Order
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete
from hengxian.records.parameters import value_of
from hengxian.records.privacy import masking


@dataclass(frozen=True)
class Particulars:
    """What is known of a caller; an empty word says nothing and leaves what was known before."""

    type: str = ""
    name: str = ""
    contact_person: str = ""
    telephone: str = ""
    address: str = ""
    mail: str = ""

    @property
    def sender(self) -> str:
        """By what he is known again: the number, else the mail address."""
        return self.telephone or self.mail

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not any(getattr(self, field.name).strip() for field in fields(self) if field.name != "type")


@dataclass(frozen=True)
class Times:
    """How often a caller came in so many days, which are the hotline's own setting (T15)."""

    days: int
    count: int

    def __str__(self) -> str:
        """As the card of a contact says it: 近 30 日第 3 次, this one among them."""
        return f"近 {self.days} 日第 {self.count} 次"

    @property
    def total(self) -> str:
        """As the caller's own page says it, where there is no "this one": 近 30 日共 3 次."""
        return f"近 {self.days} 日共 {self.count} 次"


@transaction.atomic
def known(
    hotline: Hotline, sender: str, *, by: Actor, at: datetime, said: Particulars | None = None
) -> Caller | None:
    """The caller behind a number or address, entered at his first contact; None for an empty one.

    What is `said` of him fills or replaces what was known. Incomplete for an organisation without a name or a
    contact person (R3.4).
    """
    key = keys.caller_key(hotline, sender)
    if not key:
        return None
    hold_chain()
    caller = Caller._default_manager.filter(hotline=hotline, key=key).first()
    if caller is not None:
        return described(caller, said, by=by, at=at) if said else caller
    way = {"mail" if "@" in sender else "telephone": sender.strip()}
    caller = Caller(hotline=hotline, key=key, **way | _told(said))
    _check(caller)
    return create(caller, by=by, at=at)


def described(caller: Caller, said: Particulars, *, by: Actor, at: datetime) -> Caller:
    """Put down what was said of him; he stays known by the number he called from. Incomplete as `known`."""
    changes: dict[str, Any] = {
        name: value for name, value in _told(said).items() if getattr(caller, name) != value
    }
    if not changes:
        return caller
    described = Caller._default_manager.get(pk=caller.pk)
    for name, value in changes.items():
        setattr(described, name, value)
    _check(described)
    return amend(Caller._default_manager.get(pk=caller.pk), by=by, at=at, **changes)


def times(caller: Caller, *, at: datetime) -> Times:
    """How often he came in the days up to that instant (a day is 24 hours; tests left out).

    An order that was filed without a contact, for a call of which no switch told, is a time too.
    """
    days = repeat_days(caller.hotline, at)
    span = (at - timedelta(days=days), at)
    contacts = Contact._default_manager.filter(caller=caller, is_test=False)
    orders = Order._default_manager.filter(caller=caller, contact=None, is_test=False)
    came = contacts.filter(arrived_at__gt=span[0], arrived_at__lte=span[1]).count()
    return Times(days, came + orders.filter(accepted_at__gt=span[0], accepted_at__lte=span[1]).count())


def times_with(contact: Contact) -> Times | None:
    """The how-manieth time a contact is for its caller; None for a test or an unknown caller: no time is counted."""
    if contact.caller is None or contact.is_test:
        return None
    return times(contact.caller, at=contact.arrived_at)


def matter_times(hotline: Hotline, matter_key: str, *, at: datetime) -> int:
    """How many orders on the same matter (caller, place, category) there were in those days."""
    if not matter_key:
        return 0
    since = at - timedelta(days=repeat_days(hotline, at))
    found = Order._default_manager.filter(hotline=hotline, matter_key=matter_key, accepted_at__gt=since)
    return found.filter(is_test=False, accepted_at__lte=at).count()


def repeat_days(hotline: Hotline, at: datetime) -> int:
    """Over how many days times are counted for showing: P-repeat-days where it is set, else the hotline's own limit."""
    setting = value_of("P-repeat-days", at)
    return int(setting.value) if setting else hotline.recall_days


def masked(caller: Caller) -> dict[str, str]:
    """His particulars as pages show them (G-7)."""
    return {
        "type": caller.get_type_display(),
        "name": caller.name if caller.type != CallerType.PERSON else masking.mask_name(caller.name),
        "contact_person": masking.mask_name(caller.contact_person),
        "telephone": masking.mask_telephone(caller.telephone) if caller.telephone else "",
        "address": masking.mask_address(caller.address) if caller.address else "",
        "mail": masking.mask_mail(caller.mail) if caller.mail else "",
    }


def _told(said: Particulars | None) -> dict[str, str]:
    told = {field.name: str(getattr(said, field.name)).strip() for field in fields(said)} if said else {}
    return {name: value for name, value in told.items() if value}


def _check(caller: Caller) -> None:
    if caller.type not in CallerType.values:
        raise Incomplete(f"服务对象类型应为{'、'.join(CallerType.values)}", "3.4", ("type",))
    if caller.type != CallerType.PERSON and not (caller.name and caller.contact_person):
        raise Incomplete(f"服务对象为{caller.type}的，须写明名称与联系人", "3.4", ("name", "contact_person"))
