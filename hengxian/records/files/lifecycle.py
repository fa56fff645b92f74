"""The table of a kept file: taken in, replaced by a newer version, erased only by two persons (G-9, G-14)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

IN_USE, REPLACED, ERASED = "在用", "已替换", "已清除"
_REASON = Ask("reason", "理由", "long_text")
_PROPOSERS = "clerk lead_auditor certificate_administrator appeal_panel supervisor inspector archivist"

FILE = Lifecycle(
    "file",
    "文件",
    (
        move("keep", "收存", "— → 在用", by="anyone", kind="辅助"),
        move("replace", "以新版替换", "在用 → 已替换", by="anyone", asks=(_REASON,), kind="辅助"),
        move(
            "propose_erasure", "申请清除", "在用 已替换 → =+拟清除", by=_PROPOSERS,
            asks=(_REASON, Ask("data_kinds", "要清除的个人信息种类")), needs="retention_over",
            clause="个人信息保护法第四十七条", kind="条例要求",
        ),
        move(
            "withdraw_erasure", "撤回清除申请", "在用+拟清除 已替换+拟清除 → =+",
            by=f"{_PROPOSERS} head_of_body hotline_manager", asks=(_REASON,), kind="辅助",
        ),
        move(
            "erase", "批准并清除", "在用+拟清除 已替换+拟清除 → 已清除", by="head_of_body hotline_manager",
            needs="retention_over", apart="proposer", clause="个人信息保护法第四十七条", kind="条例要求",
        ),
    ),
)  # fmt: skip
