"""Keyed hashes: a caller, a matter at a place, a query code are known again without being kept in clear (B-7, B-8)."""

import hashlib
import hmac
import re
import unicodedata

from django.conf import settings

from hengxian.hotline.models import Hotline

TAKEN_FOR = str.maketrans("OIL", "011")  # letters that no code has


def caller_key(hotline: Hotline, number_or_address: str) -> str:
    """HMAC-SHA256 (hex, 64) of a telephone number or mail address, keyed by site secret and hotline; "" for nothing.

    Spaces, dashes, a leading +86 or 0086, and the way an extension is written make no difference.
    """
    plain = re.sub(r"[\s\-—()（）]", "", unicodedata.normalize("NFKC", number_or_address)).casefold()
    if "@" not in plain:
        plain = re.sub(r"(?:分机|ext\.?|#)(?=\d{1,6}$)", "转", plain)
        plain = re.sub(r"^(?:\+|00)86(?=1\d{10}(?:转\d+)?$)", "", plain)
        plain = re.sub(r"^(?:\+|00)860?(?=[2-9]\d{8,10}(?:转\d+)?$)", "0", plain)
    return _keyed(hotline, "caller", plain) if plain else ""


def matter_key(hotline: Hotline, caller: str, place: str, matter: str) -> str:
    """The same matter again: caller, place and category alike. "" when the caller is not known."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", place)).casefold()
    return _keyed(hotline, "matter", f"{caller}|{plain}|{matter}") if caller else ""


def code_digest(hotline: Hotline, code: str) -> str:
    """What is kept of a query code, as people type it: in any width and case, O for 0, I or L for 1."""
    plain = re.sub(r"[\s\-—]", "", unicodedata.normalize("NFKC", code)).upper()
    return _keyed(hotline, "code", plain.translate(TAKEN_FOR))


def person_key(hotline: Hotline, person: int) -> str:
    """What a dataset holds of a member of staff."""
    return _keyed(hotline, "person", str(person))


def _keyed(hotline: Hotline, purpose: str, text: str) -> str:
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    return hmac.new(secret, f"{hotline.pk}:{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
