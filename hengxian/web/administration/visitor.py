"""Who may enter: an administrator, and as what he acts."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import NotThere
from hengxian.people.models import Account

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_roles(
    allowed: frozenset[str],
) -> Callable[[Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]], View[P]]:
    """A page for these roles; NotThere for anybody else. The page is given the actor."""

    def guard(page: Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]) -> View[P]:
        @wraps(page)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            account = request.user
            if not isinstance(account, Account) or not account.roles() & allowed:
                raise NotThere("没有这个页面")
            return page(request, account.as_actor(), *args, **kwargs)

        return guarded

    return guard
