"""The body's own mark on its certificates (7.1.9); the state's mark is a line of text and never a picture (7.1.10)."""

from base64 import b64encode
from dataclasses import replace
from datetime import date

import typst

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.certificate import Certificate, certificate_pdf
from hengxian.records.files.keeping import store
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows

SIDE = 400  # of the drawing's own square; the paper sets it at its own size


def pdf_with_mark(certificate: Certificate, on: date) -> bytes:
    """The paper with the mark in use on a day.

    Incomplete for a picture that cannot be printed: no certificate goes out without the mark that is in use.
    """
    mark = mark_on(on)
    try:
        return certificate_pdf(replace(certificate, body=replace(certificate.body, mark=mark)))
    except typst.TypstError as fault:
        if not mark:
            raise
        raise Incomplete("启用中的认证机构标志的图片不能印制，请在《认证机构标志》换一件", "7.1.9") from fault


def mark_on(on: date) -> str:
    """The mark in use on a day as a drawing; empty while the body has registered none."""
    day = on.isoformat()
    used = [
        row
        for row in rows("body_marks", BODY)
        if row.data["starts_on"] <= day < (row.data.get("ends_on") or "9999")
    ]
    if not used:
        return ""
    newest = max(used, key=lambda row: (row.data["starts_on"], row.number))
    pictures = [one.removeprefix("file:") for one in newest.evidence if one.startswith("file:")]
    return _drawing(StoredFile._default_manager.get(pk=pictures[0])) if pictures else ""


def _drawing(file: StoredFile) -> str:
    with store().open_verified(file.place, file.name) as content:
        picture = b64encode(content.read()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}">'
        f'<image width="{SIDE}" height="{SIDE}" href="data:{file.media_type};base64,{picture}"/></svg>'
    )
