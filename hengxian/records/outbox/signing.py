"""The signature of a webhook's message, by the open contract of Standard Webhooks: HMAC-SHA256 over id, time, body."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings

MARK = "whsec_"


def secret_of(salt: str) -> str:
    """The secret as the receiver keeps it; shown at registration and never again, stored nowhere."""
    key = str(settings.HENGXIAN_IDENTITY_SECRET).encode()
    return MARK + base64.b64encode(hmac.digest(key, f"webhook:{salt}".encode(), hashlib.sha256)).decode()


def headers(id: str, body: bytes, secret: str, *, at: datetime) -> dict[str, str]:
    """The three headers; the time is in whole seconds since 1970, as the contract has it."""
    moment = str(int(at.timestamp()))
    return {
        "webhook-id": id,
        "webhook-timestamp": moment,
        "webhook-signature": f"v1,{signature(id, moment, body, secret)}",
    }


def signature(id: str, moment: str, body: bytes, secret: str) -> str:
    """Base64 of HMAC-SHA256 over `id.moment.body`."""
    key = base64.b64decode(secret.removeprefix(MARK))
    return base64.b64encode(hmac.digest(key, f"{id}.{moment}.".encode() + body, hashlib.sha256)).decode()


def is_signed(headers: Mapping[str, str], body: bytes, salt: str, *, at: datetime, within: timedelta) -> bool:
    """Whether a request from outside was signed with the secret of that salt, and lately: an old one is played back."""
    id, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (id and moment.isascii() and moment.isdecimal() and len(moment) < 12):
        return False
    if abs(at.timestamp() - int(moment)) > within.total_seconds():
        return False
    wanted = f"v1,{signature(id, moment, body, secret_of(salt))}".encode()
    said = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(wanted, each) for each in said)
