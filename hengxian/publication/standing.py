"""What a certificate is worth on a day: its decided status and its dates, read together (8.4.3.1, T27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

from hengxian.publication.facts.certificates import Status

Label = Literal["有效", "已过有效期", "尚未生效", "暂停", "撤销", "注销"]


@dataclass(frozen=True)
class Standing:
    """The answer for one day: `label` is what is shown; `status` is what was decided and None before the first act.

    `is_valid` holds only for status 有效 within the dates. `has_ended` says that the last day has passed, which
    changes no status by itself (T27).
    """

    on: date
    status: Status | None
    label: Label
    is_valid: bool
    has_ended: bool
    sentence: str


def standing(status: Status | None, issued_on: date, valid_until: date, on: date) -> Standing:
    """The standing of a certificate with that status and those dates; both dates are days of validity."""
    has_ended = on > valid_until
    label = _label(status, has_begun=on >= issued_on, has_ended=has_ended)
    return Standing(on, status, label, label == "有效", has_ended, _sentence(label, valid_until, has_ended))


def status_on(changes: Sequence[tuple[datetime, Status]], on: date, zone: tzinfo) -> Status | None:
    """The status at the end of that day in that zone, from the changes in order of time; None before the first."""
    found = None
    for changed_at, after in changes:
        if changed_at.astimezone(zone).date() <= on:
            found = after
    return found


def _label(status: Status | None, has_begun: bool, has_ended: bool) -> Label:
    if status is None or not has_begun:
        return "尚未生效"
    if status == "有效" and has_ended:
        return "已过有效期"
    return status


def _sentence(label: Label, valid_until: date, has_ended: bool) -> str:
    until = f"{valid_until.year}年{valid_until.month}月{valid_until.day}日"
    ended = f"；有效期已于{until}届满" if has_ended else ""
    return {
        "有效": f"证书处于有效状态，并在有效期内（至{until}）。",
        "已过有效期": f"有效期已于{until}届满，证书不再有效；认证机构尚未就其状态另作决定。",
        "尚未生效": "这一天证书尚未颁发。",
        "暂停": f"证书已被暂停，暂停期间不得作为有效证书使用{ended}。",
        "撤销": f"证书已被撤销，不再有效{ended}。",
        "注销": f"证书已被注销，不再有效{ended}。",
    }[label]
