"""Who stands before a page: the account, whom it acts as in this room, and the moment."""

from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hengxian.journal.actor import Actor
from hengxian.journal.conditions import only_reading
from hengxian.kernel.refusals import NotThere
from hengxian.people import roles
from hengxian.people.models import Account

Door = str
# The rooms of a site, and the roles that one has in each: nobody is clerk in the portal.
DOORS: Mapping[str, Mapping[Door, frozenset[str]]] = {
    "body": {
        "office": frozenset(role.id for role in roles.of_site("body")) - {"applicant"},
        "portal": frozenset({"applicant"}),
    },
    "hotline": {
        "desk": frozenset({"agent", "supervisor", "inspector", "knowledge_editor"}),
        "unit": frozenset({"handler"}),
        "manage": frozenset({"hotline_manager"}),
        "assess": frozenset({"assessor", "hotline_manager"}),
    },
}
SHANGHAI = ZoneInfo("Asia/Shanghai")
P = ParamSpec("P")


@dataclass(frozen=True)
class Visitor:
    """One request's person. `actor` has only the roles of the room entered."""

    account: Account
    actor: Actor
    at: datetime
    door: Door

    @property
    def on(self) -> date:
        """The day where the body works."""
        return self.at.astimezone(SHANGHAI).date()

    @property
    def is_client(self) -> bool:
        """Whether the person sees what is the client's to see."""
        return self.door == "portal"


def now() -> datetime:
    """The moment of a request."""
    return datetime.now(SHANGHAI)


def visitor(account: Account, door: Door) -> Visitor:
    """The account as a visitor of a room, now. NotThere where it has no role in that room."""
    actor = account.as_actor()
    held = actor.roles & DOORS[settings.HENGXIAN_SITE].get(door, frozenset())
    if not held:
        raise NotThere("没有这个页面")
    return Visitor(account, replace(actor, roles=held), now(), door)


def doors_of(held: Collection[str]) -> list[Door]:
    """The rooms of the site at hand that are open to somebody with these roles, in order."""
    return [door for door, roles in DOORS[settings.HENGXIAN_SITE].items() if roles & set(held)]


def signed_in(
    page: Callable[Concatenate[HttpRequest, Visitor, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page for whoever is signed in and has a role in the room that its address names (`door`)."""

    @wraps(page)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        door = str(kwargs.pop("door"))
        with only_reading() if request.method in {"GET", "HEAD"} else nullcontext():
            return page(request, visitor(request.user, door), *args, **kwargs)

    return answer
