"""Pages anybody may read: the rule and how certification goes (L20), the body, and what a certificate means."""

from django.http import HttpRequest, HttpResponse

from hengxian.standard.load import bundled_pack
from hengxian.web.register.models import Paper
from hengxian.web.register.seeing import Seen, fresh, page
from hengxian.web.register.showing import ASPECTS
from hengxian.web.register.statuses import meanings

FILING = "认证规则备案"  # how the body names the filing of its rule among its qualifications (条例 17)
_NOT_OF_CERTIFICATION = ("9", "10", "11", "12")


@fresh
def rules(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Rule editions with their windows, bases and where to get them, process, limits, fees, ways of appeal."""
    pack = bundled_pack()
    papers = list(Paper.objects.filter(kind__in=("rule_edition", "fees", "page")).order_by("-published_at"))
    limits = [one for one in pack.deadlines if one.clauses[0].split(".")[0] not in _NOT_OF_CERTIFICATION]
    context = {
        "title": "认证规则与程序",
        "rule": pack.rule,
        "editions": [paper.body for paper in papers if paper.kind == "rule_edition"],
        "fees": next((paper.body for paper in papers if paper.kind == "fees"), None),
        "pages": [paper.body for paper in papers if paper.kind == "page"],
        "steps": [step for step in pack.process.steps if step.kind != "辅助" and "initial" in step.audits],
        "limits": [(limit, pack.duration_of(limit)) for limit in limits],
    }
    return page(request, seen, "register/rules.html", context)


@fresh
def meaning(request: HttpRequest, seen: Seen) -> HttpResponse:
    """What the statuses mean, and what a certificate shows and does not show (Q2, Q4)."""
    context = {"title": "证书说明什么", "meanings": meanings(), "aspects": ASPECTS}
    return page(request, seen, "register/meaning.html", context)


@fresh
def about(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The certification body and the evidence that it may certify."""
    checkpoint = Paper.objects.filter(kind="checkpoint").first()
    profile = Paper.objects.filter(kind="body", name="latest").first()
    held = profile.body.get("qualifications", ()) if profile else ()
    context = {
        "title": "认证机构",
        "checkpoint": checkpoint.body if checkpoint else None,
        "is_filed": any(str(one["name"]).startswith(FILING) for one in held),
    }
    return page(request, seen, "register/about.html", context)
