"""Conditions of 中断登记, and who stands how to one (B-1)."""

from hengxian.hotline.intake.outages import covering
from hengxian.hotline.models import Outage
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import Act, condition, standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.records.clocks import SHANGHAI


@standing_of("outage")
def of_outage(outage: Outage, by: Actor) -> Standing:
    """Duties at its hotline."""
    return Standing(at_hotline(outage.hotline_id, by))


@condition
def outage_has_a_length(outage: Outage, act: Act) -> str | None:
    """It ends after it began."""
    if outage.from_at < outage.to_at:
        return None
    began, ended = (f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" for at in (outage.from_at, outage.to_at))
    return f"中断自 {began} 至 {ended}：开始应早于结束"


@condition
def outage_once(outage: Outage, act: Act) -> str | None:
    """No stretch of a source that is entered already."""
    there = covering(outage.hotline, outage.source, outage.from_at, outage.to_at).first()
    return f"这段时间已登记：{there}" if there else None
