"""The register as a folder of plain pages, which any web server shows when both sites are down (E-5).

Links are relative, so that the folder works below any address, and from a disk. Pages that need a server (search by
words, verifying, complaints) are left out; open data, credentials and the facts themselves are copied along.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.urls import resolve, reverse

from hengxian.publication.attesting import credential_file
from hengxian.web.register.index.catching_up import build
from hengxian.web.register.models import Announcement, Certificate
from hengxian.web.register.seeing import COPY, Seen, page

LISTED = 200
"""Rows on a page of the lists."""

_FILES = {".json", ".jsonl", ".csv"}
_LINK = re.compile(r'(href|src)="(/[^"?#]*)([?#][^"]*)?"')
_COPIED = ("open-data", "status-lists")


def export(target: Path, at: datetime) -> int:
    """Write the whole register below `target`, taking the place of an older copy at once; the number of pages.

    The copy says on every page when it was made: a status that changes later is not in it.
    """
    beside = target.with_name(f"{target.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    facts = Path(settings.HENGXIAN_FACTS)
    seen = Seen(at, build(facts, getattr(settings, "HENGXIAN_FACTS_KEY", "")))
    written = 0
    for address, content in _pages(seen):
        path = beside / _file_of(address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_relative(content, address), encoding="utf-8")
        written += 1
    _copy_signed(facts, beside)
    _copy_assets(beside)
    _take_place(beside, target)
    return written


def _pages(seen: Seen) -> Iterator[tuple[str, str]]:
    """Every page with its address."""
    names = ("search", "rules", "meaning", "about", "downloads", "keys")
    addresses = [reverse(f"register:{name}") for name in names]
    yield from ((address, _page(address, seen)) for address in addresses)
    yield from _certificate_list(seen)
    yield from _announcement_list(seen)
    for number in Certificate.objects.order_by("pk").values_list("number", flat=True).iterator():
        address = reverse("register:certificate", args=[number])
        yield address, _page(address, seen)
    for sequence in Announcement.objects.order_by("pk").values_list("pk", flat=True).iterator():
        address = reverse("register:announcement", args=[sequence])
        yield address, _page(address, seen)


def _certificate_list(seen: Seen) -> Iterator[tuple[str, str]]:
    last, number = None, 1
    while True:
        rows = Certificate.objects.order_by("-pk")
        found = list((rows.filter(pk__lt=last) if last else rows)[: LISTED + 1])
        following = f"/list/{number + 1}" if len(found) > LISTED else ""
        context = {
            "title": "全部证书",
            "rows": [(row, row.standing_on(seen.today)) for row in found[:LISTED]],
            "next": following,
        }
        yield f"/list/{number}", _rendered(seen, "register/list.html", context)
        if not following:
            return
        last, number = found[LISTED - 1].pk, number + 1


def _announcement_list(seen: Seen) -> Iterator[tuple[str, str]]:
    last, address, number = None, reverse("register:announcements"), 1
    while True:
        rows = Announcement.objects.order_by("-pk")
        found = list((rows.filter(pk__lt=last) if last else rows)[: LISTED + 1])
        following = f"/announcements/older/{number + 1}" if len(found) > LISTED else ""
        context = {"title": "公告", "rows": found[:LISTED], "next": following}
        yield address, _rendered(seen, "register/announcements.html", context)
        if not following:
            return
        last, address, number = found[LISTED - 1].pk, following, number + 1


def _page(address: str, seen: Seen) -> str:
    """What the register's own view answers, told that it is a copy."""
    match = resolve(unquote(address))
    response = match.func(_request(address, seen), *match.args, **match.kwargs)
    return str(response.content.decode())


def _rendered(seen: Seen, template: str, context: dict[str, Any]) -> str:
    return page(_request("/", seen), seen, template, context).content.decode()


def _request(address: str, seen: Seen) -> HttpRequest:
    request = HttpRequest()
    request.method, request.path = "GET", address
    setattr(request, COPY, seen)
    return request


def _file_of(address: str) -> Path:
    """Where the page of an address lies in the copy."""
    plain = Path(*[part for part in unquote(address).split("/") if part not in ("", ".", "..")])
    return (
        plain if plain.suffix in _FILES or address.startswith(settings.STATIC_URL) else plain / "index.html"
    )


def _relative(content: str, address: str) -> str:
    """The page with links from the root turned into links from where it lies."""
    up = "../" * (len(_file_of(address).parts) - 1)

    def link(match: re.Match[str]) -> str:
        name, to, rest = match.groups()
        return f'{name}="{up}{quote(_file_of(to).as_posix())}{rest or ""}"'

    return _LINK.sub(link, content) if address != reverse("register:keys") else content


def _copy_signed(facts: Path, target: Path) -> None:
    for name in _COPIED:
        if (facts / name).is_dir():
            shutil.copytree(facts / name, target / name, dirs_exist_ok=True)
    (target / "facts").mkdir()
    if (facts / "head.json").exists():
        shutil.copy(facts / "head.json", target / "facts" / "head.json")
    for path in (facts / "segments").glob("*.jsonl"):
        shutil.copy(path, target / "facts" / f"{int(path.stem)}.jsonl")
    for number in Certificate.objects.values_list("number", flat=True).iterator():
        address = reverse("register:credential", args=[number])
        _copy_credential(facts, number, target / _file_of(address))


def _copy_credential(facts: Path, number: str, to: Path) -> None:
    if (path := credential_file(facts, number)).exists():
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to)


def _copy_assets(target: Path) -> None:
    """Style sheets and fonts, under the names the pages use."""
    collected = Path(settings.STATIC_ROOT or "")
    if settings.STATIC_ROOT and (collected / "staticfiles.json").exists():
        shutil.copytree(collected, target / "static", dirs_exist_ok=True)
        return
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            path = target / "static" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(storage.path(name), path)


def _take_place(beside: Path, target: Path) -> None:
    older = target.with_name(f"{target.name}.old")
    shutil.rmtree(older, ignore_errors=True)
    if target.exists():
        target.rename(older)
    beside.rename(target)
    shutil.rmtree(older, ignore_errors=True)
