"""The history of a certificate: what each edition changed, and what it was worth on a day (8.4.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import timezone

from hengxian.publication.facts import Status
from hengxian.publication.standing import Standing, standing, status_on
from hengxian.web.register.models import Change, Edition

NAMES = {
    "holder": "认证对象名称",
    "address": "认证对象地址",
    "hotline": "热线",
    "place": "所在地",
    "scope": "认证范围",
    "issued_on": "颁发日期",
    "valid_until": "有效期至",
    "rule_edition": "认证规则版本",
}
"""The printed fields whose changes are shown, in the words of 7.1."""


@dataclass(frozen=True)
class Alteration:
    """A printed field that differs from the edition before."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Step:
    """An edition with what it altered."""

    edition: Edition
    alterations: tuple[Alteration, ...]


def steps(editions: Sequence[Edition]) -> list[Step]:
    """The editions, newest first, each with what it altered; the editions come in order."""
    pairs = zip([None, *editions], editions, strict=False)
    return [Step(edition, _alterations(before, edition)) for before, edition in pairs][::-1]


def standing_on(editions: Sequence[Edition], changes: Sequence[Change], day: date) -> Standing:
    """What the certificate was worth on that day, by the status and the edition in force at its end."""
    history = [(change.changed_at, cast(Status, change.after)) for change in changes]
    status = status_on(history, day, timezone.get_default_timezone())
    until_then = [one for one in editions if timezone.localdate(one.published_at) <= day]
    printed = (until_then or editions)[-1].read()
    return standing(status, printed.issued_on, printed.valid_until, day)


def _alterations(before: Edition | None, after: Edition) -> tuple[Alteration, ...]:
    if before is None:
        return ()
    old, new = before.printed, after.printed
    return tuple(
        Alteration(name, _text(old.get(key)), _text(new.get(key)))
        for key, name in NAMES.items()
        if old.get(key) != new.get(key)
    )


def _text(value: Any) -> str:
    return str(value or "")
