"""Erasures: personal data taken out of a record and of the words of its entries, by two persons (G-14)."""

from typing import Any, ClassVar

from django.db import models

from hengxian.journal.models.recorded import Lived
from hengxian.kernel.lifecycle import Ask, Lifecycle, move

_REASON = Ask("reason", "理由", "long_text")
LIFECYCLE = Lifecycle(
    "erasure",
    "清除个人信息",
    (
        move(
            "propose", "申请清除", "— → 已申请",
            by="clerk certificate_administrator appeal_panel supervisor inspector archivist",
            asks=(_REASON, Ask("data_kinds", "要清除的个人信息种类")), clause="个人信息保护法第四十七条",
            kind="条例要求",
        ),
        move(
            "withdraw", "撤回申请", "已申请 → 已撤回",
            by="clerk certificate_administrator appeal_panel head_of_body hotline_manager", asks=(_REASON,),
            kind="辅助",
        ),
        move(
            "approve", "批准并清除", "已申请 → 已清除", by="head_of_body hotline_manager",
            apart="erasure.propose", clause="个人信息保护法第四十七条", kind="条例要求",
        ),
    ),
)  # fmt: skip


class Erasure(Lived):
    """What is asked to go: columns of one record, and the words of every entry about it. The chain stays whole."""

    kind: ClassVar[str] = "erasure"
    label: ClassVar[str] = "清除个人信息的申请"
    lifecycle = LIFECYCLE
    object_kind = models.CharField("对象种类", max_length=60)
    object_id = models.CharField("对象", max_length=60)
    columns: "models.JSONField[Any, Any]" = models.JSONField("要清除的栏目", default=list)
    data_kinds = models.CharField("要清除的个人信息种类", max_length=200)
    reason = models.TextField("理由")
    proposed_by_name = models.CharField("申请人", max_length=200)
    retained_until = models.DateField("保存至", null=True, blank=True)
