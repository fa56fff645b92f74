"""The client's own organisation, hotlines and sites (1.1, A-4, A-5)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hengxian.certification.actions import clients
from hengxian.certification.models import Hotline
from hengxian.certification.models.hotline import HotlineKind
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people.models import Organisation
from hengxian.people.models.organisation import CodeKind
from hengxian.web.acting.asking import Question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in

TYPES = ("政府及职能部门", "热线管理机构", "服务外包企业", "热线服务中心")


def _optional(id: str, label: str, note: str = "") -> Question:
    return Question(id, label, "text", required=False, note=note)


ORGANISATION = (
    Question("name", "组织名称", "text", note="与登记证书一致"),
    Question(
        "type",
        "组织类型",
        "choice",
        options=TYPES,
        clause="问答1",
        note="服务外包企业还须在热线资料中写明委托方、委托依据和数据持有方",
    ),
    Question(
        "code_kind", "代码类型", "choice", required=False, options=tuple(CodeKind.values), clause="6.1.2.2"
    ),
    _optional("code", "代码", "没有法人资格的空着，填写下面的所属法人"),
    _optional("registered_address", "注册地址"),
    Question("office_address", "办公地址", "text"),
    Question("phone", "电话", "phone", required=False),
    _optional("legal_name", "所属法人的名称", "本组织没有法人资格的填写，证书上的名称以法人为准"),
    _optional("legal_code", "所属法人的统一社会信用代码"),
    _optional("legal_address", "所属法人的注册地址"),
)
SITES = Question(
    "sites", "场所", "rows", required=False, note="话务区、办理场所等，一处一行",
    columns=(Question("name", "场所名称", "text"), Question("address", "地址", "text")),
)  # fmt: skip
HOTLINE = (
    Question("name", "热线名称", "text"),
    Question("type", "热线类型", "choice", options=tuple(HotlineKind.values), clause="1.1"),
    _optional("type_note", "类型说明", "选“其他”的须写明"),
    Question("founded_on", "成立时间", "date"),
    Question("place", "所在地区", "text"),
    Question("within_territory", "在境内依法设立并运行", "declaration", required=False, clause="1.1"),
    _optional("operator_name", "运行机构的名称", "由其他单位运行的填写（3.3）"),
    _optional("operator_code", "运行机构的统一社会信用代码"),
    _optional("mandator", "委托方", "受委托运行的填写"),
    _optional("mandate", "委托依据"),
    _optional("data_holder", "数据由谁持有"),
    SITES,
)


@dataclass(frozen=True)
class Page:
    """A form of the client's own: its questions, what stands there now, and where it leads back."""

    title: str
    asked: tuple[Question, ...]
    start: Mapping[str, Any]
    back: str
    version: int | None = None
    note: str = ""


@require_http_methods(["GET", "POST"])
@signed_in
def organisation(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Particulars of the organisation; an account without one registers it here."""
    own = visitor.account.organisation

    def save(filling: Filling) -> Organisation:
        if own is None:
            return clients.register_own_organisation(filling.facts, by=visitor.actor, at=visitor.at)
        return clients.change_organisation(
            own, filling.facts, by=visitor.actor, at=visitor.at, version=filling.version
        )

    start = {} if own is None else _facts_of(own)
    back = reverse("portal:list", args=["organisation"])
    title = "登记本组织" if own is None else "修改组织资料"
    return _answer(
        request, visitor, Page(title, ORGANISATION, start, back, own.version if own else None), save
    )


@require_http_methods(["GET", "POST"])
@signed_in
def hotline_new(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """One more hotline."""
    own = visitor.account.organisation
    if own is None:
        return redirect("portal:organisation")

    def save(filling: Filling) -> Hotline:
        made = clients.add_hotline(own, filling.facts, by=visitor.actor, at=visitor.at)
        clients.write_sites(made, list(filling.facts["sites"]), by=visitor.actor, at=visitor.at)
        return made

    page = Page("登记热线", HOTLINE, {}, reverse("portal:list", args=["hotline"]))
    return _answer(request, visitor, page, save)


@require_http_methods(["GET", "POST"])
@signed_in
def hotline(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Particulars and sites of a hotline."""
    found: Hotline = KINDS["hotline"].one(visitor, pk)
    if not visitor.is_client:
        raise NotThere("没有这个页面")

    def save(filling: Filling) -> Hotline:
        clients.change_hotline(found, filling.facts, by=visitor.actor, at=visitor.at, version=filling.version)
        clients.write_sites(found, list(filling.facts["sites"]), by=visitor.actor, at=visitor.at)
        return found

    sites = [{"name": each.name, "address": each.address} for each in found.sites.order_by("pk")]
    start = {name: getattr(found, name) for name in clients.HOTLINE} | {"sites": sites}
    if found.operator is not None:
        start |= {"operator_name": found.operator.name, "operator_code": found.operator.code}
    page = Page(
        f"修改热线：{found.name}",
        HOTLINE,
        start,
        reverse("portal:record", args=["hotline", pk]),
        found.version,
    )
    return _answer(request, visitor, page, save)


def _facts_of(own: Organisation) -> dict[str, Any]:
    legal = own.legal_entity
    told = {name: getattr(own, name) for name in clients.ORGANISATION}
    if legal is not None:
        told |= {
            "legal_name": legal.name,
            "legal_code": legal.code,
            "legal_address": legal.registered_address,
        }
    return told


def _answer(
    request: HttpRequest, visitor: Visitor, page: Page, save: Callable[[Filling], Any]
) -> HttpResponse:
    filling = fill(request, page.asked, {}, page.start)
    refused: Refused | None = None
    if filling.is_whole:
        try:
            kept = once(filling.key, by=visitor.actor, at=visitor.at, make=lambda: save(filling))
            messages.success(request, "已保存")
            return redirect(reverse("portal:record", args=[kept.kind, kept.pk]))
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    errors = filling.errors or marks(refused, filling)
    context = {
        "title": page.title, **filling.shown(errors), "refused": refused, "back": page.back, "button": "保存",
        "version": page.version, "note": page.note,
    }  # fmt: skip
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "portal/own.html", context, status=status)
