"""A round of self-assessment: planned, judged item by item, settled by its leader, filed (问答3)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

ASSESSMENT = Lifecycle(
    "assessment",
    "自评",
    (
        move("plan", "策划自评", "— → 筹备", by="line_manager", kind="辅助"),
        move(
            "start", "开始自评", "筹备 → 进行中", by="line_manager round_leader", needs="round_planned", kind="辅助",
        ),
        move("measure", "测量数据", "进行中 → =", by="line_manager round_member", kind="辅助"),
        move(
            "settle", "形成自评结果", "进行中 → 已汇总", by="round_leader",
            asks=(
                Ask("strengths", "长处", "long_text"), Ask("weaknesses", "差距", "long_text"),
                Ask("conclusion", "自评小结（不得作为认证结论）", "long_text"),
            ),
            needs="every_item_judged disputes_settled gaps_planned", kind="辅助",
        ),
        move("resume", "继续自评", "已汇总 → 进行中", by="round_leader", asks=(Ask("reason", "理由", "long_text"),),
             kind="辅助"),
        move(
            "file", "归卷", "已汇总 → 已归卷", by="line_manager", apart="assessment.settle",
            kind="辅助",
        ),
        move(
            "cancel", "终止自评", "筹备 进行中 → 已终止", by="line_manager",
            asks=(Ask("reason", "理由", "long_text"),), kind="辅助",
        ),
    ),
    editable=("筹备",),
)  # fmt: skip
