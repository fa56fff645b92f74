"""Gaps: questions that no article answers, and errors somebody found in one; both wait for an editor."""

from datetime import datetime

from hengxian.hotline.models import Article, Hotline, KnowledgeGap, Order
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor


def raise_gap(
    question: str, hotline: Hotline, *, by: Actor, at: datetime, order: Order | None = None,
    about: Article | None = None,
) -> KnowledgeGap:  # fmt: skip
    """Ask the editors for an article, or for a correction of the one it is about."""
    unit = about.unit if about else order.matter.unit if order and order.matter else None
    gap = KnowledgeGap(hotline=hotline, question=question, order=order, about=about, unit=unit, raised_at=at)
    perform(gap, "raise", by=by, at=at)
    return gap
