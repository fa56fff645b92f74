"""The identity of a pack: SHA-256 over the canonical JSON of the validated model."""

import hashlib
import json
from datetime import date
from decimal import Decimal

from pydantic import BaseModel


def canonical_json(model: BaseModel) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; decimals as plain strings without trailing zeros.

    Absent keys are left out, so that layout, comments, key order and 0.30 against 0.3 do not matter.
    """
    plain = model.model_dump(mode="python", exclude_defaults=True)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
    return text.encode()


def digest(model: BaseModel) -> str:
    """The SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(canonical_json(model)).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no canonical form for {type(value).__name__}")
