"""Improvement plans: approved by another, carried out, evaluated with before and after (12.2)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")

IMPROVEMENT = Lifecycle(
    "improvement",
    "改进计划",
    (
        move("draft", "拟订改进计划", "— → 草稿", by="line_manager line_inspector line_editor assessor",
             clause="12.2.1"),
        move(
            "approve", "批准改进计划", "草稿 → 已批准", by="line_manager", needs="improvement_complete",
            apart="improvement.draft", clause="12.2.1",
        ),
        move(
            "report", "报告进展", "已批准 实施中 → 实施中", by="responsible",
            asks=(Ask("progress", "进展", "long_text"),), clause="12.2.2.1",
        ),
        move(
            "submit_result", "提交结果", "实施中 → 待评估", by="responsible",
            asks=(Ask("result", "结果与证据", "long_text"), Ask("evidence", "证据", "files", required=False)),
            clause="12.2.2.2",
        ),
        move(
            "evaluate", "评估效果", "待评估 → 已关闭 实施中", by="line_manager line_inspector assessor",
            asks=(
                Ask("before", "改进前", "number"), Ask("after", "改进后", "number"),
                Ask("definition", "指标及口径"), Ask("is_effective", "改进有效", "yes_no"),
                Ask("reason", "评估意见", "long_text"), Ask("lesson", "经验", "long_text", required=False),
            ),
            needs="follow_on_if_ineffective", apart="responsible_person", clause="12.2.2.2",
        ),
        move("cancel", "取消", "已批准 实施中 → 已取消", by="line_manager", asks=(REASON,), apart="responsible_person",
             kind="辅助"),
        move(
            "extend", "延长期限", "已批准 实施中 → =", by="line_manager",
            asks=(Ask("new_due_on", "新的期限", "date"), REASON), apart="responsible_person", kind="辅助",
        ),
    ),
    editable=("草稿",),
)  # fmt: skip
