"""The archive's catalogue and the lists of what is destroyed, as lists and records (10.5)."""

from hengxian.hotline.models import ArchiveEntry, Disposal
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

ARCHIVE_ENTRY = Kind(
    "archive_entry", "档案", ArchiveEntry, "number",
    (
        Column("档号", "number"), Column("题名", "title"), Column("门类", "sort"), Column("年度", "year"),
        Column("归档时间", "archived_at"), Column("保管期限", "retention"), Column("保管至", "retained_until"),
    ),
    (
        Column("档号", "number"), Column("题名", "title"), OF_HOTLINE, Column("门类", "sort"), Column("年度", "year"),
        Column("工单编号", "order.number"), Column("归档时间", "archived_at"), Column("归档人", "archivist.name"),
        Column("服务对象要求保密", "is_confidential"), Column("内容指纹", "fingerprint"),
        Column("保管期限", "retention"), Column("保管至", "retained_until"), Column("说明", "remark"),
    ),
    ("hotline", "order", "archivist"), ("number", "title", "order__number"),
    frozenset({"set_retention", "consult", "copy", "append"}), inner=frozenset({"destroy"}),
)  # fmt: skip
DISPOSAL = Kind(
    "disposal", "销毁清单", Disposal, "name",
    (Column("名称", "name"), Column("监销人", "witness.name"), Column("销毁时间", "carried_out_at")),
    (
        Column("名称", "name"), OF_HOTLINE, Column("销毁方式", "way"), Column("监销人", "witness.name"),
        Column("销毁时间", "carried_out_at"),
    ),
    ("hotline", "witness"), ("name",), frozenset({"list", "unlist", "refuse"}),
    (Beginning("draft", "hotline", {"hotline": ""}, columns=(Ask("name", "名称"),)),),
)  # fmt: skip
kinds.register("hotline", ARCHIVE_ENTRY, DISPOSAL)
