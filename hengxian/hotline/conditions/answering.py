"""Conditions of answering on the spot and of a three-party call (10.2.1, R3.7)."""

from datetime import datetime

from hengxian.hotline.knowledge.citing import citable
from hengxian.hotline.models import Order
from hengxian.hotline.naming import ids, units_named
from hengxian.journal.conditions import Act, condition
from hengxian.kernel.refusals import Incomplete

OUTCOMES = ("当场解决", "已接通未解决", "单位拒绝", "单位未接听")


@condition
def article_or_reason(order: Order, act: Act) -> str | None:
    """An answer cites an article; without one it says why, which raises a knowledge gap."""
    if act.facts.get("article") or str(act.facts.get("without_article") or "").strip():
        return None
    return "须选择引用的知识条目，没有合适条目的说明原因（将登记为知识缺口）（10.2.1.1）"


@condition
def article_in_force(order: Order, act: Act) -> str | None:
    """What is cited is published and valid on the day of the answer."""
    said = ids(act.facts.get("article"))
    if not said:
        return None
    try:
        citable(said[0], order, act.at)
    except Incomplete as refusal:
        return f"{refusal.sentence}（10.2.1.1）"
    return None


@condition
def conference_outcome_fits(order: Order, act: Act) -> str | None:
    """A unit of this hotline, an outcome of the table, and a time that can be."""
    began, ended = act.facts["began_at"], act.facts.get("ended_at") or act.at
    if act.facts["outcome"] not in OUTCOMES:
        return f"三方通话的结果须为：{'、'.join(OUTCOMES)}（10.2.1.2）"
    if not units_named(order, act.facts["unit"]):
        return "参加三方通话的单位须为本热线的承办单位（10.2.1.2）"
    if not isinstance(began, datetime) or not isinstance(ended, datetime) or not began <= ended <= act.at:
        return "三方通话的开始须不晚于结束，结束须不晚于现在（10.2.1.2）"
    return None
