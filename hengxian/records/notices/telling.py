"""Telling somebody something: a notice in the platform now, a mail when the queue comes to it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.people.models import Account, Organisation
from hengxian.records.jobs import later
from hengxian.records.models.notice import Mail, Notice
from hengxian.records.notices.mailing import send
from hengxian.records.privacy import scanning


@dataclass(frozen=True)
class To:
    """For whom: an account, everybody in a role, or an organisation's accounts; exactly one is given."""

    account: Account | None = None
    role: str = ""
    organisation: Organisation | None = None

    def __post_init__(self) -> None:
        """Refuse none or several (ValueError)."""
        if bool(self.account) + bool(self.role) + bool(self.organisation) != 1:
            raise ValueError("a notice is for one account, one role or one organisation")

    @property
    def name(self) -> str:
        """A short name that tells receivers apart: role:clerk."""
        if self.account:
            return f"account:{self.account.pk}"
        return f"organisation:{self.organisation.pk}" if self.organisation else f"role:{self.role}"


@transaction.atomic
def tell(
    to: To, text: str, *, about: str, by: Actor, at: datetime, link: str = "", key: str | None = None
) -> Notice:
    """Tell a sentence about a story. With a `key` it is told once; telling it again gives the first notice.

    ValueError for a text with personal data: it also goes by mail, so it names numbers of records, never
    persons (G-18). A mail server that is down changes nothing here.
    """
    if key and (told := Notice._default_manager.filter(key=key).first()):
        return told
    if hits := scanning.scan(text):
        raise ValueError(f"a notice holds no personal data: {scanning.tell(hits)}")
    notice = Notice(
        about=about, text=text, link=link, key=key, account=to.account, role=to.role,
        organisation=to.organisation, told_at=at,
    )  # fmt: skip
    create(notice, by=by, at=at, verb="tell")
    for account in _with_address(to):
        mail = Mail(notice=notice, account=account)
        mail.save(force_insert=True)
        later(send, f"mail:{mail.pk}", mail.pk, at=at, label="发送通知邮件")
    return notice


def _with_address(to: To) -> QuerySet[Account]:
    accounts = Account.objects.filter(is_active=True).exclude(email="")
    if to.account:
        return accounts.filter(pk=to.account.pk)
    if to.organisation:
        return accounts.filter(organisation=to.organisation)
    return accounts.filter(grants__role=to.role, grants__ended_at=None).distinct()
