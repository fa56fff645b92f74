"""A form whose token no longer counts, at doors without accounts: its page comes back with the words it brought."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from hengxian.kernel.refusals import Refused

View = TypeVar("View", bound=Callable[..., HttpResponse])
MARK = "_is_shown_again"
SENTENCE = "页面已过期，内容没有提交；所填的内容还在，请再次提交。总是如此的，请允许浏览器使用 Cookie，或者拨打热线。"


class Expired(Refused):
    """The token of the form is not the browser's: it was left open too long, or the browser keeps no cookie."""

    http = 403


def is_shown_again(view: View) -> View:
    """Marks a view that is asked even then: it does nothing, `check` sees to that, and shows what was typed."""
    setattr(view, MARK, True)
    return view


def answer(request: HttpRequest) -> HttpResponse | None:
    """The page of a form that came without its token, with a token that counts; None for views not so marked."""
    found = request.resolver_match
    if found is None or not hasattr(found.func, MARK):
        return None
    setattr(request, MARK, True)
    shown: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return shown


def check(request: HttpRequest) -> None:
    """Refuse what came without its token (Expired)."""
    if hasattr(request, MARK):
        raise Expired(SENTENCE)
