"""Signing a finished PDF and checking a signed one, with a key of ours or with a customer's signing server.

National seals (GB/T 38540, SM2) come from such a server: it takes a PDF and gives one back, which is all that
`PdfSigner` asks for. Our own key signs by PAdES.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .imprint import Method
from .signature_check import SignatureCheck


class PdfSigner(Protocol):
    """Whatever can sign a PDF; `method` is what the paper and the record say of it (G-12)."""

    @property
    def method(self) -> Method: ...

    def sign(self, pdf: bytes, *, at: datetime, reason: str) -> bytes:
        """The PDF with the signature added to it; nothing before the signature changes."""
        ...


@dataclass(frozen=True)
class KeySigner:
    """Signs by PAdES with a key and its certificates, as PEM or as PKCS#12. `at` is the time it claims.

    Raises Incomplete where key and passphrase do not fit.
    """

    key: bytes
    certificates: bytes = b""
    passphrase: bytes | None = None
    method: Method = Method.CERTIFICATE

    def sign(self, pdf: bytes, *, at: datetime, reason: str) -> bytes:
        """The signed PDF, its signature invisible: the paper's own signature block says who and how."""
        from . import pades  # pyHanko takes 1.6 s to start, which no other paper should wait for

        return pades.sign(
            pdf, pades.signer_of(self.key, self.certificates, self.passphrase), at=at, reason=reason
        )


def check_signature(pdf: bytes, trusted: Sequence[bytes], *, at: datetime) -> SignatureCheck:
    """Check the last signature against trusted certificates (PEM or DER), without a network, as of a moment."""
    from . import pades  # as above

    return pades.check(pdf, trusted, at=at)
