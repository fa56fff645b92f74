"""The step register of the certification process, the standing duties of chapter 14, and the deadlines."""

from typing import Literal

from hengxian.standard.model.node import ClauseId, Entry, Name, Node, Register, Text

Audit = Literal["initial", "surveillance", "special", "recertification"]


class Step(Entry):
    """A step nobody may skip when its kind is 规则步骤 (条例 art. 21).

    `after` lists the steps that must be recorded before this one. An 辅助 step is ours and stands in
    no `after` of a rule step.
    """

    id: Name
    name: Text
    kind: Literal["规则步骤", "条例要求", "辅助"]
    clauses: tuple[ClauseId, ...] = ()
    source: Text | None = None
    audits: tuple[Audit, ...]
    record: Text
    after: tuple[Name, ...] = ()


class Duty(Entry):
    """A standing duty of the body (chapter 14): the qualities it must keep and the steps it watches."""

    id: ClauseId
    name: Text
    text: Text
    qualities: tuple[Text, ...]
    steps: tuple[Name, ...]


class Process(Node):
    """Steps in order, and the duties over them."""

    steps: Register[Step]
    duties: Register[Duty]


class Deadline(Entry):
    """A limit of time on an act: how long is a fixed constant (`limit`) or an open parameter.

    `counts_from` names the event of day 0; `side` says whether the act must be done by then (`by`), may
    be done only from then (`from`), or must have lasted that long (`lasting`).
    """

    id: Name
    name: Text
    clauses: tuple[ClauseId, ...]
    limit: Name | None = None
    parameter: Text | None = None
    counts_from: Text
    side: Literal["by", "from", "lasting"]
    note: Text | None = None
