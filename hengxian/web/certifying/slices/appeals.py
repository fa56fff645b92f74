"""What appeals add to the common pages: both sides, what was found, and the limit for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hengxian.certification.letterhead import names_of
from hengxian.certification.models import Appeal
from hengxian.records.clocks import Clock, clock_until
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor


@panel("appeal", "certifying/certificate/appeal.html", order=20)
def appealed(appeal: Appeal, visitor: Visitor) -> dict[str, Any]:
    """What is appealed against, what both sides said, what was found and decided; the client has it by letter."""
    found = appeal.findings
    inside = (
        ("申诉人的陈述", "client_heard"), ("原办理人员的陈述", "body_heard"), ("调查结果", "findings"),
        ("决定", "outcome"), ("决定的理由", "reason"), ("决定人", "by"), ("后续行动", "follow_up"),
    )  # fmt: skip
    lines = [("申诉的决定", found.get("decision")), ("申诉理由", appeal.grounds)]
    lines.append(("证据", names_of(found.get("evidence") or [])))
    lines += [] if visitor.is_client else [(label, found.get(name)) for label, name in inside]
    return {"lines": [(label, value) for label, value in lines if value], "is_by_rule": appeal.is_by_rule}


@clocks_of("appeal")
def appeal_limits(appeal: Appeal, at: datetime) -> Iterable[Clock]:
    """The limit for handling it (8.3.2.4)."""
    limit, decided = appeal.handling_due_on, appeal.findings.get("decided_on")
    if limit is None:
        return []
    done_at = datetime.fromisoformat(f"{decided}T00:00+08:00") if decided else None
    return [clock_until("处理申诉的期限", "8.3.2.4", appeal.lodged_at, limit, at=at, done_at=done_at)]
