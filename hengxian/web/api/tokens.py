"""Making, ending and recognising tokens; the token itself is shown once and kept nowhere."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from hengxian.journal.actor import Actor
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Account
from hengxian.people.roles import STAFF
from hengxian.web.api.models import ACT, READ, ApiToken

MARK = "hx_"
LONGEST_DAYS = 366
ROOMS = ("office", "portal")


def make(
    account: Account, name: str, *, scope: str, room: str, days: int, by: Actor, at: datetime, on: date
) -> tuple[ApiToken, str]:
    """A new token of one's own account, and its text. Incomplete for an unusable name, scope, room or term."""
    if by.account != account.pk:
        raise NotAllowed("接口令牌只能由账号本人创建")
    if not name.strip():
        raise Incomplete("须写明令牌的用途", fields=("name",))
    if scope not in (READ, ACT):
        raise Incomplete("令牌的范围应为“只读”或“办理”", fields=("scope",))
    if room not in rooms(account):
        raise Incomplete("账号在这个入口没有角色", fields=("room",))
    if not 1 <= days <= LONGEST_DAYS:
        raise Incomplete(f"令牌的有效期应为 1 至 {LONGEST_DAYS} 天", fields=("days",))
    text = MARK + secrets.token_urlsafe(32)
    token = ApiToken(
        account=account, name=name.strip()[:80], digest=digest(text), scope=scope, room=room, made_at=at,
        expires_on=on + timedelta(days=days),
    )  # fmt: skip
    return create(token, by=by, at=at), text


def end(token: ApiToken, *, by: Actor, at: datetime) -> ApiToken:
    """Stop a token of one's own at once."""
    if by.account != token.account_id:
        raise NotAllowed("接口令牌只能由账号本人停用")
    if token.ended_at is not None:
        raise NotNow("这个令牌已经停用")
    return amend(token, by=by, at=at, verb="end", ended_at=at)


def recognise(text: str, on: date) -> ApiToken | None:
    """The usable token of that text whose account may sign in; its day of last use is noted."""
    token = ApiToken.objects.filter(digest=digest(text)).select_related("account__person").first()
    if token is None or not token.is_usable(on) or not token.account.is_active:
        return None
    if token.last_used_on != on:
        ApiToken.objects.filter(pk=token.pk).update(last_used_on=on)
    return token


def rooms(account: Account) -> tuple[str, ...]:
    """The rooms in which the account has a role."""
    held = account.roles()
    return tuple(room for room, roles in (("office", STAFF), ("portal", {"applicant"})) if held & set(roles))


def digest(text: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(text.encode()).hexdigest()
