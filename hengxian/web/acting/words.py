"""Values and states as pages and exports show them, and what of a record's state its client is told."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import State
from hengxian.web.components.templatetags.kit import instant

# What is under way inside the body is not told to the client before the letter that tells it (6.3.3, §10).
INSIDE = "评定中"
TOLD_BY_LETTER = ("已决定", "待整改")
CLIENT_STATUS: Mapping[str, Mapping[str, str]] = {
    "case": dict.fromkeys(("报告已编", "组长已批", "报告已批", "意见已出"), INSIDE),
    "appeal": dict.fromkeys(("已调查", "维持", "变更"), "处理中"),
}
INSIDE_MARKERS: Mapping[str, frozenset[str]] = {
    "application": frozenset({"拟不予受理"}),
    "case": frozenset({"认证人员已签", "已签署"}),
    "certificate": frozenset({"拟暂停", "撤销调查", "已验证", "注销已审"}),
}


def state_for(record: Lived, *, is_client: bool) -> State:
    """Where the record stands, as this person may know it."""
    state = record.state
    if not is_client:
        return state
    if record.kind == "case" and state.status in TOLD_BY_LETTER and state.marker != "已通知":
        return State(INSIDE)
    marker = "" if state.marker in INSIDE_MARKERS.get(record.kind, ()) else state.marker
    return State(CLIENT_STATUS.get(record.kind, {}).get(state.status, state.status), marker)


def hidden_from_clients(kind: str) -> frozenset[str]:
    """Stored statuses that a client sees under another word."""
    return frozenset(CLIENT_STATUS.get(kind, {})) | (
        frozenset(TOLD_BY_LETTER) if kind == "case" else frozenset()
    )


def read(record: Any, path: str) -> Any:
    """The value at a dotted path; a choice gives its label; None where something on the way is absent."""
    for name in path.split("."):
        if record is None:
            return None
        label = getattr(record, f"get_{name}_display", None)
        record = label() if callable(label) else getattr(record, name)
    return record


def said(value: Any) -> str:
    """A value as text."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "、".join(said(each) for each in value) or "—"
    if isinstance(value, dict):
        return "；".join(f"{key}：{said(each)}" for key, each in value.items()) or "—"
    return str(value)
