"""网上评价: opened for closed orders, one answer a token, ended (11.2.2.2)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
# The four aspects of 11.2.1, as the caller is asked about each.
ASPECTS = {
    "attitude": "承办单位工作人员的态度", "efficiency": "办理的快慢", "process": "办理的过程", "result": "办理的结果",
}  # fmt: skip

SURVEY = Lifecycle(
    "survey",
    "网上评价",
    (
        move("open", "发起网上评价", "— → 进行中", by="line_manager", needs="survey_days_fit", clause="11.2.2.2"),
        move("invite", "发出邀请", "进行中 → =", by="line_manager system", clause="11.2.2.2"),
        move("end", "结束网上评价", "进行中 → 已结束", by="line_manager", asks=(REASON,), clause="11.2.2.2"),
    ),
)  # fmt: skip
