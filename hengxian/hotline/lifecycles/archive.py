"""归档: a catalogue entry for every record kept, and lists by which some are destroyed by two persons (10.5)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
RETENTION = Ask(
    "retention", "保管期限", "text", note="永久，或定期若干年；由本单位的保管期限表定（规则未规定）",
    clause="10.5.2.3",
)  # fmt: skip
ENTRIES = Ask("entries", "档案", "choices")
UNTIL = Ask("retained_until", "保管至", "date", required=False, note="永久的空着")

ARCHIVE_ENTRY = Lifecycle(
    "archive_entry",
    "档案目录条目",
    (
        move("file", "归档登记", "— → 在库", by="archivist", needs="catalogued", clause="10.5.1"),
        move(
            "set_retention", "定保管期限", "在库 → =", by="archivist", asks=(RETENTION, UNTIL), clause="10.5.2.3",
        ),
        move(
            "consult", "查阅", "在库 → =", by="archivist line_manager",
            asks=(Ask("reason", "查阅目的", "long_text"),), clause="10.5.2.2",
        ),
        move(
            "copy", "制作脱敏副本", "在库 → =", by="archivist",
            asks=(Ask("recipient", "提供给"), Ask("reason", "用途", "long_text")), needs="is_of_an_order",
            clause="10.5.2.2",
        ),
        move("append", "补充", "在库 → =", by="archivist", asks=(Ask("text", "补充内容", "long_text"),),
             clause="10.5.1.1"),
        move("destroy", "销毁", "在库 → 已销毁", by="line_manager", needs="on_an_approved_list", clause="10.5.2.3"),
    ),
)  # fmt: skip

DISPOSAL = Lifecycle(
    "disposal",
    "销毁清单",
    (
        move("draft", "编制销毁清单", "— → 草稿", by="archivist", clause="10.5.2.3"),
        move("list", "列入档案", "草稿 → =", by="archivist", asks=(ENTRIES,), clause="10.5.2.3"),
        move("unlist", "移出档案", "草稿 → =", by="archivist", asks=(ENTRIES, REASON), kind="辅助"),
        move("submit", "提交销毁清单", "草稿 → 待批准", by="archivist", needs="retention_is_over",
             clause="10.5.2.3"),
        move(
            "approve", "批准销毁", "待批准 → 已批准", by="line_manager", asks=(REASON,),
            needs="retention_is_over", apart="disposal.draft disposal.submit", clause="10.5.2.3",
        ),
        move("refuse", "不予销毁", "待批准 已批准 → 草稿", by="line_manager", asks=(REASON,), kind="辅助"),
        move(
            "carry_out", "销毁", "已批准 → 已销毁", by="line_manager",
            asks=(
                Ask("way", "销毁方式", "choice", options=("清除电子内容", "清除电子内容并销毁纸质件")),
                Ask("witness", "监销人", "choice"),
            ),
            needs="witnessed retention_is_over files_all_listed", apart="disposal.draft disposal.submit",
            clause="10.5.2.3",
        ),
    ),
    editable=("草稿",),
)  # fmt: skip
