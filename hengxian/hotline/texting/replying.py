"""An agent's answer to somebody who wrote by SMS: it goes out at once, not with the worker's next round (10.1.2.2)."""

from datetime import datetime

from hengxian.hotline.lifecycles.sms import REPLY
from hengxian.hotline.models import Contact, Sms
from hengxian.hotline.texting.asking import ask, gateway_for, has_mobile
from hengxian.hotline.texting.relaying import relay_now
from hengxian.journal.actor import Actor
from hengxian.records.jobs import later


def reply_by_sms(contact: Contact, text: str, *, by: Actor, at: datetime) -> None:
    """Nothing where the hotline sends no answers, or the writer's number takes none; then the agent calls back."""
    gateway = gateway_for(contact.hotline_id, REPLY)
    if gateway is None or contact.is_test or contact.caller is None or not has_mobile(contact.caller):
        return
    key = f"reply:{contact.pk}:{contact.version}"
    message = Sms(gateway=gateway, type=REPLY, caller=contact.caller, contact=contact, text=text, key=key)
    if ask([message], by=by, at=at):
        later(relay_now, f"sms:{key}", gateway.pk, at=at, label="发送短信")
