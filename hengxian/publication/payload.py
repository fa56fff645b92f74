"""The signed text in a certificate's second QR code: it verifies without any network, given the body's public key.

`HX1:` and base45 of key id (8 bytes), signature length (1), signature, and a JSON list in UTF-8. The list says what was
printed and when; whether the certificate was suspended since, only the register can say.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date

from hengxian.publication.encodings import base45, from_base45
from hengxian.publication.facts.certificates import Printed
from hengxian.publication.faults import Forged
from hengxian.publication.signing import PublicKey, Signer

PREFIX = "HX1:"
_MARK = b"hengxian-certificate/1\n"


@dataclass(frozen=True)
class OfflineCertificate:
    """What the code says: `digest` covers all that is printed (`Printed.digest`); dates include both ends."""

    number: str
    edition: int
    holder: str
    hotline: str
    body: str
    rule: str
    issued_on: date
    valid_until: date
    digest: str


def payload(printed: Printed, edition: int, signer: Signer) -> str:
    """The text for the QR code: about 500 letters of its alphanumeric set for names of common length."""
    certificate = OfflineCertificate(
        printed.number,
        edition,
        printed.holder,
        printed.hotline,
        printed.body,
        f"{printed.rule}@{printed.rule_edition}",
        printed.issued_on,
        printed.valid_until,
        printed.digest,
    )
    plain = [item.isoformat() if isinstance(item, date) else item for item in asdict(certificate).values()]
    content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    signature = signer.sign(_MARK + content)
    key_id = bytes.fromhex(signer.public_key.key_id)
    return PREFIX + base45(key_id + bytes([len(signature)]) + signature + content)


def verify_payload(text: str, keys: dict[str, PublicKey]) -> OfflineCertificate:
    """What the code says, when one of the keys (by id) signed it; else Forged, with the reason."""
    key_id, signature, content = _parts(text)
    if key_id not in keys:
        raise Forged(f"二维码由密钥 {key_id} 签名，不是认证机构公布的密钥")
    if not keys[key_id].verifies(_MARK + content, signature):
        raise Forged("二维码的签名不符：内容不是认证机构签发的，或已被改动")
    try:
        number, edition, holder, hotline, body, rule, issued_on, valid_until, digest = json.loads(content)
        dates = date.fromisoformat(issued_on), date.fromisoformat(valid_until)
    except (ValueError, TypeError):
        raise Forged("二维码的内容不能识别，应为衡线第 1 版证书码") from None
    return OfflineCertificate(number, edition, holder, hotline, body, rule, *dates, digest)


def _parts(text: str) -> tuple[str, bytes, bytes]:
    plain = text.strip()
    if not plain.startswith(PREFIX):
        raise Forged(f"不是证书二维码的内容，应以 {PREFIX} 开头")
    try:
        raw = from_base45(plain.removeprefix(PREFIX))
        length = raw[8]
    except (ValueError, IndexError):
        raise Forged("二维码的内容不完整") from None
    return raw[:8].hex(), raw[9 : 9 + length], raw[9 + length :]
