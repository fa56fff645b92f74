"""Doors that anybody may knock at: how often lately, and when to wait (B-8); who knocked is kept as a keyed hash."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from hengxian.hotline.models import Knock
from hengxian.kernel.refusals import Refused


class TooOften(Refused):
    """Too many tries; the door opens again after a while."""

    http = 429


@dataclass(frozen=True)
class Door:
    """At most `most` knocks within `span` from one place; `sentence` is what is said beyond them."""

    purpose: str
    most: int
    span: timedelta
    sentence: str


def check(door: Door, who: str, *, at: datetime) -> None:
    """Refuse when there were too many lately (TooOften)."""
    found = Knock._default_manager.filter(purpose=door.purpose, who=_hash(who), at__gt=at - door.span)
    if found.count() >= door.most:
        raise TooOften(door.sentence)


def note(door: Door, who: str, *, at: datetime) -> None:
    """One knock more."""
    Knock._default_manager.create(purpose=door.purpose, who=_hash(who), at=at)


def sweep(*, before: datetime) -> int:
    """Forget old knocks; how many went."""
    return Knock._default_manager.filter(at__lt=before).delete()[0]


def _hash(who: str) -> str:
    secret = settings.HENGXIAN_IDENTITY_SECRET.encode()
    return hmac.new(secret, f"knock:{who}".encode(), hashlib.sha256).hexdigest()
