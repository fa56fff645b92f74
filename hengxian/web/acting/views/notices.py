"""What a person was told: the inbox; opening a notice marks it seen and goes where it points."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from hengxian.kernel.refusals import NotThere
from hengxian.records.notices.inbox import inbox, mark_seen, notices_for
from hengxian.web.acting.visitor import Visitor, signed_in

SHOWN = 50


@require_safe
@signed_in
def notices(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The newest notices, or those before one."""
    before = request.GET.get("before", "")
    told = inbox(visitor.account, SHOWN + 1, int(before) if before.isdecimal() and len(before) < 19 else None)
    more = told[SHOWN - 1].notice.pk if len(told) > SHOWN else 0
    context = {"title": "通知", "told": told[:SHOWN], "more": more, "visitor": visitor}
    return render(request, "acting/notices.html", context)


@require_POST
@signed_in
def open_notice(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Mark one's own notice as seen, and go to what it is about."""
    notice = notices_for(visitor.account).filter(pk=pk).first()
    if notice is None:
        raise NotThere("没有这个通知")
    mark_seen(visitor.account, [notice], at=visitor.at)
    is_ours = notice.link.startswith("/") and url_has_allowed_host_and_scheme(notice.link, allowed_hosts=None)
    return redirect(notice.link if is_ours else f"{visitor.door}:notices")
