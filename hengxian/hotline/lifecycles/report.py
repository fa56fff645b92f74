"""Reports of the hotline and figures made public: compiled by one, approved by another, corrected by a new version."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
DIVISIONS = ("unit", "type", "channel", "handling", "area", "matter")
WAYS = ("当面交付", "邮寄", "快递", "电子邮件", "平台内送达")

HOTLINE_REPORT = Lifecycle(
    "hotline_report",
    "统计报告",
    (
        move(
            "draft", "编制报告", "— → 草稿", by="compiler", needs="period_is_over topic_named sums_agree",
            clause="10.6.1.1",
        ),
        move(
            "write", "撰写分析", "草稿 草稿+退回修改 → =+", by="compiler",
            asks=(
                Ask("findings", "发现与规律", "long_text", clause="10.6.2.2"),
                Ask("trend", "趋势", "long_text", clause="10.6.2.2"),
                Ask("suggestion", "对策建议", "long_text", required=False, note="必要时可提出", clause="10.6.2.2"),
            ),
            clause="10.6.2.2",
        ),
        move(
            "return", "退回修改", "草稿 → =+退回修改", by="line_manager", asks=(REASON,),
            apart="hotline_report.draft hotline_report.write", clause="10.6.1.3", kind="辅助",
        ),
        move(
            "approve", "批准报告", "草稿 → 已批准", by="line_manager", needs="analysis_written sums_agree",
            apart="hotline_report.draft hotline_report.write", clause="10.6.1.3",
        ),
        move(
            "send", "报送", "已批准 已发送 → 已发送", by="line_manager compiler",
            asks=(
                Ask("recipients", "报送对象", "long_text", note="政府或有关部门，每行一个", clause="10.6.1.3"),
                Ask("way", "送达方式", "choice", options=WAYS),
                Ask("delivered_at", "送达时间", "datetime"),
                Ask("proof", "送达凭据", "files", required=False, note="平台内送达不需要另附凭据"),
            ),
            clause="10.6.1.3",
        ),
        move(
            "reply", "登记领导批示与落实", "已发送 → =", by="line_manager compiler",
            asks=(
                Ask("leader", "批示人职务"),
                Ask("reply", "批示内容", "long_text", clause="10.6.2.2"),
                Ask("follow_up", "后续落实", "long_text", required=False, clause="10.6.2.2"),
            ),
            clause="10.6.2.2",
        ),
        move(
            "correct", "更正", "已批准 已发送 → 已更正", by="compiler",
            asks=(Ask("reason", "更正原因", "long_text", clause="10.6.1.4"),), clause="10.6.1.4",
        ),
        move("drop", "撤销草稿", "草稿 草稿+退回修改 → 已撤销", by="compiler line_manager", asks=(REASON,),
             kind="辅助"),
    ),
)  # fmt: skip

DISCLOSURE = Lifecycle(
    "disclosure",
    "公开统计",
    (
        move(
            "draft", "拟公开", "— → 待批准", by="compiler line_manager",
            asks=(Ask("divisions", "公开的分项", "choices", options=DIVISIONS, clause="11.3.1.2"),),
            needs="period_is_over small_cells_set", clause="11.3.1.2",
        ),
        move(
            "approve", "批准公开", "待批准 → 已公开", by="line_manager", needs="suppressed_as_set",
            apart="disclosure.draft", clause="11.3.1.2",
        ),
        move("refuse", "不予公开", "待批准 → 不予公开", by="line_manager", asks=(REASON,), apart="disclosure.draft",
             kind="辅助"),
        move("withdraw", "撤回公开", "已公开 → 已撤回", by="line_manager", asks=(REASON,), kind="辅助"),
    ),
)  # fmt: skip
