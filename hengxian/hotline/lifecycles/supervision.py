"""督办: a trigger or a person proposes, a designated person disposes, in the order (10.2.3)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
WAYS = ("电话", "短信", "书面通知", "现场督查", "督查会议", "其他")
EMERGENCY, REPEATED, CONCENTRATED, NEAR, OVERDUE, BY_HAND = (
    "突发应急", "多次反映", "集中反映", "临近时限", "超期未结", "人工提出",
)  # fmt: skip
TRIGGERS = (EMERGENCY, REPEATED, CONCENTRATED, NEAR, OVERDUE, BY_HAND)
HANDLED = "order.take_up order.reply order.record handler"

SUPERVISION = Lifecycle(
    "supervision",
    "督办",
    (
        move(
            "propose", "提出督办", "— → 建议",
            by="system line_agent line_supervisor line_inspector line_manager",
            asks=(
                Ask("trigger", "触发情形", "choice", options=TRIGGERS, clause="10.2.3.1"),
                Ask("reason", "提出理由", "long_text"),
            ),
            needs="trigger_fits not_proposed_yet", clause="10.2.3.1",
        ),
        move(
            "open", "立项督办", "建议 → 督办中", by="designated_supervisor",
            asks=(Ask("reason", "督办要求", "long_text"),), needs="is_designated",
            apart=HANDLED, clause="10.2.3.3",
        ),
        move(
            "dismiss", "不予督办", "建议 → 不予督办", by="designated_supervisor", asks=(REASON,),
            needs="is_designated", apart=HANDLED, clause="10.2.3.1",
        ),
        move(
            "act", "督办", "督办中 → =", by="designated_supervisor",
            asks=(
                Ask("way", "督办方式", "choice", options=WAYS, clause="10.2.3.2"),
                Ask("addressee", "对象"),
                Ask("content", "督办内容", "long_text"),
                Ask("reply_by", "要求回复的期限", "date", required=False, note="书面通知时印入督办通知书"),
                Ask("answer", "答复", "long_text", required=False),
            ),
            needs="is_designated", apart=HANDLED, clause="10.2.3.2",
        ),
        move(
            "note_answer", "登记答复", "督办中 → =", by="designated_supervisor",
            asks=(Ask("answered_by", "答复人"), Ask("answer", "答复内容", "long_text")),
            needs="acted", apart=HANDLED, clause="10.2.3.2", kind="辅助",
        ),
        move(
            "end", "结束督办", "督办中 → 已结束", by="designated_supervisor",
            asks=(Ask("outcome", "督办结果", "long_text"),), needs="acted",
            apart=HANDLED, clause="10.2.3.3",
        ),
    ),
)  # fmt: skip
