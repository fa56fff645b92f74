"""The page on which an account makes and ends its own tokens."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people.models import Account
from hengxian.web.acting.asking import Question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import SHANGHAI, now
from hengxian.web.api.models import ACT, READ, ApiToken
from hengxian.web.api.tokens import LONGEST_DAYS, end, make, rooms

START = {"days": "90"}
ROOM_NAMES = {"office": "认证业务", "portal": "申请方"}


@login_required
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """One's own tokens, and the form of a new one; its text is shown in the answer to the form and never again."""
    account = _account(request)
    filling = fill(request, _asked(), _choices(account), START)
    refused, text = None, ""
    if filling.is_whole:
        try:
            text = _make(account, filling)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    errors = filling.errors or marks(refused, filling)
    context = {
        "title": "接口令牌",
        "tokens": ApiToken.objects.filter(account=account).order_by("-pk"),
        "text": text,
        "refused": refused,
        "button": "创建令牌",
        **(Filling(_asked(), _choices(account), START, None, {}, {}) if text else filling).shown(errors),
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "api/tokens.html", context, status=status)


@login_required
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one of one's own tokens."""
    account = _account(request)
    token = ApiToken.objects.filter(account=account, pk=pk).first()
    if token is None:
        raise NotThere("没有这个令牌")
    end(token, by=account.as_actor(), at=now())
    return redirect("tokens")


def _make(account: Account, filling: Filling) -> str:
    said = filling.facts
    at = now()
    _, text = make(
        account, said["name"], scope=said["scope"], room=said["room"], days=said["days"], by=account.as_actor(),
        at=at, on=at.astimezone(SHANGHAI).date(),
    )  # fmt: skip
    return text


def _asked() -> tuple[Question, ...]:
    return (
        Question("name", "用途", "text", note="写明哪个程序使用"),
        Question("scope", "范围", "choice", options=(READ, ACT)),
        Question("room", "入口", "choice"),
        Question("days", "有效天数", "count", unit=f"天（至多 {LONGEST_DAYS}）"),
    )


def _choices(account: Account) -> dict[str, list[tuple[str, str]]]:
    return {"room": [(room, ROOM_NAMES[room]) for room in rooms(account)]}


def _account(request: HttpRequest) -> Account:
    assert isinstance(request.user, Account)  # login_required
    return request.user
