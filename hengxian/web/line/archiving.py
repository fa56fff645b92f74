"""The archive's pages, for the designated archivist and the managers: catalogue, what is to be filed, filing (10.5)."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from hengxian.hotline import postings
from hengxian.hotline.archive import catalogue
from hengxian.hotline.archive.filing import file_away
from hengxian.hotline.models import ArchiveKind, DatasetExport, Hotline
from hengxian.hotline.naming import ids
from hengxian.journal import attempts
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.web.acting.kinds import KINDS
from hengxian.web.acting.visitor import Visitor, signed_in

MOST = 50


@require_safe
@signed_in
def front(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Shelves by year and kind, and what waits to be filed, for each hotline of the person."""
    lines = _lines(visitor)
    context = {"title": "档案", "visitor": visitor, "lines": [_of_line(line, visitor) for line in lines]}
    return render(request, "line/archive/front.html", context)


@require_safe
@signed_in
def shelf(request: HttpRequest, visitor: Visitor, hotline: int, year: int, sort: str) -> HttpResponse:
    """One kind in one year, the latest serial first; a word or number narrows it."""
    line = _line(visitor, hotline)
    said = request.GET.get("q", "").strip()[:80]
    before = request.GET.get("before", "")
    found = KINDS["archive_entry"].seen_by(visitor).filter(hotline=line, year=year, sort=sort)
    if said:
        found = found.filter(
            Q(number__icontains=said) | Q(title__icontains=said) | Q(order__number__icontains=said)
        )
    if before.isdecimal():
        found = found.filter(serial__lt=int(before))
    rows = list(found.order_by("-serial")[: MOST + 1])
    context = {
        "title": f"{year} 年 {sort}", "visitor": visitor, "line": line, "year": year, "sort": sort, "q": said,
        "rows": rows[:MOST], "older": rows[MOST - 1].serial if len(rows) > MOST else 0,
    }  # fmt: skip
    return render(request, "line/archive/shelf.html", context)


@require_POST
@signed_in
def archive(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Archive every order that was ticked; what cannot be is said, the rest is done."""
    chosen = ids(request.POST.getlist("order"))[:MOST]
    orders = KINDS["order"].seen_by(visitor).filter(pk__in=chosen).order_by("closed_at", "pk")
    done = sum(_is_archived(request, visitor, order) for order in orders)
    if done:
        messages.success(request, f"已归档 {done} 件")
    elif not chosen:
        messages.warning(request, "没有勾选工单")
    return redirect(f"{visitor.door}:archive")


@require_POST
@signed_in
def file(request: HttpRequest, visitor: Visitor, hotline: int) -> HttpResponse:
    """Enter a dataset, a document or a missing number into the catalogue."""
    line = _line(visitor, hotline)
    try:
        entry = file_away(line, **_said(request, line), by=visitor.actor, at=visitor.at)
        messages.success(request, f"已归档，档号 {entry.number}")
    except Refused as refusal:
        attempts.keep(refusal, by=visitor.actor, at=visitor.at, verb="file")
        messages.warning(request, str(refusal))
    return redirect(f"{visitor.door}:archive")


def _said(request: HttpRequest, line: Hotline) -> dict[str, Any]:
    said = {
        name: request.POST.get(name, "").strip()[:200] for name in ("title", "remark", "number", "export")
    }
    if said["export"].isdecimal():
        export = DatasetExport.objects.filter(hotline=line, pk=int(said["export"])).first()
        if export is None:
            raise NotThere("没有这个数据集")
        told = {"title": f"统计数据集 {export}", "about": f"dataset_export:{export.pk}"}
        return {"kind": ArchiveKind.DATA, "fingerprint": export.sha256, "year": export.since.year, **told}
    if said["number"]:
        about = catalogue.ABOUT_NUMBER + said["number"]
        title = f"工单编号 {said['number']} 空缺：{said['title']}" if said["title"] else ""
        return {"kind": ArchiveKind.GAP, "title": title, "about": about, "year": int(said["number"][:4])}
    about = f"document:{said['title']}"[:80]
    return {"kind": ArchiveKind.DOCUMENT, "title": said["title"], "about": about, "remark": said["remark"]}


def _of_line(line: Hotline, visitor: Visitor) -> dict[str, Any]:
    waiting = list(catalogue.unarchived(line)[: MOST + 1])
    return {
        "line": line, "shelves": [(each, _address(visitor, line, each)) for each in catalogue.shelves(line)],
        "ages": catalogue.ages(line, visitor.at), "waiting": waiting[:MOST], "is_cut": len(waiting) > MOST,
        "missing": list(catalogue.missing_numbers(line, visitor.on.year))[:MOST],
        "datasets": list(catalogue.unfiled_datasets(line)[:MOST]),
        "is_archivist": "archive" in postings.duties_of(visitor.actor.person, line.pk),
    }  # fmt: skip


def _address(visitor: Visitor, line: Hotline, shelf: catalogue.Shelf) -> str:
    return reverse(f"{visitor.door}:archive_shelf", args=[line.pk, shelf.year, shelf.sort])


def _lines(visitor: Visitor) -> list[Hotline]:
    lines = Hotline.objects.filter(pk__in=postings.hotlines_of(visitor.actor.person)).order_by("pk")
    if "hotline_manager" in visitor.actor.roles:
        return list(lines)
    found = [line for line in lines if "archive" in postings.duties_of(visitor.actor.person, line.pk)]
    if not found:
        raise NotThere("没有这个页面：档案由指定的归档人员管理（10.5）")
    return found


def _line(visitor: Visitor, pk: int) -> Hotline:
    for line in _lines(visitor):
        if line.pk == pk:
            return line
    raise NotThere("没有这个页面")


def _is_archived(request: HttpRequest, visitor: Visitor, order: Any) -> bool:
    try:
        perform(order, "archive", by=visitor.actor, at=visitor.at)
    except Refused as refusal:
        attempts.keep(refusal, by=visitor.actor, at=visitor.at, verb="archive")
        messages.warning(request, str(refusal))
        return False
    return True
