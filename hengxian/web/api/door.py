"""Who calls: the token in the header, the account behind it, and what it may do."""

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import AuthRateThrottle

from hengxian.kernel.refusals import NotAllowed
from hengxian.web.acting.visitor import SHANGHAI, Visitor, now, visitor
from hengxian.web.api.models import ACT, ApiToken
from hengxian.web.api.tokens import recognise
from hengxian.web.entrance.gates import OWED, owed

RATE = "600/m"


class Bearer(HttpBearer):
    """`Authorization: Bearer hx_…`."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken | None:
        """The token, if it may be used today; the account must owe nothing that a page would ask first."""
        found = recognise(token, now().astimezone(SHANGHAI).date())
        if found is not None:
            request.user = found.account  # refusals are noted under the account's name
        return found


class PerToken(AuthRateThrottle):
    """So many calls a minute for each token."""

    def get_cache_key(self, request: HttpRequest) -> str:
        """One counter a token."""
        return f"throttle_api_{request.auth.pk}"  # type: ignore[attr-defined]  # set by Bearer before the throttle


def caller(request: Any) -> Visitor:
    """The visitor behind a call. NotAllowed while the account owes a second factor, a password or the undertaking."""
    token: ApiToken = request.auth
    if name := owed(token.account):
        raise NotAllowed(OWED[name])
    return visitor(token.account, token.room)


def writer(request: Any) -> Visitor:
    """The visitor behind a call that changes something. NotAllowed for a token that may only read."""
    if request.auth.scope != ACT:
        raise NotAllowed("此令牌只读，不能办理")
    return caller(request)
