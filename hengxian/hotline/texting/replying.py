"""An agent's answer to somebody who wrote by SMS: it goes out at once, not with the worker's next round (10.1.2.2)."""

from datetime import datetime

from hengxian.hotline.lifecycles.sms import REPLY
from hengxian.hotline.models import Channel, Contact, Sms, SmsGateway
from hengxian.hotline.texting.asking import ask, gateway_for, has_mobile
from hengxian.hotline.texting.relaying import relay_now
from hengxian.journal.actor import Actor
from hengxian.records.jobs import later


def gateway_of(contact: Contact) -> SmsGateway | None:
    """By which an answer to him would go out; None where it would not, and the agent calls back."""
    reaches = contact.channel == Channel.SMS and not contact.is_test and has_mobile(contact.caller)
    return gateway_for(contact.hotline_id, REPLY) if reaches else None


def reply_by_sms(contact: Contact, text: str, *, by: Actor, at: datetime) -> None:
    """Once an answer, however often it is tried."""
    gateway = gateway_of(contact)
    if gateway is None or contact.caller is None:
        return
    key = f"reply:{contact.pk}:{contact.version}"
    message = Sms(gateway=gateway, type=REPLY, caller=contact.caller, contact=contact, text=text, key=key)
    if ask([message], by=by, at=at):
        later(relay_now, f"sms:{key}", gateway.pk, at=at, label="发送短信")
