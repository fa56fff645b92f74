"""Who stands before a page: the account, whom it acts as in this room, and the moment."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, Literal, ParamSpec
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import NotThere
from hengxian.people.models import Account
from hengxian.people.roles import STAFF

Door = Literal["office", "portal"]
PORTAL_ROLES = frozenset({"applicant"})
SHANGHAI = ZoneInfo("Asia/Shanghai")
P = ParamSpec("P")


@dataclass(frozen=True)
class Visitor:
    """One request's person. `actor` has only the roles of the room entered: nobody is clerk in the portal."""

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
    roles = actor.roles & (PORTAL_ROLES if door == "portal" else STAFF)
    if not roles:
        raise NotThere("没有这个页面")
    return Visitor(account, replace(actor, roles=roles), now(), door)


def signed_in(
    page: Callable[Concatenate[HttpRequest, Visitor, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A page for whoever is signed in and has a role in the room that its address names (`door`)."""

    @wraps(page)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        door: Door = kwargs.pop("door")  # type: ignore[assignment]  # the address table gives it
        return page(request, visitor(request.user, door), *args, **kwargs)

    return answer
