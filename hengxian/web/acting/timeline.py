"""What happened in a story, as the person looking may know it: from the journal, the newest first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hengxian.journal.models import Entry, Recorded
from hengxian.people.models import Account
from hengxian.records.edition import pack
from hengxian.records.files.lifecycle import FILE
from hengxian.records.models import RegisterRow
from hengxian.web.acting.domain import here
from hengxian.web.acting.visitor import Visitor
from hengxian.web.acting.words import hidden_from_clients

SHOWN = 60
PLAIN = {
    "create": "新增", "amend": "修改", "reveal": "查看被遮盖的内容", "export": "导出", "tell": "告知",
    "publish": "公布", "print": "印制", "draft": "拟制", "issue": "制发", "rename": "更名", "record": "记录",
    "name": "指定", "release": "免去",
    "place": "放入", "measure": "读取数据集", "register": "登记", "join": "加入",
}  # fmt: skip
LABELS = {
    "register_row": "台账", "document": "函件", "document_step": "函件办理", "notice": "通知",
    "organisation": "组织",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One entry as shown."""

    sequence: int
    at: str
    actor: str
    label: str
    from_state: str
    to_state: str
    reason: str


@dataclass(frozen=True)
class Timeline:
    """Some lines, and the sequence after which the older ones begin (0: there are none)."""

    lines: Sequence[Line]
    older: int = 0


def timeline(record: Recorded, visitor: Visitor, before: int = 0) -> Timeline:
    """The newest entries of the record's story older than `before`; a cost that does not grow with its depth."""
    entries = Entry.objects.filter(story=record.story).exclude(verb__in=here().drafting).order_by("-sequence")
    if record.story != f"{record.kind}:{record.pk}":
        entries = entries.filter(object_kind=record.kind, object_id=str(record.pk))
    if visitor.is_client:
        entries = entries.filter(object_kind__in=list(here().discretion.acts))
    if before:
        entries = entries.filter(sequence__lt=before)
    found = list(entries[: SHOWN + 1])
    older = found[SHOWN - 1].sequence if len(found) > SHOWN else 0
    shown = [entry for entry in found[:SHOWN] if not visitor.is_client or is_told(entry)]
    read = here().reader(record, visitor)
    lines = [
        replace(line, reason=read(line.reason)) for line in _lines(shown, visitor, here().sealed(record))
    ]
    return Timeline(lines, older)


def is_told(entry: Entry) -> bool:
    """Whether the client may know of it from the page."""
    ours = here().discretion
    hidden = hidden_from_clients(entry.object_kind) if entry.verb != "notify" else frozenset()
    status, _, marker = entry.to_state.partition("+")
    return entry.verb in ours.acts.get(entry.object_kind, ()) and not (
        status in hidden and marker != ours.told
    )


def label_of(entry: Entry, registers: dict[str, str]) -> str:
    """The act as people read it: 受理; 填写《访谈》."""
    lifecycle = FILE if entry.object_kind == FILE.kind else here().tables.get(entry.object_kind)
    if lifecycle is not None and entry.verb in {row.verb for row in lifecycle}:
        return lifecycle.row(entry.verb).label
    what = registers.get(entry.object_id, "") if entry.object_kind == "register_row" else ""
    what = f"《{what}》" if what else {**LABELS, **here().things}.get(entry.object_kind, "")
    return {**PLAIN, **here().verbs}.get(entry.verb, entry.verb) + what


def _lines(entries: Sequence[Entry], visitor: Visitor, sealed: Collection[str]) -> list[Line]:
    registers = _registers_of(entries)
    own = _own_people(visitor) if visitor.is_client else set()
    lines = (_line(entry, visitor, own, label_of(entry, registers), sealed) for entry in entries)
    return [_together(list(group)) for _, group in groupby(lines, key=_sameness)]


def _sameness(line: Line) -> tuple[str, ...]:
    # A sheet saved in one request is one thing that happened, however many rows it has.
    return (line.at, line.actor, line.label, line.from_state, line.to_state, line.reason)


def _together(lines: list[Line]) -> Line:
    first = lines[0]
    return first if len(lines) == 1 else replace(first, label=f"{first.label}（{len(lines)} 条）")


def _line(entry: Entry, visitor: Visitor, own: set[int], label: str, sealed: Collection[str]) -> Line:
    is_sealed = bool({entry.object_kind, f"{entry.object_kind}.{entry.verb}"} & set(sealed))
    is_sealed = is_sealed and entry.person != visitor.actor.person
    if not visitor.is_client:
        reason = "" if is_sealed else entry.reason
        return Line(entry.sequence, entry.at, entry.actor, label, entry.from_state, entry.to_state, reason)
    actor = entry.actor if entry.person in own else here().discretion.staff
    source, target = (_told_state(entry.object_kind, state) for state in (entry.from_state, entry.to_state))
    return Line(
        entry.sequence, entry.at, actor, label, source, target, entry.reason if entry.person in own else ""
    )


def _told_state(kind: str, state: str) -> str:
    status, _, marker = state.partition("+")
    if status in hidden_from_clients(kind) and marker != here().discretion.told:
        return ""
    return status if marker in here().discretion.markers.get(kind, ()) else state


def _registers_of(entries: Iterable[Entry]) -> dict[str, str]:
    rows = [entry.object_id for entry in entries if entry.object_kind == RegisterRow.kind]
    found = RegisterRow.objects.filter(pk__in=rows).values_list("pk", "register") if rows else ()
    titles = {table.id: table.title for table in pack().registers}
    return {str(pk): titles.get(register, register) for pk, register in found}


def _own_people(visitor: Visitor) -> set[int]:
    return set(
        Account.objects.filter(organisation=visitor.actor.organisation).values_list("person_id", flat=True)
    )


__all__ = ["Timeline", "label_of", "timeline"]
