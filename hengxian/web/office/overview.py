"""The head's page, the slowest, what waits to be followed up; each number opens its list (A-21, L22, A-6)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hengxian.certification.models import Certificate
from hengxian.certification.queries import following_up, overview
from hengxian.certification.queries.ages import Age, slowest
from hengxian.certification.queries.blocking import blocking
from hengxian.kernel.refusals import NotThere
from hengxian.people import roles
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.body import FOLLOWERS, HEADS, link_of_row
from hengxian.web.certifying.words import DUTIES

SHOWN = 20


@require_safe
@signed_in
def head(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Everything at a glance; each number opens its list."""
    _admit(visitor, HEADS)
    today = local_day(visitor.at)
    late, overrides, reviews = overview.late(visitor.at), overview.overrides(), overview.reviews_due(today)
    context = {
        "title": "机构概况",
        "cases": [(status, count, _list("case", status)) for status, count in overview.cases_by_step()],
        "applications": [
            (status, count, _list("application", status)) for status, count in overview.applications_by_step()
        ],
        "late": [(pack().reminders[each.thing.event].name, each) for each in late[:SHOWN]],
        "late_count": len(late),
        "overrides": [(name, row, link_of_row(row)) for name, row in overrides[:SHOWN]],
        "overrides_count": len(overrides),
        "complaints": overview.open_complaints(),
        "missing": overview.not_on_file(today),
        "reviews": [(pack().register(row.register).title, row, link_of_row(row)) for row in reviews[:SHOWN]],
        "reviews_count": len(reviews),
        "blocking": blocking(visitor.at),
        "slowest": [_shown(age) for age in slowest(visitor.at, 5)],
        "rule": pack().rule,
        "is_over": not pack().rule.is_in_force(today),
    }
    return render(request, "office/head.html", context)


@require_safe
@signed_in
def slow(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """The slowest cases and applications, with whom they wait for."""
    _admit(visitor, FOLLOWERS)
    ages = [_shown(age) for age in slowest(visitor.at, 100)]
    return render(request, "office/slow.html", {"title": "办理时长", "ages": ages})


@require_safe
@signed_in
def follow_ups(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Change reports, answered complaints and misuse that wait for somebody to act."""
    _admit(visitor, FOLLOWERS | {"certificate_administrator"})
    context = {
        "title": "待跟进",
        "reports": [_report(each, visitor) for each in following_up.reports_to_handle()],
        "aftermaths": [(each, _register_of(each)) for each in following_up.complaints_to_follow()],
        "misuses": [(each, _misuse_of(each)) for each in following_up.misuse_to_settle()],
    }
    return render(request, "office/follow_ups.html", context)


def _report(report: following_up.Report, visitor: Visitor) -> dict[str, Any]:
    record = report.owner
    handling = reverse("office:register", args=[record.kind, record.pk, "change_handling"])
    return {
        "report": report,
        "said": report.row.data,
        "name": record.number if isinstance(record, Certificate) else record.name,
        "url": reverse("office:record", args=[record.kind, record.pk]),
        "handling": f"{handling}?{urlencode({'subject': report.row.number})}",
    }


def _register_of(aftermath: following_up.Aftermath) -> str:
    register = "special_triggers" if aftermath.follow_up == "特殊监督审核" else "misuse_reports"
    return reverse("office:register", args=["certificate", aftermath.complaint.certificate_id, register])


def _misuse_of(misuse: following_up.Misuse) -> str:
    return reverse("office:register", args=["certificate", misuse.certificate.pk, "misuse_reports"])


def _shown(age: Age) -> dict[str, Any]:
    kind = KINDS[age.record.kind]
    return {
        "age": age,
        "heading": kind.heading(age.record),
        "url": reverse("office:record", args=[kind.id, age.record.pk]),
        "waits_for": "、".join(_who(name) for name in age.waits_for),
        "acts": "、".join(age.acts),
    }


def _who(name: str) -> str:
    return roles.role(name).name if roles.is_known(name) else DUTIES.get(name, name)


def _list(kind: str, status: str) -> str:
    return f"{reverse('office:list', args=[kind])}?{urlencode({'status': status})}"


def _admit(visitor: Visitor, allowed: frozenset[str]) -> None:
    if not visitor.actor.roles & allowed:
        raise NotThere("没有这个页面")
