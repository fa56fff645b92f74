"""The body's own affairs: first rows of its registers, what the public is told, archives, the regulator's record."""

import tempfile
import zipfile
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hengxian.certification.archive.saving import save
from hengxian.certification.queries.regulator import record_sheet
from hengxian.certification.telling_public import NAMES, headline, lacking, tell_public, untold
from hengxian.kernel.refusals import NotThere
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.privacy.revealing import reveal
from hengxian.records.registers.founding import found_body
from hengxian.web.acting.exporting import TYPES, Format, as_file, note_export
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.certifying.slices.body import FOLLOWERS, KEEPERS

SOURCES = ("fee_list", "published_texts", "qualifications", "scheme_contacts")


@require_http_methods(["GET", "POST"])
@signed_in
def public(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What the public can read of rule, fees, texts and body, what is new, and the act that publishes it."""
    _admit(visitor, KEEPERS)
    if request.method == "POST":
        told = tell_public(by=visitor.actor, at=visitor.at)
        messages.success(request, f"已公布 {len(told)} 项" if told else "没有需要公布的变化")
        return redirect(reverse("office:public"))
    today = local_day(visitor.at)
    context = {
        "title": "向公众公布",
        "waiting": [(NAMES[fact.kind], headline(fact)) for fact in untold(today)],
        "missing": lacking(today),
        "registers": [pack().register(name) for name in SOURCES],
    }  # fmt: skip
    return render(request, "office/public.html", context)


@require_POST
@signed_in
def first_rows(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Fill the empty registers that the pack has first rows for; filled ones stay as they are."""
    _admit(visitor, FOLLOWERS)
    made = found_body(pack(), by=visitor.actor, at=visitor.at)
    told = "、".join(f"《{pack().register(name).title}》{count} 条" for name, count in made.items() if count)
    messages.success(request, f"已写入{told}，请逐条核对现状" if told else "这些台账已有内容，没有改动")
    return redirect(reverse("office:registers"))


@require_safe
@signed_in
def archive(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponseBase:
    """The case as one folder, in a ZIP file; who took it away stands in the journal."""
    _admit(visitor, FOLLOWERS)
    case = KINDS["case"].one(visitor, pk)
    packed = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    with tempfile.TemporaryDirectory() as place:
        folder = save(case, Path(place) / f"案卷{case.number}", at=visitor.at)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
            for path in sorted(folder.rglob("*")):
                out.write(path, path.relative_to(place))
    note_export(visitor, {"list": "archive", "case": case.number, "format": "zip"})
    packed.seek(0)
    answer = FileResponse(packed, as_attachment=True, filename=f"案卷{case.number}.zip")
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
@signed_in
def regulator(request: HttpRequest, visitor: Visitor, form: Format) -> HttpResponse:
    """Every issued certificate in the shape of the regulator's record (A-22); nothing is uploaded."""
    _admit(visitor, KEEPERS)
    if form not in TYPES:
        raise NotThere("没有这种格式")
    sheet = record_sheet(visitor.at)
    note_export(visitor, {"list": "regulator", "format": form, "rows": len(sheet.cells)})
    return as_file(sheet, form)


@require_POST
@signed_in
def contact(request: HttpRequest, visitor: Visitor, pk: int) -> HttpResponse:
    """Who complained, in clear, for a reason that the audit administrator reads (G-7)."""
    complaint = KINDS["complaint"].one(visitor, pk)
    reveal(complaint, ("contact",), by=visitor.actor, at=visitor.at, reason=request.POST.get("reason", ""))
    answer = render(
        request, "office/contact.html", {"title": f"投诉 {complaint.number}", "complaint": complaint}
    )
    answer["Cache-Control"] = "no-store"
    return answer


def _admit(visitor: Visitor, allowed: frozenset[str]) -> None:
    if not visitor.actor.roles & allowed:
        raise NotThere("没有这个页面")
