"""A certificate's page: its standing, what it prints, its history, and whether it was valid on a day."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse

from hengxian.publication.checkcode import digest_check_code
from hengxian.web.register.history import standing_on, steps
from hengxian.web.register.models import Announcement, Certificate, Change, Edition
from hengxian.web.register.seeing import Seen, fresh, limited, page
from hengxian.web.register.statuses import meaning_of

CHECKS_A_MINUTE = 60


@fresh
@limited("certificate", CHECKS_A_MINUTE)
def certificate(request: HttpRequest, seen: Seen, number: str) -> HttpResponse:
    """The page the QR code leads to: `k` is the check code, `on` a day to answer for."""
    found = Certificate.objects.filter(number=number).first()
    if found is None:
        return page(
            request, seen, "register/unknown.html", {"title": "查无此证", "number": number}, status=404
        )
    editions = list(found.editions.order_by("edition"))
    changes = list(found.changes.order_by("changed_at", "sequence"))
    now = found.standing_on(seen.today)
    context = {
        "title": found.holder,
        "certificate": found,
        "standing": now,
        "meaning": meaning_of(now.label),
        "edition": editions[-1],
        "printed": editions[-1].read(),
        "steps": steps(editions),
        "changes": changes[::-1],
        "successor": Certificate.objects.filter(predecessor=number).first(),
        "announcements": list(Announcement.objects.filter(number=number).order_by("-sequence")[:20]),
        "checked": edition_with(request.GET["k"], editions, number) if request.GET.get("k") else None,
        **_on_a_day(request.GET.get("on", ""), editions, changes, seen.today),
    }
    return page(request, seen, "register/certificate.html", context)


def edition_with(code: str, editions: list[Edition], number: str) -> Edition | Literal[False]:
    """The newest edition that carries this check code; False when none does."""
    digest = digest_check_code(number, code)
    return next((one for one in reversed(editions) if one.check_code_digest == digest), False)


def _on_a_day(asked: str, editions: list[Edition], changes: list[Change], today: date) -> dict[str, Any]:
    """The answer for a day of the past; nobody knows the status of a day to come."""
    if not asked:
        return {}
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return {"day_fault": "日期不能识别，应为 2026-03-02 这样的形式"}
    if day > today:
        return {"day_fault": "只能查询今天及以前的日期：以后的状态尚未发生"}
    return {"day": day, "on_that_day": standing_on(editions, changes, day)}
