"""Who is signed in, and which ways are open to him."""

from typing import Any

from django.http import HttpRequest

from hengxian.people import roles
from hengxian.people.models import Account
from hengxian.web.components import menu


def person(request: HttpRequest) -> dict[str, Any]:
    """Template variables `me` (the account), `my_roles` (names) and `menu`; nothing for a stranger."""
    account = getattr(request, "user", None)
    if not isinstance(account, Account):
        return {}
    held = account.roles()
    names = [role.name for role in roles.ROLES if role.id in held]
    return {"me": account, "my_roles": names, "menu": menu.shown_to(menu.held_by(account), request.path)}
