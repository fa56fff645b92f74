"""Verifying a certificate one holds: by number and check code, by its file, or by the text of its second code (E-2)."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse

from hengxian.publication.faults import Forged
from hengxian.publication.payload import verify_payload
from hengxian.publication.reading import Cursor
from hengxian.publication.standing import Standing
from hengxian.web.register.models import Certificate, Edition, Source
from hengxian.web.register.seeing import Seen, fresh, limited, page
from hengxian.web.register.views.certificate import edition_with

LARGEST = 30 * 1024 * 1024
TRIES_A_MINUTE = 20


@dataclass(frozen=True)
class Verdict:
    """What verifying found: `kind` says how to show it; the certificate and its standing where there is one."""

    kind: Literal["same", "older", "different", "unknown", "fault"]
    title: str
    text: str
    number: str = ""
    standing: Standing | None = None


@fresh
@limited("verify", TRIES_A_MINUTE)
def verify(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The form and, when something was given, the verdict above it. Nothing uploaded is kept."""
    number = (request.POST.get("number") or request.GET.get("number") or "").replace("\0", "").strip()[:80]
    context = {"title": "核验证书", "number": number, "verdict": _verdict(request, seen, number)}
    return page(request, seen, "register/verify.html", context)


def _verdict(request: HttpRequest, seen: Seen, number: str) -> Verdict | None:
    if request.method == "POST" and "file" in request.FILES:
        file = request.FILES["file"]
        assert isinstance(file, UploadedFile)  # one field, one file
        return _by_file(file, number, seen)
    if request.method == "POST" and request.POST.get("payload", "").strip():
        return _by_payload(request.POST["payload"], seen)
    code = (request.POST.get("code") or request.GET.get("k") or "").strip()
    if number and code:
        return _by_code(number, code, seen)
    if request.method == "POST":
        return Verdict(
            "fault", "没有可核验的内容", "请填写证书编号和校验码，或选择证书文件，或粘贴二维码内容。"
        )
    return None


def _by_code(number: str, code: str, seen: Seen) -> Verdict:
    certificate = Certificate.objects.filter(number=number).first()
    if certificate is None:
        return _unknown(number)
    matched = edition_with(code, list(certificate.editions.order_by("edition")), number)
    if not matched:
        text = "编号已登记，但校验码与登记不符：请核对是否抄错；无误的，这张证书可能是伪造的。"
        return Verdict("different", "校验码与登记不符", text, number)
    return _same(matched, certificate, seen)


def _by_file(file: "UploadedFile[bytes]", number: str, seen: Seen) -> Verdict:
    if (file.size or 0) > LARGEST:
        return Verdict("fault", "文件过大", "证书文件应不超过 30 MB，请选择认证机构发给的 PDF 文件。")
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    edition = Edition.objects.select_related("certificate").filter(pdf_sha256=digest.hexdigest()).first()
    if edition and number in ("", edition.certificate.number):
        return _same(edition, edition.certificate, seen)
    if number and not Certificate.objects.filter(number=number).exists():
        return _unknown(number)
    text = (
        "登记的证书中没有与这个文件逐字节相同的：文件被改动过、不是认证机构签发的原件，"
        "或者是扫描、打印、另存后的副本。副本请用编号和校验码核验。"
    )
    return Verdict("different", "与登记不符", text, number)


def _by_payload(text: str, seen: Seen) -> Verdict:
    source = Source.objects.first()
    written = source.cursor if source else {}
    keys = Cursor(keys=written.get("keys", {})).public_keys()
    try:
        claimed = verify_payload(text, keys)
    except Forged as fault:
        return Verdict("different", "与登记不符", f"{fault}。")
    edition = (
        Edition.objects.select_related("certificate")
        .filter(certificate__number=claimed.number, edition=claimed.edition)
        .first()
    )
    if edition is None:
        return _unknown(claimed.number)
    if edition.read().digest != claimed.digest:
        return Verdict("different", "与登记不符", "二维码所载内容与登记的内容不同。", claimed.number)
    return _same(edition, edition.certificate, seen)


def _same(edition: Edition, certificate: Certificate, seen: Seen) -> Verdict:
    now = certificate.standing_on(seen.today)
    if edition.edition < certificate.edition:
        text = f"这是第{edition.edition}版证书，内容与当时的登记一致；现行的是第{certificate.edition}版，旧版不再使用。"
        return Verdict("older", "已被新版证书取代", text, certificate.number, now)
    return Verdict("same", "与登记一致", now.sentence, certificate.number, now)


def _unknown(number: str) -> Verdict:
    return Verdict(
        "unknown", "查无此证", "登记中没有这个编号的证书：编号可能抄错，证书也可能是伪造的。", number
    )
