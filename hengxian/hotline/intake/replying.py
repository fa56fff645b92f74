"""Mail out: an agent's answer to a letter in the mailbox, and the receipt that a machine sends (10.1.2.2)."""

from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage

from hengxian.hotline.models import Contact
from hengxian.journal.actor import Actor
from hengxian.records.jobs import Watch, later
from hengxian.records.notices.mailing import NotTaken

RECEIPT = """您好，您的来信已收到。

本邮件由系统自动发出，不是对来信的答复；工作人员将在 24 小时内答复您。

{name} {number}"""


def reply_later(contact: Contact, text: str, *, by: Actor, at: datetime) -> None:
    """Have an agent's answer sent once it is stored; each answer goes out once, and is tried until it is taken."""
    key = f"mailbox-reply:{contact.pk}:{contact.version}"
    later(send_reply, key, contact.pk, text, at=at, by=by, label="答复来信")


def acknowledge_later(contact: Contact, *, at: datetime) -> None:
    """Have the automatic receipt sent; it stops no clock."""
    later(send_receipt, f"mailbox-receipt:{contact.pk}", contact.pk, at=at, label="来信自动回执")


def send_reply(contact_id: int, text: str, *, at: datetime, watch: Watch) -> str:
    """Send it to whoever wrote. NotTaken when no server takes it: the queue tries again."""
    contact = Contact._default_manager.select_related("hotline", "caller").get(pk=contact_id)
    return _send(contact, f"{text}\n\n{contact.hotline.name} {contact.hotline.number}", {})


def send_receipt(contact_id: int, *, at: datetime, watch: Watch) -> str:
    """Tell the writer that the letter is here, marked so that no other machine answers it (RFC 3834)."""
    contact = Contact._default_manager.select_related("hotline", "caller").get(pk=contact_id)
    text = RECEIPT.format(name=contact.hotline.name, number=contact.hotline.number)
    return _send(contact, text, {"Auto-Submitted": "auto-replied", "Precedence": "bulk"})


def _send(contact: Contact, text: str, headers: dict[str, Any]) -> str:
    if contact.caller is None or not contact.caller.mail:
        return "无邮箱地址"
    thread = (
        {"In-Reply-To": contact.identity, "References": contact.identity} if "@" in contact.identity else {}
    )
    boxes = getattr(settings, "HENGXIAN_MAILBOX_ADDRESSES", {})
    mail = EmailMessage(
        f"答复：{contact.subject}"[:180].replace("\n", " "), text, boxes.get(contact.hotline.code) or None,
        [contact.caller.mail], headers=headers | thread,
    )  # fmt: skip
    try:
        mail.send()
    except (OSError, SMTPException) as error:
        raise NotTaken(f"{type(error).__name__}：{error}") from error
    return "已送达"
