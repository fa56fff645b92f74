"""Filing a request without an account, and the number and code that its writer notes down (R3.2, B-8)."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline.intake import knocking, registering
from hengxian.hotline.intake.knocking import Door
from hengxian.hotline.intake.registering import Upload
from hengxian.hotline.models import Channel, Hotline
from hengxian.kernel.refusals import Refused
from hengxian.web.acting.visitor import now
from hengxian.web.components import expired
from hengxian.web.components.forms.asks import Answers
from hengxian.web.components.forms.fields import fields
from hengxian.web.components.forms.reading import read
from hengxian.web.components.templatetags.kit import new_key
from hengxian.web.public.asking import ASKS, WHAT, WHO, WISHES, choices, faults_of, order_of, sender_of
from hengxian.web.public.places import place_of
from hengxian.web.public.repeating import SentBefore, check_same

KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")
DOOR = Door(
    "request", 10, timedelta(minutes=10), "十分钟内从同一网络地址提交的次数过多，请稍后再试，或拨打热线"
)
KEPT = "public-request"


@expired.is_shown_again
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_form(request: HttpRequest, code: str) -> HttpResponse:
    """The form, and what it sends: one request however often it is sent, and the answer that notes the code down."""
    hotline = get_object_or_404(Hotline, code=code)
    if request.method != "POST":
        return _page(request, hotline, None)
    key = _key(request)
    found = read(ASKS, request.POST, request.FILES, choices=choices(hotline))
    found.errors.update({id: told for id, told in faults_of(found.facts).items() if id not in found.errors})
    if found.errors:
        return _page(request, hotline, found, status=422)
    try:
        expired.check(request)
        _file(request, hotline, found, key, now())
    except Refused as refused:
        return _page(request, hotline, found, refused, status=refused.http)
    return redirect("public:received", code=hotline.code, key=key)


@login_not_required
@never_cache
@require_safe
def received(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Number and query code. Whoever has the form's own key, a secret of his browser, may read them again."""
    hotline = get_object_or_404(Hotline, code=code)
    filed = registering.filed_before(hotline, key)
    context = {"title": "已受理" if filed else "没有找到", "hotline": hotline, "filed": filed, "kept": KEPT}
    return render(request, "public/received.html", context, status=200 if filed else 404)


def _file(request: HttpRequest, hotline: Hotline, found: Answers, key: str, at: datetime) -> None:
    order, sender = order_of(hotline, found.facts), sender_of(found.facts)
    if before := registering.filed_before(hotline, key):
        check_same(before, order, sender, found.facts["files"])
    else:
        place = place_of(request)
        knocking.check(DOOR, place, at=at)
        knocking.note(DOOR, place, at=at)
    uploads = [Upload(each, each.name or "", each.content_type or "") for each in found.facts["files"]]
    registering.file_for_public(order, sender, at=at, key=key, channel=Channel.WEB, uploads=uploads)


def _key(request: HttpRequest) -> str:
    """The form's key; a fresh one where it brought none that can be used."""
    said = request.POST.get("key", "")
    return said if KEY.fullmatch(said) else new_key()


def _page(
    request: HttpRequest,
    hotline: Hotline,
    found: Answers | None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    said: dict[str, Any] = {
        "post": request.POST if found else None,
        "errors": found.errors if found else None,
        "choices": choices(hotline),
    }
    context = {
        "title": f"向{hotline.name}反映", "hotline": hotline, "refused": refused, "keep": KEPT,
        "what": fields(WHAT, **said), "who": fields(WHO, **said), "wishes": fields(WISHES, **said),
        "errors": found.errors if found else {}, "key": new_key() if isinstance(refused, SentBefore) else _key(request),
    }  # fmt: skip
    return render(request, "public/request.html", context, status=status)
