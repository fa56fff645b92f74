"""The query code of an order: said once to whoever files it, known again by its digest (B-8)."""

import hashlib
import hmac
import secrets

from django.conf import settings

from hengxian.hotline.models import Hotline

# No I, L, O, U: a code is read out over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def code_for(hotline: Hotline, key: str) -> str:
    """A code as people write it, `7K3M-90QX`.

    The same idempotency key gives the same code: whoever sends a form twice is shown what he was shown before,
    though the code itself is kept nowhere. Without a key it is drawn.
    """
    if not key:
        return _written(secrets.token_bytes(LENGTH))
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    return _written(hmac.new(secret, f"{hotline.pk}:query-code:{key}".encode(), hashlib.sha256).digest())


def _written(source: bytes) -> str:
    signs = "".join(ALPHABET[byte % len(ALPHABET)] for byte in source[:LENGTH])
    return f"{signs[:4]}-{signs[4:]}"
