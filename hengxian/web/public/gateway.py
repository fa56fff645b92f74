"""Where programmes hand in what reached the hotline: events of a switch, messages of a gateway (B-1, R3.2)."""

import json
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hengxian.hotline.intake import access, contacts, exchange
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import AccessKey
from hengxian.hotline.texting import receipts
from hengxian.kernel.refusals import Incomplete, Refused
from hengxian.web.acting.visitor import SHANGHAI, now

LARGEST = 4 * 1024 * 1024


@login_not_required
@csrf_exempt
@require_POST
def events(request: HttpRequest) -> JsonResponse:
    """JSON lines of a switch: `{"new": 3, "known": 1, "refused": [{"line": 5, "sentence": "…"}]}`.

    Answered only once everything is stored; a switch that got no answer sends the same again.
    """
    try:
        key = _key(request, "exchange")
        lines = _text(request).splitlines()
    except Refused as refused:
        return _refusal(refused)
    taken = exchange.take_lines(key.hotline, lines, at=now())
    told = [{"line": line, "sentence": sentence} for line, sentence in taken.refused]
    return _json({"new": taken.new, "known": taken.known, "refused": told})


@login_not_required
@csrf_exempt
@require_POST
def messages(request: HttpRequest) -> JsonResponse:
    """One message of a gateway as JSON (id, from, text; subject, name, at, is_test); 201, or 200 when known before."""
    try:
        key = _key(request, "messages")
        message = _message(key, _object(request))
        contact, is_new = contacts.arrive(key.hotline, message, at=now())
    except Refused as refused:
        return _refusal(refused)
    return _json({"contact": contact.pk, "is_new": is_new}, 201 if is_new else 200)


@login_not_required
@csrf_exempt
@require_POST
def sms_receipts(request: HttpRequest, pk: int) -> JsonResponse:
    """One receipt of an SMS gateway, signed with its secret: id, and delivered or failed (docs/hotline/sms.md)."""
    try:
        sms = receipts.take(pk, _text(request).encode(), request.headers, at=now())
    except Refused as refused:
        return _refusal(refused)
    return _json({"standing": sms.standing})


def _key(request: HttpRequest, purpose: str) -> AccessKey:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    return access.recognise(text.strip() if scheme.lower() == "bearer" else "", purpose)


def _text(request: HttpRequest) -> str:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise Incomplete("一次提交的内容不应超过 4 MB，请分批提交")
    try:
        return request.body.decode("utf-8")
    except UnicodeDecodeError:
        raise Incomplete("内容应为 UTF-8 编码") from None


def _object(request: HttpRequest) -> dict[str, object]:
    try:
        said = json.loads(_text(request))
    except ValueError:
        raise Incomplete("内容应为一个 JSON 对象") from None
    if not isinstance(said, dict):
        raise Incomplete("内容应为一个 JSON 对象")
    return said


def _message(key: AccessKey, said: dict[str, object]) -> Message:
    sender = str(said.get("from") or "").strip()[:120]
    way = {"mail": sender} if "@" in sender else {"telephone": sender[:40]}
    return Message(
        channel=key.channel, identity=str(said.get("id") or ""), arrived_at=_arrived_at(said.get("at")),
        text=str(said.get("text") or ""), subject=str(said.get("subject") or ""),
        sender=Particulars(name=str(said.get("name") or "")[:80], **way), is_test=said.get("is_test") is True,
    )  # fmt: skip


def _arrived_at(said: object) -> datetime:
    """As the gateway tells it, never later than now; now where it tells nothing. Incomplete for another form."""
    if not said:
        return now()
    try:
        at = datetime.fromisoformat(str(said))
    except ValueError:
        raise Incomplete("at 应为带时区的 ISO 8601 时间", fields=("at",)) from None
    return min(at if at.tzinfo else at.replace(tzinfo=SHANGHAI), now())


def _refusal(refused: Refused) -> JsonResponse:
    return _json({"sentence": str(refused)}, refused.http)


def _json(said: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
