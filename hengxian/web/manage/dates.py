"""The period a page is asked for: two local days in the address, the second not included; the last week otherwise."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, QueryDict

from hengxian.web.acting.visitor import Visitor


@dataclass(frozen=True)
class Asked:
    """The days, half-open, and one sentence where they make no period."""

    since: date
    until: date
    problem: str = ""

    @property
    def is_fit(self) -> bool:
        """Whether there is nothing wrong with them."""
        return not self.problem


def asked_span(request: HttpRequest, visitor: Visitor, *, most: int = 0) -> Asked:
    """`?since=2026-01-01&until=2026-02-01`, or the seven days before today. `most` bounds the days."""
    said: QueryDict = request.POST if request.method == "POST" else request.GET
    usual = Asked(visitor.on - timedelta(days=7), visitor.on)
    try:
        since = date.fromisoformat(said.get("since") or usual.since.isoformat())
        until = date.fromisoformat(said.get("until") or usual.until.isoformat())
    except ValueError:
        return Asked(usual.since, usual.until, "日期应写作 2026-01-01")
    return Asked(since, until, _problem(since, until, most))


def _problem(since: date, until: date, most: int) -> str:
    if since >= until:
        return f"时段 {since} 至 {until}（不含）为空：开始日期应早于结束日期"
    if most and (until - since).days > most:
        return f"时段有 {(until - since).days} 天，此页最多看 {most} 天；更长的时段请导出数据集后测评"
    return ""
