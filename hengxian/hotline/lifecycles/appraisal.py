"""单位考核: computed by a scheme set beforehand, told to the unit, objected to, published, used (11.3.2)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
UPHELD, CORRECTED = ANSWERS = ("维持", "更正")

UNIT_APPRAISAL = Lifecycle(
    "unit_appraisal",
    "单位考核",
    (
        move(
            "draft", "拟订考核结果", "— → 拟订", by="line_manager",
            needs="appraised_days_are_over scheme_set_beforehand scheme_readable", clause="11.3.2.2",
        ),
        move("tell", "告知单位", "拟订 → 已告知", by="line_manager",
             asks=(Ask("days", "异议期限", "count", unit="工作日"),), clause="11.3.2.2"),
        move("object", "提出异议", "已告知 → 有异议", by="unit_handler", asks=(REASON,),
             needs="unit_objects_in_time", clause="11.3.2.2"),
        move(
            "answer", "答复异议", "有异议 → 已答复", by="line_manager",
            asks=(
                Ask("answer", "答复", "choice", options=ANSWERS,
                    note="选“更正”的，系统按现有记录重算；须先更正有误的记录"),
                REASON,
            ),
            needs="recount_differs", apart="unit_appraisal.draft", clause="11.3.2.2",
        ),
        move("publish", "公布", "已告知 已答复 → 已公布", by="line_manager",
             asks=(Ask("place", "公布处", note="例如政务网站、通报文号"),),
             needs="objection_time_is_over", apart="unit_appraisal.draft", clause="11.3.1.1"),
        move(
            "use", "运用结果", "已公布 → =", by="line_manager",
            asks=(
                Ask("improvement", "据此开展的改进计划", "choice", required=False),
                Ask("none_reason", "不需改进的理由", "long_text", required=False),
            ),
            needs="plan_or_reasoned_none", clause="11.3.2.1",
        ),
    ),
)  # fmt: skip
