"""`{% load line_clock %}`: a stretch of seconds as people say it."""

from django import template

register = template.Library()


@register.filter
def span(seconds: int) -> str:
    """12 秒, 2 分 05 秒, 23 小时 59 分; never negative."""
    seconds = max(seconds, 0)
    if seconds < 60:
        return f"{seconds} 秒"
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes} 分 {rest:02} 秒"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} 小时 {minutes:02} 分"
