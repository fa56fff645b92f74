"""What the shell shows of a person's notices."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hengxian.people.models import Account
from hengxian.records.notices.inbox import unseen
from hengxian.web.acting.visitor import doors_of


def notices(request: HttpRequest) -> dict[str, Any]:
    """Template variables `inbox` (address) and `unseen` (how many); nothing for a stranger."""
    account = getattr(request, "user", None)
    doors = doors_of(account.roles()) if isinstance(account, Account) else []
    if not isinstance(account, Account) or not doors:
        return {}
    return {"inbox": reverse(f"{doors[0]}:notices"), "unseen": unseen(account)}
