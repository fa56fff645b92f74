"""Values and states as pages and exports show them, and what of a record's state its client is told."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import State
from hengxian.web.acting.domain import here
from hengxian.web.components.templatetags.kit import instant


def state_for(record: Lived, *, is_client: bool) -> State:
    """Where the record stands, as this person may know it."""
    state = record.state
    if not is_client:
        return state
    ours = here().discretion
    if state.status in ours.by_letter.get(record.kind, ()) and state.marker != ours.told:
        return State(ours.inside)
    marker = "" if state.marker in ours.markers.get(record.kind, ()) else state.marker
    return State(ours.statuses.get(record.kind, {}).get(state.status, state.status), marker)


def hidden_from_clients(kind: str) -> frozenset[str]:
    """Stored statuses that a client sees under another word."""
    ours = here().discretion
    return frozenset(ours.statuses.get(kind, {})) | ours.by_letter.get(kind, frozenset())


def read(record: Any, path: str) -> Any:
    """The value at a dotted path; a choice gives its label; None where something on the way is absent."""
    for name in path.split("."):
        if record is None:
            return None
        if isinstance(record, dict):
            record = record.get(name)
            continue
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


def told(value: Any, words: Callable[[str], str]) -> str:
    """A value as text to a person who reads by `words`: what somebody wrote may tell what he may not know."""
    return words(said(value)) if isinstance(value, str) else said(value)
