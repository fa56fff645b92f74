"""What a caller may ask by number and code: how his own order stands, and nothing of anybody else's (B-8)."""

import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hengxian.hotline import keys
from hengxian.hotline.intake import knocking
from hengxian.hotline.intake.knocking import Door
from hengxian.hotline.models import Hotline, Order
from hengxian.hotline.surveying.tokens import token_of
from hengxian.kernel.refusals import NotThere

MOST_WRONG = 5
BLOCKED = timedelta(minutes=30)
WRONG = "工单编号或查询码不对"
FROM_PLACE = Door(
    "code-place", MOST_WRONG, BLOCKED, f"查询码连续输错 {MOST_WRONG} 次，请 30 分钟后再试，或拨打热线查询"
)
# Many places that try one order's code are one attacker; the number of tries keeps a guess hopeless.
FOR_ORDER = Door("code-order", 100, timedelta(days=1), "该工单今天被试错的次数过多，请拨打热线查询")


@dataclass(frozen=True)
class Progress:
    """What the caller is shown: no unit's internal words, no other person, no other order."""

    order: int
    number: str
    hotline: str
    type: str
    title: str
    accepted_at: datetime
    status: str
    unit: str
    limit_on: date | None  # the day at whose 24:00 it runs out
    reply: str
    replied_at: datetime | None
    closed_at: datetime | None
    no_reply: bool
    survey: str  # the token of the survey that still asks about it; "" for none


def ask(hotline: Hotline, number: str, code: str, *, who: str, at: datetime) -> Progress:
    """The order's progress. NotThere for a wrong number or code alike, TooOften after five wrong tries from `who`.

    A caller who wished for no reply is shown the state, and not the text of a reply.
    """
    number = _as_written(number)
    knocking.check(FROM_PLACE, who, at=at)
    knocking.check(FOR_ORDER, f"{hotline.pk}:{number}", at=at)
    order = Order._default_manager.filter(hotline=hotline, number=number).select_related("lead").first()
    digest = keys.code_digest(hotline, code)
    if order is None or not order.code_digest or not hmac.compare_digest(order.code_digest, digest):
        knocking.note(FROM_PLACE, who, at=at)
        knocking.note(FOR_ORDER, f"{hotline.pk}:{number}", at=at)
        raise NotThere(WRONG)
    return _progress(hotline, order)


def of(hotline: Hotline, order: int) -> Progress:
    """The progress of an order whose code was said before. NotThere if it is no longer there."""
    found = Order._default_manager.filter(hotline=hotline, pk=order).select_related("lead").first()
    if found is None:
        raise NotThere(WRONG)
    return _progress(hotline, found)


def _as_written(number: str) -> str:
    """An order's number as it is kept: a telephone's figure keys have no dash, and many type in full width."""
    figures = re.sub(r"[\s\-—_]", "", unicodedata.normalize("NFKC", number))
    return (
        f"{figures[:8]}-{figures[8:]}"
        if figures.isdecimal() and len(figures) > 8
        else number.replace("\0", "").strip()
    )


def _progress(hotline: Hotline, order: Order) -> Progress:
    asked = order.invitations.filter(survey__status="进行中", answer=None).select_related("survey")
    invitation = asked.order_by("-pk").first()
    return Progress(
        order=order.pk,
        number=order.number,
        hotline=hotline.name,
        type=order.get_type_display(),
        title=order.title,
        accepted_at=order.accepted_at,
        status=order.status,
        unit=order.lead.name if order.lead else "",
        limit_on=order.limit_on or order.due_on,
        reply="" if order.no_reply else order.reply,
        replied_at=order.replied_at,
        closed_at=order.closed_at,
        no_reply=order.no_reply,
        survey=token_of(invitation.survey, order) if invitation else "",
    )
