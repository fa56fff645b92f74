"""What an account was told: its notices, which of them it has opened, and mails that have not arrived."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from hengxian.people.models import Account
from hengxian.records.models.notice import Mail, Notice, NoticeSeen


@dataclass(frozen=True)
class Told:
    """A notice as one account sees it. `mail` is 未送达, 已送达, or empty where no mail was due."""

    notice: Notice
    is_seen: bool
    mail: str


def inbox(account: Account, most: int = 50, before: int | None = None) -> list[Told]:
    """An account's notices, newest first; `before` is the last notice's id of the page before. Three statements."""
    found = notices_for(account).order_by("-pk")
    notices = list((found.filter(pk__lt=before) if before else found)[:most])
    seen = set(
        NoticeSeen._default_manager.filter(account=account, notice__in=notices).values_list(
            "notice", flat=True
        )
    )
    mails = {
        mail.notice_id: mail.standing
        for mail in Mail._default_manager.filter(account=account, notice__in=notices)
    }
    return [Told(notice, notice.pk in seen, mails.get(notice.pk, "")) for notice in notices]


def unseen(account: Account) -> int:
    """How many notices it has not opened; one statement."""
    mine = NoticeSeen._default_manager.filter(account=account, notice=OuterRef("pk"))
    return notices_for(account).filter(~Exists(mine)).count()


def mark_seen(account: Account, notices: list[Notice], *, at: datetime) -> None:
    """The account has opened those of them that are its own; marking again changes nothing."""
    own = notices_for(account).filter(pk__in=[notice.pk for notice in notices])
    rows = [NoticeSeen(notice=notice, account=account, at=at) for notice in own]
    NoticeSeen._default_manager.bulk_create(rows, ignore_conflicts=True)


def notices_for(account: Account) -> QuerySet[Notice]:
    """What was told to the account itself, to a role it has, or to its organisation."""
    own = Q(account=account) | Q(role__in=account.roles())
    if account.organisation_id is not None:
        own |= Q(organisation=account.organisation_id)
    return Notice._default_manager.filter(own)


def undelivered() -> QuerySet[Mail]:
    """Mails that no server has taken yet, oldest first."""
    return Mail._default_manager.filter(taken_at=None).select_related("notice", "account").order_by("pk")
