"""Acts that bring a record into being: offered on the page of what it springs from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from hengxian.journal.conditions import standing
from hengxian.journal.models import Lived
from hengxian.kernel.lifecycle import Move
from hengxian.kernel.refusals import NotAllowed, NotNow, NotThere
from hengxian.web.acting.kinds import KINDS, Beginning, Kind
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import read


@dataclass(frozen=True)
class Start:
    """One such act: of which kind, by which row of its table."""

    kind: Kind
    beginning: Beginning
    move: Move


def starts(parent: Any, visitor: Visitor, kind: Kind | None = None) -> list[Start]:
    """What the person may begin on the page of `parent`, or on the list of `kind` when there is no parent."""
    sought = parent.kind if parent is not None else ""
    found = []
    for each in KINDS.values() if parent is not None else (kind,):
        for beginning in each.beginnings if each else ():
            if (
                each
                and beginning.parent == sought
                and _fits(beginning, parent)
                and _may(each, beginning, parent, visitor)
            ):
                found.append(Start(each, beginning, row(each, beginning)))
    return found


def start_for(kind_id: str, verb: str, parent: Any, visitor: Visitor) -> Start:
    """The beginning of that name. NotThere, NotNow in a wrong state of the parent, NotAllowed."""
    sought = parent.kind if parent is not None else ""
    kind = KINDS[kind_id]
    beginning = next((each for each in kind.beginnings if (each.verb, each.parent) == (verb, sought)), None)
    if beginning is None:
        raise NotThere("没有这个页面")
    move = row(kind, beginning)
    if not _may(kind, beginning, parent, visitor):
        raise NotAllowed(f"没有“{move.label}”的权限", move.clause)
    if not _fits(beginning, parent):
        wanted = "、".join(beginning.states)
        raise NotNow(f"{parent.label}现为“{parent.state}”，不能{move.label}；须为：{wanted}", move.clause)
    return Start(kind, beginning, move)


def blank(start: Start, parent: Any, visitor: Visitor, columns: Mapping[str, Any] | None = None) -> Any:
    """The unsaved record: what its parent gives it, what the person said of it, and the client's own name."""
    given = {
        name: read(parent, path) if path else parent for name, path in (start.beginning.sets or {}).items()
    }
    if parent is None and visitor.is_client:
        given["organisation_id"] = visitor.actor.organisation
    return start.kind.model(**given, **(columns or {}))


def row(kind: Kind, beginning: Beginning) -> Move:
    """Its row in the kind's table."""
    return cast(type[Lived], kind.model).lifecycle.row(beginning.verb)


def _fits(beginning: Beginning, parent: Any) -> bool:
    return not beginning.states or parent.status in beginning.states


def _may(kind: Kind, beginning: Beginning, parent: Any, visitor: Visitor) -> bool:
    wanted = set(row(kind, beginning).by)
    if wanted & (visitor.actor.roles | {"anyone"}):
        return True
    return parent is not None and bool(wanted & standing(parent, visitor.actor).duties)
