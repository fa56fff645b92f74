"""The second door: Open311 GeoReport v2 for other programmes; filing asks for a key, reading shows no person."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from hengxian.hotline.intake import access, registering
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.models import Channel, Hotline, Matter, Order
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, Refused
from hengxian.records.clocks import local_day
from hengxian.web.acting.visitor import SHANGHAI, now
from hengxian.web.public import georeport

MARK = "open311:"  # what the identity of a contact that came this way begins with
SPAN, MOST = timedelta(days=90), 1000  # the specification's own bounds
FIRST_YEAR, LAST_YEAR = 1900, 2200  # with room for the span on both sides
DISCOVERY_CHANGED = "2026-11-23T00:00:00Z"
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Hotline, str, P], HttpResponse]


class FormConverter(StringConverter):
    """The two forms of an answer."""

    regex = "xml|json"


register_converter(FormConverter, "open311")


def addresses(root: str) -> list[URLPattern]:
    """The addresses of one endpoint a hotline: `…/v2/services.json` and so on."""
    return [
        path(f"{root}discovery.<open311:form>", discovery, name="open311_discovery"),
        path(f"{root}v2/services.<open311:form>", services, name="open311_services"),
        path(f"{root}v2/services/<int:service>.<open311:form>", definition, name="open311_definition"),
        path(f"{root}v2/requests.<open311:form>", requests, name="open311_requests"),
        path(f"{root}v2/requests/<str:numbers>.<open311:form>", some, name="open311_some"),
        path(f"{root}v2/servicerequestupdates.<open311:form>", updates, name="open311_updates"),
    ]


def _door(view: View[P]) -> Callable[..., HttpResponse]:
    """A view of one hotline; refusals and unknown hotlines are answered as the specification shapes errors."""

    @login_not_required
    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(
        request: HttpRequest, code: str, form: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        hotline = Hotline._default_manager.filter(code=code).first()
        said = request.GET.get("jurisdiction_id") or request.POST.get("jurisdiction_id") or code
        if hotline is None or said != code:
            return georeport.fault(404, "没有这条热线", form)
        try:
            return view(request, hotline, form, *args, **kwargs)
        except Refused as refused:
            return georeport.fault(400 if refused.http == 422 else refused.http, str(refused), form)

    return answered


@_door
def discovery(request: HttpRequest, hotline: Hotline, form: str) -> HttpResponse:
    """Where the endpoint is and what it speaks."""
    place = request.build_absolute_uri("v2")
    endpoint = {
        "specification": "http://wiki.open311.org/GeoReport_v2", "url": place, "changeset": DISCOVERY_CHANGED,
        "type": "production", "formats": [georeport.MEDIA["xml"].split(";")[0], georeport.MEDIA["json"].split(";")[0]],
    }  # fmt: skip
    told = {
        "changeset": DISCOVERY_CHANGED, "contact": f"{hotline.name} {hotline.number}",
        "key_service": f"接入密钥由{hotline.name}的管理人员发给", "endpoints": [endpoint],
    }  # fmt: skip
    return georeport.single("discovery", told, form)


@_door
def services(request: HttpRequest, hotline: Hotline, form: str) -> HttpResponse:
    """The matters that may be filed about."""
    rows = [georeport.service(each) for each in _matters(hotline).select_related("parent").order_by("name")]
    return georeport.answer("services", "service", rows, form)


@_door
def definition(request: HttpRequest, hotline: Hotline, form: str, service: int) -> HttpResponse:
    """A service's own questions: there are none."""
    matter = _matters(hotline).filter(pk=service).first()
    if matter is None:
        return georeport.fault(404, f"没有代码为 {service} 的服务", form)
    return georeport.single("service_definition", georeport.definition(matter), form)


@_door
def requests(request: HttpRequest, hotline: Hotline, form: str) -> HttpResponse:
    """GET: those of the last 90 days, or as asked. POST: file one."""
    if request.method == "POST":
        return _file(request, hotline, form, now())
    said = request.GET
    if said.get("service_request_id"):
        return _listed(_numbered(hotline, said["service_request_id"]), form)
    start, end = _span(said)
    found = _orders(hotline).filter(accepted_at__gte=start, accepted_at__lte=end)
    if said.get("service_code"):
        codes = map(_code, str(said["service_code"]).split(","))
        found = found.filter(matter__in=[code for code in codes if code is not None])
    statuses = set(said.get("status", "open,closed").split(","))
    if statuses == {"open"}:
        found = found.exclude(status__in=georeport.CLOSED)
    elif statuses == {"closed"}:
        found = found.filter(status__in=georeport.CLOSED)
    return _listed(found, form)


@_door
def some(request: HttpRequest, hotline: Hotline, form: str, numbers: str) -> HttpResponse:
    """One request, or several with commas between."""
    found = list(_numbered(hotline, numbers))
    if not found:
        return georeport.fault(404, "没有这个编号的请求", form)
    return georeport.answer("service_requests", "request", [georeport.request(each) for each in found], form)


@_door
def updates(request: HttpRequest, hotline: Hotline, form: str) -> HttpResponse:
    """What changed in a span of time, oldest first: a client asks on from the last it has (FixMyStreet's extension)."""
    if request.method == "POST":
        return georeport.fault(405, "只提供查询；补充情况请拨打热线或另行提交", form)
    start, end = _span(request.GET)
    touched = _orders(hotline).filter(accepted_at__lte=end)
    touched = touched.filter(
        Q(closed_at__gte=start)
        | Q(status="已终止")
        | ~Q(status__in=georeport.CLOSED)
        | Q(accepted_at__gte=start)
    )
    orders = {str(order.pk): order for order in touched[:MOST]}
    entries = Entry.objects.filter(object_kind=Order.kind, object_id__in=orders).exclude(
        from_state=F("to_state")
    )
    moments = ((entry, datetime.fromisoformat(entry.at)) for entry in entries.order_by("sequence"))
    rows = [georeport.update(entry, orders[entry.object_id]) for entry, at in moments if start <= at <= end]
    return georeport.answer("service_request_updates", "request_update", rows[:MOST], form)


def _span(said: QueryDict) -> tuple[datetime, datetime]:
    """The time asked for: the last 90 days unless said otherwise, and never more."""
    end = _instant(said, "end_date") or now()
    start = _instant(said, "start_date") or end - SPAN
    if end - start > SPAN:
        raise Incomplete("起止时间不应超过 90 天")
    return start, end


def _file(request: HttpRequest, hotline: Hotline, form: str, at: datetime) -> HttpResponse:
    said = request.POST
    key = access.recognise(said.get("api_key", ""), "open311")
    if key.hotline_id != hotline.pk:
        return georeport.fault(403, "接入密钥不属于这条热线", form)
    sender = Particulars(
        name=f"{said.get('last_name', '')}{said.get('first_name', '')}".strip()[:80],
        telephone=said.get("phone", "").strip()[:40], mail=said.get("email", "").strip()[:120],
    )  # fmt: skip
    order = _order(hotline, said, sender)
    filed = registering.file_for_public(
        order, sender, at=at, key=_idempotency_key(request, key.pk, at), channel=Channel.OTHER
    )
    row = georeport.filed(filed.order, filed.code)
    return georeport.answer("service_requests", "request", [row], form, 201)


def _order(hotline: Hotline, said: QueryDict, sender: Particulars) -> Order:
    code, text = said.get("service_code", ""), said.get("description", "").strip()
    matter = _matters(hotline).filter(pk=_code(code) or 0).first()
    if matter is None:
        raise Incomplete(f"service_code 应为 services 所列的代码之一，现为“{code[:20]}”")
    if not text:
        raise Incomplete("缺少 description（具体情况）")
    place = said.get("address_string", "").strip() or _point(said)
    if not place:
        raise Incomplete("须给出 address_string，或 lat 与 long")
    if media := said.get("media_url", "").strip():
        text += f"\n（来件所附链接，平台未打开：{media[:400]}）"
    return Order(
        hotline=hotline, type="appeal", matter=matter, title=text.split("\n")[0][:40], text=text[:4000],
        place=place[:200], is_anonymous=not sender.sender,
    )  # fmt: skip


def _point(said: QueryDict) -> str:
    try:
        lat, long = float(str(said["lat"])), float(str(said["long"]))
    except (KeyError, ValueError):
        return ""
    return f"北纬 {lat:.6f}，东经 {long:.6f}" if abs(lat) <= 90 and abs(long) <= 180 else ""


def _idempotency_key(request: HttpRequest, key: int, at: datetime) -> str:
    """The client's own, else what it says on this day: the same words sent again are a retry, not a second request."""
    said = request.headers.get("Idempotency-Key", "").strip()
    words = said or "\n".join(sorted(f"{name}={value}" for name, value in request.POST.items()))
    day = "" if said else str(local_day(at))
    return f"{MARK}{sha256(f'{key}:{day}:{words}'.encode()).hexdigest()}"


def _orders(hotline: Hotline) -> "QuerySet[Order]":
    """Those that came by this door, tests and confidential ones left out; newest first."""
    found = Order._default_manager.filter(
        hotline=hotline, contact__channel=Channel.OTHER, contact__identity__startswith=MARK
    )
    return found.filter(is_test=False, is_confidential=False).select_related("matter", "lead").order_by("-id")


def _numbered(hotline: Hotline, numbers: str) -> "QuerySet[Order]":
    return _orders(hotline).filter(number__in=numbers.split(",")[:MOST])


def _listed(found: "QuerySet[Order]", form: str) -> HttpResponse:
    rows = [georeport.request(each) for each in found[:MOST]]
    return georeport.answer("service_requests", "request", rows, form)


def _matters(hotline: Hotline) -> "QuerySet[Matter]":
    return Matter._default_manager.filter(hotline=hotline)


def _code(said: str) -> int | None:
    """The key of a matter; None for what no key can be."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 19 else None


def _instant(said: QueryDict, name: str) -> datetime | None:
    if not said.get(name):
        return None
    try:
        at = datetime.fromisoformat(str(said[name]))
    except ValueError:
        raise Incomplete(f"{name} 应为 W3C 时间，例如 2026-03-02T12:00:00Z") from None
    if not FIRST_YEAR < at.year < LAST_YEAR:
        raise Incomplete(f"{name} 应在 {FIRST_YEAR} 年以后、{LAST_YEAR} 年以前")
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
