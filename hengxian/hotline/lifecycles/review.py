"""质检: a stratified draw, two independent judgements of accuracy, a third where they differ, objections (11.1.2.3)."""

from hengxian.kernel.lifecycle import Ask, Lifecycle, move

REASON = Ask("reason", "理由", "long_text")
MET, UNMET = VERDICTS = ("符合", "不符合")
ACCURACY = {"information_accuracy": "信息准确", "record_accuracy": "记录准确"}
ITEMS = {**ACCURACY, "language": "用语", "procedure": "流程", "attitude": "态度"}
REMARK = Ask("remark", "判断依据", "long_text", required=False, note="有“不符合”的必填")
OWN = "own order.register order.answer order.confer order.transfer"


def _items(items: dict[str, str], *, required: bool = True) -> tuple[Ask, ...]:
    return tuple(
        Ask(id, label, "choice", required=required, options=VERDICTS, clause="11.1.2.3")
        for id, label in items.items()
    )


REVIEW_PLAN = Lifecycle(
    "review_plan",
    "质检计划",
    (
        move("draft", "编制质检计划", "— → 草稿", by="line_inspector line_manager", clause="11.1.2.3"),
        move(
            "draw", "抽取样本", "草稿 → 已抽取", by="line_inspector line_manager",
            needs="review_plan_fits sampling_set", clause="11.1.2.3",
        ),
        move("end", "结束", "已抽取 → 已结束", by="line_inspector line_manager", asks=(REASON,), kind="辅助"),
    ),
    editable=("草稿",),
)  # fmt: skip

REVIEW = Lifecycle(
    "review",
    "质检",
    (
        move("draw", "列入质检", "— → 待评", by="system line_inspector line_manager", needs="not_drawn_twice",
             clause="11.1.2.3"),
        move(
            "judge", "评判", "待评 → 待复评", by="line_inspector", asks=(*_items(ITEMS), REMARK),
            needs="remark_if_unmet", apart=OWN, clause="11.1.2.3",
        ),
        move(
            "judge_again", "独立复评", "待复评 → 已评 待裁定", by="line_inspector", asks=(*_items(ACCURACY), REMARK),
            needs="remark_if_unmet", apart=f"{OWN} review.judge", clause="11.1.2.3",
        ),
        move(
            "settle", "裁定", "待裁定 → 已评", by="line_inspector", asks=(*_items(ACCURACY), REASON),
            apart=f"{OWN} review.judge review.judge_again", clause="11.1.2.3",
        ),
        move("object", "提出异议", "已评 → 有异议", by="reviewed", asks=(REASON,), needs="in_time_to_object",
             clause="11.1.2.3"),
        move(
            "answer", "答复异议", "有异议 → 已定", by="line_inspector line_manager",
            asks=(
                Ask("answer", "答复", "choice", options=("维持", "更正")), REASON,
                *_items(ITEMS, required=False),
            ),
            needs="correction_says_what", apart=f"{OWN} review.judge review.judge_again review.settle",
            clause="11.1.2.3",
        ),
    ),
)  # fmt: skip
