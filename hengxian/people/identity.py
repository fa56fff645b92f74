"""Recognising a natural person by his document without keeping its number (G-5)."""

import hashlib
import hmac
import re
import unicodedata

from django.conf import settings
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from hengxian.kernel.refusals import Incomplete

RESIDENT = "居民身份证"
DOCUMENTS = (
    RESIDENT,
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "外国人永久居留身份证",
    "其他证件",
)
_WANTED = "须为 18 位且校验码正确"


def digest(document: str, number: str) -> str:
    """HMAC-SHA256 (hex, 64) of the normalised number, keyed with the site's secret.

    Full-width, spaced and lower-case spellings give the same digest. Incomplete for an unknown kind of
    document, an empty number, or a resident number whose check digit is wrong.
    """
    if document not in DOCUMENTS:
        raise Incomplete(f"证件类型“{document}”无法识别，应为：{'、'.join(DOCUMENTS)}", fields=("document",))
    normal = re.sub(r"[\s\-—·.]", "", unicodedata.normalize("NFKC", number)).upper()
    if not normal:
        raise Incomplete("证件号码不能为空", fields=("number",))
    if document == RESIDENT:
        _check_resident(normal)
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    return hmac.new(secret, f"{document}:{normal}".encode(), hashlib.sha256).hexdigest()


def _check_resident(number: str) -> None:
    try:
        ric.validate(number)
    except ValidationError:
        raise Incomplete(f"居民身份证号码有误：{_WANTED}", fields=("number",)) from None
