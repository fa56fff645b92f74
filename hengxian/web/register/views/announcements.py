"""Announcements by date and kind, each kept for good under its own address (8.3.3.4, L26)."""

from typing import get_args
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from hengxian.publication.facts import AnnouncementKind
from hengxian.web.register.finding import as_key
from hengxian.web.register.models import Announcement
from hengxian.web.register.seeing import Seen, fresh, page

KINDS = get_args(AnnouncementKind)
SIZE = 20


@fresh
def announcements(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The list, newest first, narrowed by kind."""
    kind, after = request.GET.get("kind", ""), request.GET.get("after", "")
    rows = Announcement.objects.order_by("-sequence")
    rows = rows.filter(category=kind) if kind in KINDS else rows
    rows = rows.filter(sequence__lt=last) if (last := as_key(after)) else rows
    found = list(rows[: SIZE + 1])
    kept = {"kind": kind} if kind in KINDS else {}
    more = urlencode({**kept, "after": found[SIZE - 1].sequence}) if len(found) > SIZE else ""
    context = {
        "title": "公告",
        "kinds": KINDS,
        "kind": kind,
        "rows": found[:SIZE],
        "next": f"?{more}" if more else "",
        "first": "?" + urlencode(kept) if after else "",
    }
    return page(request, seen, "register/announcements.html", context)


@fresh
def announcement(request: HttpRequest, seen: Seen, sequence: int) -> HttpResponse:
    """One announcement."""
    found = Announcement.objects.filter(sequence=sequence).first()
    if found is None:
        return page(request, seen, "register/missing.html", {"title": "没有这个公告"}, status=404)
    context = {"title": found.title, "announcement": found}
    return page(request, seen, "register/announcement.html", context)
