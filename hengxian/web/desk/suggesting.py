"""What the desk finds while the agent types: articles, and earlier orders that may be about the same (B-7, R3.5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from hengxian.hotline import keys, postings
from hengxian.hotline.intake import callers, likeness
from hengxian.hotline.intake.likeness import Wanted
from hengxian.hotline.knowledge.finding import Found, find
from hengxian.hotline.models import Contact, Hotline, Matter
from hengxian.kernel.refusals import NotThere
from hengxian.people.sights import may_see
from hengxian.web.acting.visitor import Visitor, signed_in

ARTICLES, WORDS = 4, 200


@require_POST
@signed_in
def suggest(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """A fragment; by POST, so that no caller's word stands in a log of addresses."""
    hotline = _hotline(visitor, request.POST.get("hotline", ""))
    matter = Matter._default_manager.filter(pk=_number(request, "matter"), hotline=hotline).first()
    contact: Contact | None = may_see("contact", visitor.actor).filter(pk=_number(request, "contact")).first()
    caller, place = contact.caller if contact else None, request.POST.get("place", "").strip()
    wanted = Wanted(caller, matter, request.POST.get("area", "").strip(), place)
    key = keys.matter_key(hotline, caller.key if caller else "", place, matter.name if matter else "")
    context = {
        "visitor": visitor, "articles": _articles(request, hotline, visitor),
        "alike": likeness.suggestions(hotline, wanted, at=visitor.at),
        "before": callers.matter_times(hotline, key, at=visitor.at), "days": callers.repeat_days(hotline, visitor.at),
        "chosen": request.POST.getlist("same_as"),
    }  # fmt: skip
    return render(request, "desk/suggestions.html", context)


def _articles(request: HttpRequest, hotline: Hotline, visitor: Visitor) -> list[Found]:
    text = f"{request.POST.get('title', '')} {request.POST.get('text', '')}".strip()
    return find(text[-WORDS:], hotline.pk, visitor.on, size=ARTICLES) if len(text) > 1 else []


def _hotline(visitor: Visitor, code: str) -> Hotline:
    own = Hotline._default_manager.filter(pk__in=postings.hotlines_of(visitor.actor.person), code=code)
    if (found := own.first()) is None:
        raise NotThere("没有这个页面")
    return found


def _number(request: HttpRequest, name: str) -> int:
    said = request.POST.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 18 else 0
