"""Proposals made by the programme from what the records say; people dispose of them (10.2.3.1)."""

from datetime import datetime
from typing import Any

from hengxian.hotline.models import Hotline, Supervision
from hengxian.hotline.standing import SYSTEM
from hengxian.hotline.supervising.triggers import found
from hengxian.journal.acting import perform
from hengxian.records.notices.telling import To, tell


def propose_due(hotline: Hotline, at: datetime) -> list[Supervision]:
    """One proposal for each order and trigger that calls for one; run again it proposes nothing twice."""
    made = []
    for each in list(found(hotline, at)):
        supervision = Supervision(order=each.order)
        perform(supervision, "propose", by=SYSTEM, at=at, trigger=each.trigger, reason=each.reason)
        made.append(supervision)
    if made:
        tell(
            To(role="supervisor"), f"{hotline.name}有 {len(made)} 项督办建议待处理",
            about=hotline.story, by=SYSTEM, at=at,
        )  # fmt: skip
    return made


def propose_everywhere(*, at: datetime, watch: Any = None) -> int:
    """For every hotline of the site, as the timetable asks; how many were proposed."""
    return sum(len(propose_due(hotline, at)) for hotline in Hotline.objects.order_by("pk"))
