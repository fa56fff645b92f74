"""A certificate as PDF/A: the wall page, the annex, and an English page where one is wanted."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents import press
from hengxian.records.documents.codes import address_code, payload_code
from hengxian.records.documents.glyphs import require_glyphs
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.wording import chinese_day

from .annex import annex_blocks
from .facts import Certificate

TEMPLATE = press.TYPESETTING / "certificate.typ"
STATE_MARK = "国家认监委标志：按国家认监委规定的统一格式加载（7.1.10）"
TOO_LONG = "证书正页一页印不下：请缩短认证范围或地址，场所明细列入附件"


def certificate_pdf(certificate: Certificate, *, extra_fonts: Path | None = None) -> bytes:
    """The PDF, byte for byte the same for the same certificate; its date is that of issue.

    Raises Incomplete when a character cannot be printed or the front does not fit one page.
    """
    words = front_words(certificate)
    require_glyphs(words, extra_fonts)
    codes = {
        "address_code": address_code(certificate.register_url),
        "payload_code": payload_code(certificate.payload),
    }
    try:
        return press.typeset(TEMPLATE, {**words, **codes, "mark": certificate.body.mark}, extra=extra_fonts)
    except typst.TypstError as error:
        if "front-too-long" in str(error):
            raise Incomplete(TOO_LONG, "7.1") from error
        raise


def front_words(certificate: Certificate) -> dict[str, Any]:
    """All words of the paper; drawings are added apart."""
    return {
        "title": "认证证书",
        "category": certificate.category,
        "number": certificate.number,
        "edition": edition_mark(certificate),
        "holder": certificate.holder.name,
        "dated_on": certificate.issued_on.isoformat(),
        "fields": fields(certificate),
        "basics": basics(certificate),
        "issued_on": chinese_day(certificate.issued_on),
        "validity": f"{chinese_day(certificate.valid_from)}至{chinese_day(certificate.valid_until)}",
        "term_mark": certificate.term_mark,
        "body": certificate.body.name,
        "approval": certificate.body.approval,
        "state_mark": STATE_MARK,
        "check_code": certificate.check_code,
        "register_url": certificate.register_url,
        "seal": signed(certificate.seal),
        "head": signed(certificate.head),
        "annex": [asdict(block) for block in annex_blocks(certificate)],
        "english": english_words(certificate),
    }


def edition_mark(certificate: Certificate) -> str:
    """Which print of the number this is, and 补发 for a copy of a lost one; nothing on a first print."""
    if certificate.is_reissue:
        return f"补发　第{certificate.edition}版"
    return f"第{certificate.edition}版" if certificate.edition > 1 else ""


def fields(certificate: Certificate) -> list[tuple[str, str]]:
    """What is certified, in the order of 7.1."""
    return [
        ("认证对象地址", f"{certificate.holder.address}（{certificate.holder.address_kind}）"),
        ("政府热线", certificate.hotline),
        ("认证范围", certificate.scope),
        ("认证依据", "\n".join(certificate.bases)),
    ]


def basics(certificate: Certificate) -> list[tuple[str, str]]:
    """The four lines of 7.2.1."""
    return [
        ("认证规则编号", certificate.rule),
        ("认证类别", certificate.category),
        ("认证领域", certificate.field),
        ("认证模式", certificate.mode),
    ]


def signed(place: Signature) -> dict[str, str]:
    """A place for a seal or signature in words."""
    return {"post": place.post, "name": place.name, "method": place.method.value}


def english_words(certificate: Certificate) -> Mapping[str, Any] | None:
    """The English page, or none."""
    english = certificate.english
    if english is None:
        return None
    return {
        "holder": english.holder,
        "body": english.body,
        "fields": [
            ("Address", english.address),
            ("Hotline", english.hotline),
            ("Scope", english.scope),
            ("Bases", "\n".join(english.bases)),
            ("Rule", english.rule),
            ("Category", english.category),
            ("Field", english.field),
            ("Mode", english.mode),
            ("Issued on", certificate.issued_on.isoformat()),
            ("Valid", f"{certificate.valid_from.isoformat()} to {certificate.valid_until.isoformat()}"),
        ],
    }
