"""Filling a draft from an earlier application or an export of a self-assessment (A-8): never a declaration."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from typing import Any

from hengxian.certification.applying.appendix import PARTS, PREFILLED, read_part
from hengxian.certification.models import Application
from hengxian.kernel.refusals import Incomplete

KIND = "hengxian-application-prefill"
FILLED = tuple(part for part in PARTS if part != "A.5")  # the declarations are made, never filled in
MOST = 1 << 20
DRAFT = "application-prefill.json"  # its name in a package


def read_export(content: bytes) -> dict[str, Any]:
    """The parts of an export file, or of the draft within a package. Incomplete for anything else."""
    try:
        content = _draft_in(content)
        said = json.loads(content[: MOST + 1])
    except ValueError:
        said = None
    if len(content) > MOST or not isinstance(said, dict) or said.get("kind") != KIND:
        raise Incomplete(f"不是可以预填的导出文件：应为 kind 为“{KIND}”的 JSON", "附录A", ("export",))
    form = said.get("form")
    return form if isinstance(form, dict) else {}


def _draft_in(content: bytes) -> bytes:
    # A package is a zip; nothing but the draft is taken out of it, and never more than a form can hold.
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if DRAFT not in package.namelist():
            return b""
        with package.open(DRAFT) as draft:
            return draft.read(MOST + 1)


def filled(application: Application, source: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The form with its empty questions filled from the source, the filled ones listed until a person confirms them.

    What cannot be read is left empty.
    """
    form = dict(application.form)
    waiting = {part: list(ids) for part, ids in (form.get(PREFILLED) or {}).items()}
    for part in FILLED:
        offered = source.get(part)
        said = dict(form.get(part) or {})
        found = read_part(part, offered, on).values if isinstance(offered, Mapping) else {}
        new = {name: value for name, value in found.items() if value is not None and name not in said}
        form[part] = said | new
        waiting[part] = waiting.get(part, []) + list(new)
    form[PREFILLED] = {part: ids for part, ids in waiting.items() if ids}
    return form


def confirmed(form: Mapping[str, Any], part: str, ids: set[str] | None) -> dict[str, list[str]]:
    """What is still to be confirmed after a person confirmed some questions of a part, or all of it (None)."""
    waiting = dict(form.get(PREFILLED) or {})
    waiting[part] = [] if ids is None else [name for name in waiting.get(part, []) if name not in ids]
    return {name: left for name, left in waiting.items() if left}
