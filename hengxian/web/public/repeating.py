"""A form sent again under the key it was sent with: the same request, or other words that must not be lost (B-8)."""

from collections.abc import Sequence
from typing import Any

from hengxian.hotline import keys
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.registering import Filed
from hengxian.hotline.models import Order
from hengxian.kernel.refusals import NotNow
from hengxian.records.models import StoredFile

SAID = (
    "type", "text", "place", "matter_id", "complained_of_id", "is_anonymous", "is_confidential", "no_reply",
    "no_followup",
)  # fmt: skip


class SentBefore(NotNow):
    """Other words under a key that has made its request already."""


def check_same(filed: Filed, order: Order, sender: Particulars, uploads: Sequence[Any]) -> None:
    """Refuse what is not the request that the key made (SentBefore): taken for it, the new words would be gone."""
    if _is_same(filed.order, order, sender, uploads):
        return
    raise SentBefore(
        f"这份表单已经提交过，工单编号 {filed.order.number}。您改动后的内容还没有提交："
        "如要作为另一件事反映，请再次点“提交”；只是补充说明的，请拨打热线。"
    )


def _is_same(made: Order, order: Order, sender: Particulars, uploads: Sequence[Any]) -> bool:
    kept = StoredFile.objects.filter(about=made.story, received_by=0).values_list("name", "size")
    files = sorted((each.name or "", each.size or 0) for each in uploads)
    key = keys.caller_key(made.hotline, sender.sender)
    return (
        all(getattr(made, name) == getattr(order, name) for name in SAID)
        and (made.caller.key if made.caller else "") == key
        and (not files or files == sorted(kept))
    )
