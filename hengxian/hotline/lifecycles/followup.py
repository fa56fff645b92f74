"""回访: a plan approved beforehand, a seeded draw, attempts with three answers (10.4)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
REACHED, REFUSED, UNREACHABLE = OUTCOMES = ("reached", "refused", "unreachable")
OPINIONS = ("satisfied", "mostly_satisfied", "dissatisfied", "no_opinion")
SOLVED = ("是", "否", "未表态")
# Whoever took, answered or handled the order does not ask how he did (10.4.2.2, §10).
OWN = "handler order.register order.answer order.confer order.take_up order.reply order.record"

FOLLOWUP_PLAN = Lifecycle(
    "followup_plan",
    "回访计划",
    (
        move("draft", "编制回访计划", "— → 草稿", by="line_manager line_agent", clause="10.4.1.1"),
        move(
            "approve", "批准回访计划", "草稿 → 已批准", by="line_manager", needs="followup_plan_complete plan_ahead",
            apart="followup_plan.draft", clause="10.4.1.1",
        ),
        move("draw", "抽取", "已批准 → =", by="system line_manager", needs="tries_set", clause="10.4.1.1"),
        move("end", "停止", "已批准 → 已停止", by="line_manager", asks=(REASON,), kind="辅助"),
    ),
    editable=("草稿",),
)  # fmt: skip

FOLLOWUP = Lifecycle(
    "followup",
    "回访",
    (
        move("draw", "列入回访", "— → 待回访", by="system line_manager", needs="order_closed", clause="10.4.1.1"),
        move(
            "attempt", "回访", "待回访 → = 已回访", by="line_agent",
            asks=(
                Ask("outcome", "结果", "choice", options=OUTCOMES),
                Ask("process_satisfaction", "对办理过程", "choice", required=False, options=OPINIONS),
                Ask("result_satisfaction", "对办理结果", "choice", required=False, options=OPINIONS),
                Ask("resolved", "问题是否解决", "choice", required=False, options=SOLVED),
                Ask("remark", "服务对象意见", "long_text", required=False),
            ),
            needs="order_closed answers_fit_outcome", apart=OWN, clause="10.4.2.2",
        ),
        move("give_up", "未能回访", "待回访 → 未能回访", by="line_agent", asks=(REASON,), needs="tries_used",
             clause="10.4.2.2"),
        move("spare", "按服务对象要求免回访", "待回访 → 免回访", by="system", needs="caller_wishes_none", kind="辅助"),
        move(
            "propose_waiver", "提出免回访", "待回访 → =+拟免回访", by="line_agent",
            asks=(Ask("reason", "服务对象意愿或原因", "long_text"),), kind="辅助",
        ),
        move(
            "waive", "免回访", "待回访 待回访+拟免回访 → 免回访", by="line_manager", asks=(REASON,),
            apart="followup.propose_waiver", kind="辅助",
        ),
        move("keep", "仍须回访", "待回访+拟免回访 → =+", by="line_manager", asks=(REASON,),
             apart="followup.propose_waiver", kind="辅助"),
    ),
)  # fmt: skip
