"""Asking for a message: whether the hotline sends this type, whether the caller left a mobile number, and once."""

import re
import unicodedata
from datetime import datetime

from hengxian.hotline.lifecycles.sms import SURVEY
from hengxian.hotline.models import Caller, Hotline, Invitation, Order, Sms, SmsGateway
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.records.outbox.states import ON

MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")


def mobile_of(telephone: str) -> str:
    """The eleven digits of a mainland mobile number, however it is written; empty for any other number."""
    found = MOBILE.fullmatch(re.sub(r"[\s()—-]", "", unicodedata.normalize("NFKC", telephone)))
    return found[1] if found else ""


def gateway_for(hotline: Hotline | int, type_: str) -> SmsGateway | None:
    """The gateway by which the hotline sends this type now; None where it does not."""
    gateway = SmsGateway._default_manager.filter(hotline=hotline, status=ON).select_related("hotline").first()
    return gateway if gateway and gateway.templates.get(type_) else None


def has_mobile(caller: Caller | None) -> bool:
    """Whether a message can reach him."""
    return caller is not None and bool(mobile_of(caller.telephone))


def ask(messages: list[Sms], *, by: Actor, at: datetime) -> list[Sms]:
    """List messages for sending, those left out that were listed before; each goes out once."""
    there = set(
        Sms._default_manager.filter(key__in=[each.key for each in messages]).values_list("key", flat=True)
    )
    new = [each for each in messages if each.key not in there]
    for each in new:
        each.made_at = at
    create_many(new, by=by, at=at, verb="tell")
    return new


def invite_by_sms(invitations: list[Invitation], gateway: SmsGateway, *, by: Actor, at: datetime) -> None:
    """Links to evaluate by (11.2.2.2), for callers with a mobile number."""
    messages = [
        Sms(
            gateway=gateway, type=SURVEY, caller=each.order.caller, order=each.order, invitation=each,
            key=f"survey:{each.pk}",
        )
        for each in invitations
        if each.order.caller is not None and has_mobile(each.order.caller)
    ]  # fmt: skip
    ask(messages, by=by, at=at)


def is_tellable(order: Order) -> bool:
    """Whether the caller may be told of his order: he left a mobile number, and does not wish for silence (B-8)."""
    return not (order.is_test or order.no_reply or order.exclusion) and has_mobile(order.caller)
