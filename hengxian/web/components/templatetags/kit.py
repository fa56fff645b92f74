"""`{% load kit %}`: instants and dates as people read them, marks for states, keys for forms."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()
LOCAL = ZoneInfo("Asia/Shanghai")
# How a state looks, by its first matching word. Colour only repeats what the word says.
TONES = (
    ("past", ("已过",)),  # 已过有效期 holds the word 有效, and is not
    ("calm", ("有效", "已受理", "已批准", "已签发", "已关闭", "已生效", "已归档", "已完成")),
    ("warn", ("暂停", "拟", "待", "补充", "整改")),
    ("stop", ("撤销", "不予", "驳回", "终止", "失效")),
    ("past", ("注销", "撤回", "过期", "作废")),
)


@register.filter
def instant(value: datetime | str | None) -> str:
    """2026-03-02 12:00 in Asia/Shanghai; an ISO text is read first; nothing for None."""
    if not value:
        return ""
    told = datetime.fromisoformat(value) if isinstance(value, str) else value
    return told.astimezone(LOCAL).strftime("%Y-%m-%d %H:%M")


@register.filter
def day(value: date | None) -> str:
    """2026年3月2日; nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    return f"{local.year}年{local.month}月{local.day}日"


@register.filter
def ymd(value: date | None) -> str:
    """2026-03-02, as beside instants and in lists; nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    return local.isoformat()


@register.filter
def tone(status: str) -> str:
    """calm, warn, stop, past or plain, for the badge of a state."""
    return next((name for name, words in TONES if any(word in status for word in words)), "plain")


@register.simple_tag
def new_key() -> str:
    """A key that makes the form it stands in count once, however often it is sent."""
    return uuid.uuid4().hex


@register.filter
def beside(cells: Sequence[Any], columns: Sequence[str]) -> Iterable[tuple[Any, str]]:
    """Each cell with its column's title, which a narrow screen shows before it."""
    return zip(cells, columns, strict=True)


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The input of a Django form's field (those of sign-in), as our own inputs look and tell their faults."""
    attrs: dict[str, str | bool] = {
        "class": "form-control" + (" is-invalid" if field.errors else ""),
        "placeholder": "",
    }
    if field.errors:
        attrs |= {"aria-invalid": "true", "aria-describedby": f"{field.auto_id}-error"}
    return field.as_widget(attrs=attrs)
