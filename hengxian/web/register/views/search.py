"""The first page: search and list (E-1)."""

from typing import get_args
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from hengxian.publication.facts import Status
from hengxian.web.register.finding import FILTERS, find
from hengxian.web.register.models import Announcement, Tally
from hengxian.web.register.seeing import Seen, fresh, limited, page

SEARCHES_A_MINUTE = 60


@fresh
@limited("search", SEARCHES_A_MINUTE)
def search(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Search by number, holder, hotline or place, narrowed by standing, a page at a time."""
    query, narrowed = request.GET.get("q", "").strip()[:80], request.GET.get("status", "")
    narrowed = narrowed if narrowed in FILTERS else ""
    after = request.GET.get("after", "")
    listing = find(query, narrowed, after, seen.today)
    kept = {name: value for name, value in (("q", query), ("status", narrowed)) if value}
    tallies = {tally.name: tally.count for tally in Tally.objects.all()}
    context = {
        "title": "证书查询",
        "query": query,
        "narrowed": narrowed,
        "filters": FILTERS,
        "is_asked": bool(query or narrowed or after),
        "rows": [(row, row.standing_on(seen.today)) for row in listing.rows],
        "is_cut": listing.is_cut,
        "next": "?" + urlencode({**kept, "after": listing.next}) if listing.next else "",
        "first": "?" + urlencode(kept) if after else "",
        "narrowed_label": FILTERS[narrowed],
        "counted": [(status, tallies.get(status, 0)) for status in get_args(Status)],
        "latest": list(Announcement.objects.order_by("-sequence")[:5]),
    }
    return page(request, seen, "register/search.html", context)
