"""What a PDF's signature was found to be worth."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SignatureCheck:
    """What a PDF's last signature is worth. `signer` and `signed_at` are as claimed, and only if it is intact."""

    is_signed: bool
    is_intact: bool
    is_trusted: bool
    signer: str = ""
    signed_at: datetime | None = None

    @property
    def sentence(self) -> str:
        """The finding in one sentence."""
        if not self.is_signed:
            return "文件没有电子签名，或者已经损坏"
        if not self.is_intact:
            return "文件在签名之后被改动，签名无效"
        if not self.is_trusted:
            return f"文件签名后未被改动，签署人为{self.signer}；签名证书不在所给的信任名单之内"
        return f"文件签名后未被改动，签署人为{self.signer}"
