"""From a face to the paper with its two codes, to the public fact, and to the statement for publicity."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote

from django.conf import settings

from hengxian.certification.certificates.face import Face
from hengxian.certification.certificates.marking import pdf_with_mark
from hengxian.certification.letterhead import METHODS, body_at
from hengxian.certification.models import CertificateEdition
from hengxian.certification.publishing import publishable, register_address, signer
from hengxian.publication import facts as public
from hengxian.publication.checkcode import digest_check_code
from hengxian.publication.payload import payload
from hengxian.records.clocks import local_day
from hengxian.records.documents.certificate import (
    Certificate,
    English,
    Holder,
    ResultLine,
    Site,
    publicity_statement,
)
from hengxian.records.documents.certificate.page import front_words
from hengxian.records.documents.glyphs import require_glyphs
from hengxian.records.documents.imprint import Method, Setting, Signature
from hengxian.records.documents.signing_pdf import KeySigner
from hengxian.standard.model.parameters import UNSET_MARK

Nature = Literal["颁发", "变更", "补发", "换证"]
PREVIEW = "0000-0000-0000"
RULE_IN_ENGLISH = ("Government hotline service capability certification", "Government hotline service",
                   "Evaluation of service characteristics and audit of service management")  # fmt: skip


def address_of_entry(number: str, check_code: str) -> str:
    """Where the first code leads: the certificate's entry in the register, with the check code."""
    return f"{register_address()}/c/{quote(number)}?k={check_code}"


def printed(face: Face) -> public.Printed:
    """What the register shows of an edition. Incomplete where it holds what may not be public."""
    with publishable():
        return public.Printed(
            number=face.number, hotline=face.hotline, holder=face.holder, address=face.address,
            address_kind=cast(Any, face.address_kind), place=face.place, scope=face.scope,
            bases=tuple(public.Basis(**base) for base in face.bases), rule=face.rule, rule_edition=face.rule_edition,
            category=face.category, field=face.field, mode=face.mode, issued_on=face.first_day,
            valid_until=face.last_day, body=face.body, sites=tuple(public.Site(**site) for site in face.sites),
            results=tuple(_public_line(line) for line in lines_of(face)),
            own_choices=tuple(f"{each['label']}{each['value']}：{UNSET_MARK}" for each in face.settings),
            predecessor=face.predecessor or None,
        )  # fmt: skip


def public_edition(edition: CertificateEdition) -> public.CertificateEdition:
    """The fact that tells the public of an edition whose paper is made."""
    face = Face.of(edition.shown)
    with publishable():
        return public.CertificateEdition(
            printed=printed(face),
            edition=edition.number,
            nature=cast(Nature, edition.occasion),
            check_code_digest=digest_check_code(face.number, edition.check_code),
            pdf_sha256=edition.pdf_sha256,
            pdf_sm3=edition.pdf_sm3,
        )


def paper(face: Face, edition: int, check_code: str, occasion: str = "颁发") -> Certificate:
    """Everything the paper says, ready to be set."""
    signed = METHODS.get(face.method, Method.OPEN)
    return Certificate(
        number=face.number, edition=edition, holder=Holder(face.holder, face.address, face.address_kind),
        hotline=face.hotline, sites=tuple(Site(**site) for site in face.sites), scope=face.scope,
        bases=tuple(basis_named(base) for base in face.bases), rule=face.rule, rule_edition=face.rule_named,
        category=face.category, field=face.field, mode=face.mode, valid_from=face.first_day,
        valid_until=face.last_day, issued_on=face.first_day, body=body_at(face.first_day), results=lines_of(face),
        profile=face.profile, seal=Signature("认证机构（盖章）", method=signed),
        head=Signature("机构负责人", face.head, signed), register_url=address_of_entry(face.number, check_code),
        check_code=check_code, payload=payload(printed(face), edition, signer()),
        settings=tuple(_setting(each) for each in face.settings), auxiliary_bases=face.auxiliary_bases,
        is_reissue=occasion == "补发", replaces=_replaces(face, edition), english=_english(face),
    )  # fmt: skip


def set_paper(face: Face, edition: int, check_code: str, occasion: str, at: datetime) -> bytes:
    """The PDF, signed where the body has a key for it. Incomplete when a character cannot be printed."""
    pdf = pdf_with_mark(paper(face, edition, check_code, occasion), local_day(at))
    if not settings.HENGXIAN_PDF_KEY:
        return pdf
    certificates = settings.HENGXIAN_PDF_CERTIFICATES
    return KeySigner(
        Path(settings.HENGXIAN_PDF_KEY).read_bytes(),
        Path(certificates).read_bytes() if certificates else b"",
        settings.HENGXIAN_PDF_PASSPHRASE.encode() or None,
    ).sign(pdf, at=at, reason=f"颁发认证证书 {face.number}")


def check_printable(face: Face) -> None:
    """Refuse a face with a character no font has (Incomplete); nothing is set yet."""
    require_glyphs(front_words(paper(face, 1, PREVIEW)))


def statement(edition: CertificateEdition, *, status: str, on: date) -> str:
    """The statement for publicity (7.3.3). NotNow unless the certificate is 有效 and within its dates."""
    face = Face.of(edition.shown)
    return publicity_statement(paper(face, edition.number, edition.check_code), status=status, on=on)


def basis_named(base: dict[str, str]) -> str:
    """GB/T 33358-2016《政府热线服务规范》; a rule whose title holds its number is named by its title."""
    if re.match(r"V\d", base["number"]):
        return f"《{base['title']}》（{base['number']}）"
    return f"{base['number']}《{base['title']}》"


def lines_of(face: Face) -> tuple[ResultLine, ...]:
    """The results as the paper prints them."""
    return tuple(
        ResultLine(**{**line, "sources": tuple((name, points) for name, points in line["sources"])})
        for line in face.results
    )


def _public_line(line: ResultLine) -> public.Result:
    return public.Result(group=cast(Any, line.heading), name=line.name, text=line.result)


def _setting(kept: dict[str, Any]) -> Setting:
    on = kept.get("set_on")
    return Setting(**{**kept, "set_on": date.fromisoformat(on) if on else None})


def _replaces(face: Face, edition: int) -> str:
    if edition > 1:
        return f"第{edition - 1}版"
    return f"原证书 {face.predecessor}" if face.predecessor else ""


def _english(face: Face) -> English | None:
    if not face.english:
        return None
    category, field, mode = RULE_IN_ENGLISH
    return English(
        **face.english, bases=tuple(base["number"] for base in face.bases),
        body=body_at(face.first_day).english_name or face.body, rule=face.rule, category=category, field=field,
        mode=mode,
    )  # fmt: skip
