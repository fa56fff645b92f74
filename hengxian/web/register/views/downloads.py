"""What can be taken away and verified without us: open data, credentials, status lists, keys, the facts themselves."""

import json
import re
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from hengxian.publication import opendata
from hengxian.publication.attesting import credential_file, status_list_file
from hengxian.publication.folder import SEGMENT
from hengxian.publication.reading import Cursor
from hengxian.web.register.models import Source
from hengxian.web.register.seeing import Seen, fresh, page

_TYPES = {".json": "application/json", ".csv": "text/csv; charset=utf-8", ".jsonl": "application/x-ndjson"}
AnyResponse = TypeVar("AnyResponse", bound=HttpResponseBase)
_LIST = re.compile(r"(suspension|revocation|message)-\d{1,4}")


@fresh
def downloads(request: HttpRequest, seen: Seen) -> HttpResponse:
    """What there is, as of when, and how to verify it."""
    folder = Path(settings.HENGXIAN_FACTS) / "open-data"
    names = [*opendata.FILES, "signature.json"]
    files = [(name, (folder / name).stat().st_size) for name in names if (folder / name).exists()]
    signed = json.loads((folder / "signature.json").read_bytes()) if files else {}
    context = {"title": "开放数据", "files": files, "signed": signed, "keys": _keys(), "segment": SEGMENT}
    return page(request, seen, "register/downloads.html", context)


def keys(request: HttpRequest) -> HttpResponse:
    """The public keys announced so far, by id."""
    return _open_to_all(JsonResponse({"keys": _keys()}, json_dumps_params={"ensure_ascii": False}))


def open_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One of the open data files."""
    if name not in {*opendata.FILES, "signature.json"}:
        raise Http404
    return _file(Path(settings.HENGXIAN_FACTS) / "open-data" / name)


def credential(request: HttpRequest, number: str) -> HttpResponseBase:
    """A certificate as a verifiable credential; its path is a digest of the number, so no number leads elsewhere."""
    return _file(credential_file(Path(settings.HENGXIAN_FACTS), number))


def status_list(request: HttpRequest, name: str) -> HttpResponseBase:
    """A status list."""
    if not _LIST.fullmatch(name):
        raise Http404
    return _file(status_list_file(Path(settings.HENGXIAN_FACTS), name))


def head(request: HttpRequest) -> HttpResponseBase:
    """How far the facts reach."""
    return _file(Path(settings.HENGXIAN_FACTS) / "head.json")


def segment(request: HttpRequest, first: int) -> HttpResponseBase:
    """A file of facts as signed, by the sequence of its first."""
    return _file(Path(settings.HENGXIAN_FACTS) / "segments" / f"{first:012d}.jsonl")


def _keys() -> list[dict[str, str]]:
    source = Source.objects.first()
    found = Cursor(keys=source.cursor["keys"]).public_keys() if source else {}
    return [
        {"id": name, "algorithm": key.algorithm, "public_key": key.raw.hex()} for name, key in found.items()
    ]


def _file(path: Path) -> HttpResponseBase:
    try:
        response = FileResponse(path.open("rb"), content_type=_TYPES[path.suffix])
    except FileNotFoundError:
        raise Http404 from None
    return _open_to_all(response)


def _open_to_all(response: AnyResponse) -> AnyResponse:
    """Anybody's page may read it: it is public and carries its own proof."""
    response["Access-Control-Allow-Origin"] = "*"
    return response
