"""Mail about a notice: tried by the queue until a server takes it, and 未送达 until then."""

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from hengxian.records.jobs import Watch
from hengxian.records.models.notice import Mail

SUBJECT = "衡线：您有一条新通知"
FOOTER = "请登录平台查看详情。本邮件由平台自动发出，不含个人信息，请勿回复。"


class NotTaken(Exception):
    """No server took the mail; the queue tries again."""


def send(mail_id: int, *, at: datetime, watch: Watch) -> str:
    """Send one mail unless it went out already; NotTaken when no server takes it, which the row then says."""
    mail = Mail._default_manager.select_related("notice", "account").get(pk=mail_id)
    if mail.taken_at is not None or not mail.account.email:
        return mail.standing
    fault = _fault_of(mail)
    mail.tries, mail.tried_at, mail.fault = mail.tries + 1, at, fault[:200]
    mail.taken_at = None if fault else at
    mail.save(update_fields=["tries", "tried_at", "fault", "taken_at"])
    if fault:
        raise NotTaken(fault)
    return mail.standing


def _fault_of(mail: Mail) -> str:
    """Why no server took it; empty when one did."""
    address = str(settings.HENGXIAN_SITES[settings.HENGXIAN_SITE]).rstrip("/")
    where = f"\n\n{address}{mail.notice.link}" if mail.notice.link else ""
    message = EmailMessage(SUBJECT, f"{mail.notice.text}{where}\n\n{FOOTER}", to=[mail.account.email])
    try:
        message.send()
    except (OSError, SMTPException) as error:
        return f"{type(error).__name__}：{error}"
    return ""
