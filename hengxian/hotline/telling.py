"""Telling a hotline's people: those posted at it and nobody of another hotline (R3.3, G-18)."""

from datetime import datetime

from hengxian.hotline.models import Hotline
from hengxian.journal.actor import Actor
from hengxian.journal.models import Recorded
from hengxian.people.models import Account
from hengxian.records.notices.telling import To, tell


def managers(
    hotline: Hotline, text: str, *, about: Recorded, by: Actor, at: datetime, key: str = "", link: str = ""
) -> None:
    """One notice for each of its managers; with a `key` each is told once."""
    accounts = Account.objects.filter(
        is_active=True, grants__role="hotline_manager", grants__ended_at=None,
        person__postings__hotline=hotline, person__postings__unit=None, person__postings__ended_at=None,
    )  # fmt: skip
    for account in accounts.distinct():
        own = f"{key}:{account.pk}" if key else None
        tell(To(account=account), text, about=about.story, by=by, at=at, link=link, key=own)
