"""PAdES by pyHanko: the one place that knows it. Imported only where something is signed or checked."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import NoEncryption, load_pem_private_key, pkcs12
from cryptography.x509 import load_pem_x509_certificates
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from hengxian.kernel.refusals import Incomplete

from .signature_check import SignatureCheck

FIELD = "HengxianSignature"
UNSIGNED = SignatureCheck(is_signed=False, is_intact=False, is_trusted=False)
BROKEN = SignatureCheck(is_signed=True, is_intact=False, is_trusted=False)


class SignerAt(signers.PdfSigner):
    """pyHanko's signer with the moment given instead of asked from the clock."""

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        """A session that claims our moment."""
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.at
        return session


def signer_of(key: bytes, certificates: bytes, passphrase: bytes | None) -> Any:
    """A signer from PEM key and certificates, or from PKCS#12 where no certificates are given apart."""
    store = packed(key, certificates, passphrase) if certificates else key
    held = signers.SimpleSigner.load_pkcs12_data(store, (), None if certificates else passphrase)
    if held is None:
        raise Incomplete("签名密钥不能读取：请核对密钥文件、证书与口令（应为 PEM 或 PKCS#12）")
    return held


def packed(key: bytes, certificates: bytes, passphrase: bytes | None) -> bytes:
    """PEM key and certificates as PKCS#12, the first certificate being the signer's. Raises Incomplete."""
    try:
        private: Any = load_pem_private_key(key, passphrase)
        own, *chain = load_pem_x509_certificates(certificates)
        return pkcs12.serialize_key_and_certificates(None, private, own, chain, NoEncryption())
    except (ValueError, TypeError) as error:
        raise Incomplete("签名密钥不能读取：请核对密钥文件、证书与口令（应为 PEM 或 PKCS#12）") from error


def sign(pdf: bytes, signer: Any, *, at: datetime, reason: str) -> bytes:
    """The PDF with an invisible PAdES signature appended, in a field of its own."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    taken = len(writer.prev.embedded_signatures)
    about = signers.PdfSignatureMetadata(
        field_name=f"{FIELD}{taken + 1}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
    )
    signed = SignerAt(about, signer, at=at).sign_pdf(writer)
    return bytes(signed.getvalue())


def check(pdf: bytes, trusted: Sequence[bytes], *, at: datetime) -> SignatureCheck:
    """What the last signature of a PDF is worth; a file that cannot be read counts as unsigned."""
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except (PdfError, ValueError, KeyError):
        return UNSIGNED
    if not signatures:
        return UNSIGNED
    roots = [root for one in trusted for root in load_certs_from_pemder_data(one)]
    context = ValidationContext(
        trust_roots=roots, moment=at, allow_fetching=False, revocation_mode="soft-fail"
    )
    try:
        status = validate_pdf_signature(signatures[-1], signer_validation_context=context)
    except (PdfError, SignatureValidationError, ValueError, KeyError):
        return BROKEN
    if not (status.intact and status.valid and status.coverage == SignatureCoverageLevel.ENTIRE_FILE):
        return BROKEN
    signer = str(status.signing_cert.subject.native.get("common_name", ""))
    return SignatureCheck(True, True, status.trusted, signer, status.signer_reported_dt)
