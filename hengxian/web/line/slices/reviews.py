"""质检 on pages: the draw that anybody can repeat, the judgements a person may see, the figures (11.1.2.3)."""

from typing import Any

from hengxian.hotline.lifecycles.review import ITEMS, MET, UNMET
from hengxian.hotline.models import Review, ReviewPlan
from hengxian.hotline.privacy import words_for
from hengxian.hotline.reviewing.drawing import agrees, drawn
from hengxian.hotline.reviewing.settled import FINAL, shares, visible
from hengxian.hotline.sampling import METHOD_BY_STRATUM
from hengxian.records.privacy.scanning import masked_text
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.line.opinions import share_printed

ROUNDS = {1: "评判", 2: "独立复评", 3: "裁定", 4: "答复异议"}
ROOMS = ("desk", "manage")
INSPECTING = frozenset({"inspector", "hotline_manager"})


@panel("review_plan", "line/review/draw.html", order=10)
def draw(plan: ReviewPlan, visitor: Visitor) -> dict[str, Any]:
    """The table of strata, the draw done again, what came of it."""
    if not plan.drawn_at:
        return {"is_drawn": False, "method": METHOD_BY_STRATUM}
    numbers, strata = drawn(plan)
    found = plan.reviews.filter(is_picked_by_hand=False)
    return {
        "is_drawn": True, "method": METHOD_BY_STRATUM, "population": len(plan.population), "size": len(numbers),
        "strata": [(" · ".join(filter(None, one.stratum)), one.size, one.drawn) for one in strata],
        "agrees": agrees(plan), "numbers": numbers,
        "waiting": found.exclude(status__in=FINAL).count(),
        "shares": [
            (ITEMS[each.item], each.met, each.n, share_printed(each.met, each.n))
            for each in shares(found)
        ],
    }  # fmt: skip


@panel("review", "line/review/subject.html", order=10)
def subject(review: Review, visitor: Visitor) -> dict[str, Any]:
    """The order or call as the inspector may read it, masked."""
    order, contact = review.order, review.contact or (review.order.contact if review.order else None)
    text = (
        words_for(order, order.text, visitor.actor) if order else masked_text(contact.text if contact else "")
    )
    return {
        "order": order, "contact": contact, "text": text,
        "result": words_for(order, order.result, visitor.actor) if order else "",
        "may_hear": bool(contact and contact.recording and visitor.actor.roles & INSPECTING and visitor.door in ROOMS),
    }  # fmt: skip


@panel("review", "line/review/judgements.html", order=20)
def judgements(review: Review, visitor: Visitor) -> dict[str, Any] | None:
    """What was judged, by item; nothing of another's while accuracy is still to be judged independently."""
    rows = list(visible(review, visitor.actor.person).select_related("person"))
    if not rows:
        return None
    # The agent learns what was judged, not by whom.
    is_inspecting = bool(visitor.actor.roles & INSPECTING)
    return {
        "items": [(label, _final(review, item)) for item, label in ITEMS.items()] if review.results else [],
        "rows": [
            {
                "round": ROUNDS[row.round], "who": row.person.name if is_inspecting else "", "at": row.judged_at,
                "verdicts": [(ITEMS[item], MET if is_met else UNMET) for item, is_met in row.verdicts.items()],
                "remark": row.remark,
            }
            for row in rows
        ],
    }  # fmt: skip


def _final(review: Review, item: str) -> str:
    return "—" if item not in review.results else MET if review.results[item] else UNMET
