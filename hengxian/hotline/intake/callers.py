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

REPEAT_DAYS = 30  # for showing only, while P-repeat-days is unset; it triggers nothing


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
    """How often a caller came: 近 `days` 日第 `count` 次; `is_set` tells whether the span is the hotline's own."""

    days: int
    count: int
    is_set: bool

    def __str__(self) -> str:
        """As the caller card says it."""
        mark = "" if self.is_set else "（天数未设定，暂按此显示）"
        return f"近 {self.days} 日第 {self.count} 次{mark}"


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
    """How many contacts he had in the last days, this one among them (a day is 24 hours; tests left out)."""
    days, is_set = repeat_days(at)
    found = Contact._default_manager.filter(
        caller=caller, arrived_at__gt=at - timedelta(days=days), is_test=False
    )
    return Times(days, found.filter(arrived_at__lte=at).count(), is_set)


def matter_times(hotline: Hotline, matter_key: str, *, at: datetime) -> int:
    """How many orders on the same matter (caller, place, category) there were in those days."""
    if not matter_key:
        return 0
    since = at - timedelta(days=repeat_days(at)[0])
    found = Order._default_manager.filter(hotline=hotline, matter_key=matter_key, accepted_at__gt=since)
    return found.filter(is_test=False, accepted_at__lte=at).count()


def repeat_days(at: datetime) -> tuple[int, bool]:
    """P-repeat-days where it is set, else what is shown without it; and whether it is set."""
    setting = value_of("P-repeat-days", at)
    return (int(setting.value), True) if setting else (REPEAT_DAYS, False)


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
        raise Incomplete(
            f"服务对象为{caller.type}的，须写明名称与联系人", "3.4", ("caller_name", "contact_person")
        )
