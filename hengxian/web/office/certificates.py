"""The desk of the certificate administrator: what to watch, appendix B on paper, what waits to be public."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.certification.certificates.appendix import appendix_paper
from hengxian.certification.models import Publication
from hengxian.certification.publishing import outstanding, write_outstanding
from hengxian.kernel.refusals import NotThere
from hengxian.publication.faults import PublicationFault
from hengxian.records.documents.pdf import to_pdf
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.certificates import KEEPERS
from hengxian.web.certifying.slices.watching import WATCHERS, due_for_watching

A_PAGE = 50
KINDS_OF_FACT = {
    "certificate": "证书内容", "status": "证书状态", "announcement": "公告", "rule_edition": "规则版次",
    "fees": "收费标准", "page": "说明页", "body": "机构信息", "checkpoint": "日志校验点",
}  # fmt: skip


@require_safe
@signed_in
def appendix_b(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """B.1 to B.4 as they stand today."""
    certificate = KINDS["certificate"].one(visitor, pk)
    if certificate.issued_on is None:
        raise NotThere("证书尚未颁发，没有附录B")
    answer = HttpResponse(to_pdf(appendix_paper(certificate, visitor.on)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="appendix-b-{certificate.pk}.pdf"'
    return answer


@require_safe
@signed_in
def watching(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Every certificate in use with its next surveillance and its window of renewal, the most urgent first."""
    _admit(visitor, WATCHERS)
    page = Paginator(due_for_watching(visitor), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/watching.html", {"title": "监督与再认证", "page": page})


@require_http_methods(["GET", "POST"])
@signed_in
def publications(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What was told to the public and whether it has reached the register; what waits can be sent again."""
    _admit(visitor, KEEPERS)
    if request.method == "POST":
        _write(request, visitor)
        return redirect(reverse("office:publications"))
    told = Publication.objects.select_related("written").order_by("-pk")
    page = Paginator(told, A_PAGE).get_page(request.GET.get("page"))
    rows = [
        (each, KINDS_OF_FACT.get(each.fact_kind, each.fact_kind), headline(each)) for each in page.object_list
    ]
    context = {"title": "公布事项", "page": page, "rows": rows, "waiting": outstanding()}
    return render(request, "office/publications.html", context)


def headline(publication: Publication) -> str:
    """One line that says what the fact is about."""
    body = publication.body
    if publication.fact_kind == "certificate":
        printed = body["printed"]
        return f"{printed['number']}　{printed['holder']}　第{body['edition']}版（{body['nature']}）"
    if publication.fact_kind == "status":
        return f"{body['number']}：{body.get('before') or '—'} → {body['after']}"
    return str(body.get("title") or body.get("name") or body.get("slug") or "")


def _write(request: HttpRequest, visitor: Visitor) -> None:
    try:
        count = write_outstanding(visitor.at)
    except (PublicationFault, OSError) as fault:
        messages.error(request, f"公布文件夹未能写入：{fault}")
        return
    messages.success(request, f"已写入 {count} 项" if count else "没有待写入的事项")


def _admit(visitor: Visitor, roles: frozenset[str]) -> None:
    if visitor.is_client or not visitor.actor.roles & roles:
        raise NotThere("没有这个页面")
