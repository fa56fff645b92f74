"""A complaint from the public, with or without a name; the body takes it from the outbox folder (E-4)."""

import re
import secrets
from pathlib import Path
from typing import get_args
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from pydantic import ValidationError

from hengxian.publication.complaints import Complaint, Subject, lodge, receipt_for
from hengxian.web.register.seeing import Seen, fresh, limited, page

SUBJECTS = get_args(Subject)
COMPLAINTS_A_MINUTE = 6
_TOKEN = re.compile(r"[0-9a-f]{32}")
_RECEIPT = re.compile(r"TS-\d{8}-[0-9A-F]{8}")
_FAULTS = {
    "subject": "请选择投诉的事项",
    "number": "证书编号应不超过 80 个字",
    "text": "请写明事实，10 至 4000 个字",
    "contact_name": "称呼应不超过 40 个字",
    "contact": "联系方式应不超过 120 个字",
}


@fresh
def complain(request: HttpRequest, seen: Seen) -> HttpResponseBase:
    """The form, and what it sends."""
    if request.method == "POST":
        return _lodge(request, seen)
    return _form(request, seen, {"number": request.GET.get("number", "")[:80]}, {})


@fresh
def received(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The receipt code, to be noted down."""
    code = request.GET.get("code", "")
    if not _RECEIPT.fullmatch(code):
        return page(request, seen, "register/missing.html", {"title": "没有这个回执"}, status=404)
    return page(request, seen, "register/received.html", {"title": "投诉已收到", "code": code})


@limited("complaint", COMPLAINTS_A_MINUTE)
def _lodge(request: HttpRequest, seen: Seen) -> HttpResponseBase:
    given = {name: request.POST.get(name, "").strip() for name in _FAULTS}
    token = request.POST.get("token", "")
    if not _TOKEN.fullmatch(token):
        return _form(request, seen, given, {"text": "页面已过期，请再提交一次"})
    try:
        complaint = Complaint.model_validate(
            {**given, "token": token, "receipt": receipt_for(token, seen.at), "received_at": seen.at}
        )
    except ValidationError as error:
        names = {str(fault["loc"][0]) for fault in error.errors()}
        return _form(request, seen, given, {name: _FAULTS[name] for name in names if name in _FAULTS})
    kept = lodge(Path(settings.HENGXIAN_COMPLAINTS), complaint)
    return HttpResponseRedirect(f"{reverse('register:received')}?code={quote(kept.receipt)}")


def _form(request: HttpRequest, seen: Seen, given: dict[str, str], faults: dict[str, str]) -> HttpResponse:
    context = {
        "title": "投诉与举报",
        "subjects": SUBJECTS,
        "given": given,
        "faults": faults,
        "token": secrets.token_hex(16),
    }
    return page(request, seen, "register/complaint.html", context, status=422 if faults else 200)
