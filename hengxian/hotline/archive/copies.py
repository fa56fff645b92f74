"""Masked copies of archived orders: what was reported and done, without who called (10.5.2.2, G-8)."""

from datetime import datetime

from hengxian.hotline.letterhead import body_of
from hengxian.hotline.models import ArchiveEntry, Note, Order
from hengxian.journal.actor import Actor
from hengxian.records.clocks import SHANGHAI
from hengxian.records.documents.blocks import Block, Cell, Column, Facts, Notice, Prose, Table, row
from hengxian.records.documents.imprint import Signature
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.wording import chinese_moment
from hengxian.records.issuing import Imprint, Matter, issue
from hengxian.records.models.document import Document

SORT, NAME = "masked_copy", "工单档案副本（脱敏）"


def issue_copy(entry: ArchiveEntry, *, recipient: str, purpose: str, by: Actor, at: datetime) -> Document:
    """A numbered paper in the order's record. ValueError for an entry that is of no order."""
    order = entry.order
    if order is None:
        raise ValueError("only an order is copied")

    def make(given: Imprint) -> Paper:
        return Paper(
            kind="report", title=NAME, number=given.number, version=given.edition, dated_on=given.dated_on,
            body=body_of(order.hotline), addressee=recipient, parts=tuple(_parts(entry, order, purpose)),
            about=(("档号", entry.number), ("工单编号", order.number)), clauses=("10.5.2.2",),
            signatures=(Signature("归档人"),),
        )  # fmt: skip

    source = {"entry": entry.pk, "recipient": recipient, "purpose": purpose}
    return issue(make, Matter(order.story, SORT, NAME), source, by=by, at=at)


def _parts(entry: ArchiveEntry, order: Order, purpose: str) -> list[Block]:
    facts = (
        ("类别", order.get_type_display()), ("事项类别", order.matter.name if order.matter else "未分类"),
        ("标题", order.title), ("受理时间", _moment(order.accepted_at)), ("反映内容", order.text),
        ("牵头单位", order.lead.name if order.lead else "热线直接办理"), ("答复服务对象", _moment(order.replied_at)),
        ("答复内容", order.reply), ("办理结果", order.result), ("办结时间", _moment(order.closed_at)),
        ("归档时间", _moment(entry.archived_at)), ("用途", purpose),
    )  # fmt: skip
    return [
        Notice("服务对象姓名、电话、地址均不载入副本；文字中的电话、证件号码、车牌等已遮盖。"),
        Facts(tuple((label, Cell(order.masked(value or "—"))) for label, value in facts)),
        *_notes(order),
        Prose(f"归档内容指纹 SHA-256：{entry.fingerprint}"),
    ]


def _notes(order: Order) -> list[Block]:
    notes = list(Note.objects.filter(order=order).order_by("at", "pk"))
    if not notes:
        return []
    columns = (Column("时间", 3), Column("种类", 2), Column("内容", 9))
    rows = tuple(row(_moment(note.at), note.type, order.masked(note.text)) for note in notes)
    return [Table("办理过程记录", columns, rows)]


def _moment(at: datetime | None) -> str:
    return chinese_moment(at.astimezone(SHANGHAI)) if at else ""
