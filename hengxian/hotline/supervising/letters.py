"""The 督办通知书: made from the order and the demand, kept in the order's record, without its caller (10.2.3.2)."""

from datetime import date, datetime

from hengxian.hotline.letterhead import body_of, rule_named, settings_used
from hengxian.hotline.models import Supervision
from hengxian.hotline.working_days import limit_in_words
from hengxian.journal.actor import Actor
from hengxian.records.clocks import SHANGHAI
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.letters.supervision import SupervisionNotice
from hengxian.records.documents.wording import chinese_moment
from hengxian.records.issuing import Sender, issue_letter
from hengxian.records.models.document import Document


def issue_notice(
    supervision: Supervision, *, addressee: str, demand: str, reply_by: date | None, by: Actor, at: datetime
) -> Document:
    """Number the letter and keep it. Free text is masked: a unit is told the matter, never who called (B-9)."""
    order = supervision.order
    facts = SupervisionNotice(
        matter=order.matter.name if order.matter else "未分类",
        title=order.masked(order.title),
        accepted_at=chinese_moment(order.accepted_at.astimezone(SHANGHAI)),
        limit=limit_in_words(order.limit_at),
        trigger=supervision.trigger,
        reason=order.masked(supervision.reason),
        demand=order.masked(demand),
        reply_by=reply_by,
    )
    sender = Sender(
        body=body_of(order.hotline),
        addressee=order.masked(addressee),
        case=order.number,
        rule=rule_named(),
        signatures=(Signature("督办人"), Signature("热线管理机构（盖章）")),
        settings=settings_used(at, "P-near", "P-repeat", "P-repeat-days", "P-concentrated"),
    )
    return issue_letter(facts, sender, about=order.story, by=by, at=at)
