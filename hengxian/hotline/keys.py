"""Keyed hashes: a caller, a matter at a place, a query code are known again without being kept in clear (B-7, B-8)."""

import hashlib
import hmac
import re
import unicodedata

from django.conf import settings

from hengxian.hotline.models import Hotline


def caller_key(hotline: Hotline, number_or_address: str) -> str:
    """HMAC-SHA256 (hex, 64) of a telephone number or mail address, keyed by site secret and hotline; "" for nothing.

    Spaces, dashes and a leading +86 or 0086 of a mobile number make no difference.
    """
    plain = re.sub(r"[\s\-—()（）]", "", unicodedata.normalize("NFKC", number_or_address)).casefold()
    plain = re.sub(r"^(?:\+|00)86(?=1\d{10}$)", "", plain)
    return _keyed(hotline, "caller", plain) if plain else ""


def matter_key(hotline: Hotline, caller: str, place: str, matter: str) -> str:
    """The same matter again: caller, place and category alike. "" when the caller is not known."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", place)).casefold()
    return _keyed(hotline, "matter", f"{caller}|{plain}|{matter}") if caller else ""


def code_digest(hotline: Hotline, code: str) -> str:
    """What is kept of a query code."""
    return _keyed(hotline, "code", re.sub(r"[\s-]", "", code).upper())


def person_key(hotline: Hotline, person: int) -> str:
    """What a dataset holds of a member of staff."""
    return _keyed(hotline, "person", str(person))


def _keyed(hotline: Hotline, purpose: str, text: str) -> str:
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    return hmac.new(secret, f"{hotline.pk}:{purpose}:{text}".encode(), hashlib.sha256).hexdigest()
