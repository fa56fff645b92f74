"""`{% load marks %}`: how a standing looks. Colour only repeats what the word says."""

from django import template

register = template.Library()
_TONES = {
    "有效": "calm",
    "暂停": "warn",
    "撤销": "stop",
    "注销": "past",
    "已过有效期": "warn",
    "尚未生效": "plain",
}
_ICONS = {
    "有效": "check-circle",
    "暂停": "pause-circle",
    "撤销": "x-circle",
    "注销": "dash-circle",
    "已过有效期": "clock-history",
    "尚未生效": "circle",
}


@register.filter
def mark(label: str) -> str:
    """calm, warn, stop, past or plain."""
    return _TONES.get(label, "plain")


@register.filter
def icon(label: str) -> str:
    """The bootstrap icon of a standing."""
    return _ICONS.get(label, "circle")
