"""What the shell shows of a person's notices."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hengxian.people.models import Account
from hengxian.records.notices.inbox import unseen


def notices(request: HttpRequest) -> dict[str, Any]:
    """Template variables `inbox` (address) and `unseen` (how many); nothing for a stranger."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account) or not account.roles():
        return {}
    room = "office" if account.is_staff() else "portal"
    return {"inbox": reverse(f"{room}:notices"), "unseen": unseen(account)}
