"""Hot topics and reports: what is concentrated, which words rise, and drafts made of them (10.6)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hengxian.hotline.concentration import bound
from hengxian.hotline.models import Hotline, HotlineReport, Order, ReportSort
from hengxian.hotline.postings import duties_of
from hengxian.hotline.reporting.cycles import overdue_periods, schedule_on, set_schedule
from hengxian.hotline.reporting.jobs import ask_report
from hengxian.hotline.topics.proposing import Proposal, proposals
from hengxian.hotline.topics.terms import rising_terms
from hengxian.kernel.refusals import Incomplete, NotAllowed, Refused
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.manage.datasets import _jobs
from hengxian.web.manage.dates import asked_span
from hengxian.web.manage.lines import line_at, lines_of

DAYS = 7
SHOWN = 12


@require_http_methods(["GET", "POST"])
@signed_in
def topics(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Concentrated matters with their orders, rising words with theirs; POST drafts a special report of one."""
    line = line_at(request, visitor)
    problem, found = "", []
    try:
        found = proposals(line, visitor.at)
    except Incomplete as unreadable:
        problem = str(unreadable)
    if request.method == "POST":
        return _draft_special(request, visitor, line, found)
    terms = rising_terms(line, visitor.at, DAYS)
    shown = Order.objects.in_bulk({pk for term in terms for pk in term.orders[:SHOWN]})
    context = {
        "title": "热点事项", "line": line, "lines": lines_of(visitor), "proposals": found, "problem": problem,
        "is_set": problem or bound(visitor.at) is not None, "days": DAYS, "visitor": visitor,
        "terms": [(term, [shown[pk] for pk in term.orders[:SHOWN]]) for term in terms],
    }  # fmt: skip
    return render(request, "manage/topics.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def reports(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Regular reports: what is due by the cycle, to whom they go, and a draft of a period."""
    line, span = line_at(request, visitor), asked_span(request, visitor)
    refused: Refused | None = None
    if request.method == "POST" and span.is_fit:
        try:
            _post(request, visitor, line, span.since.isoformat(), span.until.isoformat())
            return redirect(f"{request.path}?hotline={line.pk}")
        except Refused as refusal:
            refused = refusal
    context = {
        "title": "报告编制", "line": line, "lines": lines_of(visitor), "span": span, "refused": refused,
        "schedule": schedule_on(line, visitor.on), "due": overdue_periods(line, visitor.at),
        "is_compiler": _is_compiler(visitor, line), "jobs": _jobs(visitor), "visitor": visitor,
        "reports": HotlineReport.objects.filter(hotline=line).order_by("-pk")[:30],
    }  # fmt: skip
    return render(request, "manage/reports.html", context, status=refused.http if refused else 200)


def _post(request: HttpRequest, visitor: Visitor, line: Hotline, since: str, until: str) -> None:
    if "recipients" in request.POST:
        days = request.POST.get("days", "")
        set_schedule(
            line,
            request.POST["recipients"],
            int(days) if days.isdecimal() else 0,
            by=visitor.actor,
            at=visitor.at,
        )
        messages.success(request, "已保存报送安排")
        return
    title = request.POST.get("title", "").strip() or f"{line.name}运行报告（{since} 至 {until}）"
    span = asked_span(request, visitor)
    _ask(HotlineReport(hotline=line, title=title[:120], since=span.since, until=span.until), visitor)
    messages.success(request, "已开始编制，完成后列在下面")


def _draft_special(
    request: HttpRequest, visitor: Visitor, line: Hotline, found: list[Proposal]
) -> HttpResponse:
    chosen = [each for each in found if each.title == request.POST.get("proposal")]
    if chosen:
        proposal = chosen[0]
        report = HotlineReport(
            hotline=line, sort=ReportSort.SPECIAL, title=proposal.title, since=proposal.since,
            until=visitor.on, topic=proposal.topic(),
        )  # fmt: skip
        _ask(report, visitor)
        messages.success(request, "已开始编制专题报告，完成后列在报告编制页")
    return redirect(f"{request.path}?hotline={line.pk}")


def _ask(report: HotlineReport, visitor: Visitor) -> Any:
    if not _is_compiler(visitor, report.hotline):
        raise NotAllowed("没有“编制报告”的权限：须由指定的统计人员编制", "10.6.1.1")
    return ask_report(report, by=visitor.actor, at=visitor.at)


def _is_compiler(visitor: Visitor, line: Hotline) -> bool:
    return "statistics" in duties_of(visitor.actor.person, line.pk)
