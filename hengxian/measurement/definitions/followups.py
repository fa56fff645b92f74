"""Figures of follow-ups and reviews (10.4, 11.1.2)."""

from hengxian.measurement.definitions.shape import CLOSING, Part, Share, Words, within

_CLOSED = within("closed_at")
_GOOD = "('satisfied', 'mostly_satisfied')"
_GIVEN = "<> 'no_opinion'"
_PLANNED = f"{_CLOSED} AND is_planned"
_PLAN = "work_orders.followup_planned | plan"
_OF_PLAN = "测试工单；有剔除代码的工单；计划不回访的工单；计划不明的另计"
_OF_ANSWERS = "测试工单；有剔除代码的工单；拒访与未联系上从不算满意"

RESOLUTION_RATE = Share(
    id="resolution_rate",
    name="诉求解决率",
    clause="10.4.1、13.1.1",
    needs=("work_orders", "followups.resolved"),
    parts=(Part("orders", "said_resolved IS NOT NULL", "said_resolved"),),
    words=Words(
        counted="期间内接通的回访中，最近一次就「是否解决」作了回答的工单",
        hit="服务对象说已解决",
        left_out=_OF_ANSWERS,
        note="承办单位自报的解决不计入，另列对照",
    ),
)

FOLLOWUP_TIMELINESS_RATE = Share(
    id="followup_timeliness_rate",
    name="回访及时率",
    clause="10.4.2、13.1.1",
    needs=("work_orders", "followups", CLOSING, _PLAN, "followup_days"),
    parts=(
        Part(
            "orders",
            f"{_PLANNED} AND (first_attempt_at IS NOT NULL OR followup_by <= $as_of)",
            "first_attempt_at <= followup_by",
        ),
    ),
    words=Words(
        counted="期间内办结、应回访，且办结后已有回访或回访期限已届满的工单",
        hit="办结后的首次回访（无论是否接通）在办结日后第 d 个工作日 24:00 前",
        left_out=_OF_PLAN,
        note="d 由评分方案声明，规则未规定；未声明则不测量",
    ),
    apart={"plan_unknown": (Part("orders", f"{_CLOSED} AND is_plan_unknown"),)},
    unknown=Part("orders", f"{_PLANNED} AND followup_by IS NULL", "closed_at"),
)

FOLLOWUP_COVERAGE_RATE = Share(
    id="followup_coverage_rate",
    name="回访覆盖率",
    clause="10.4.1、13.1.1",
    needs=("work_orders", "followups", CLOSING, _PLAN),
    parts=(Part("orders", _PLANNED, "is_reached"),),
    words=Words(
        counted="期间内办结、按计划应回访的工单",
        hit="办结当时或之后至少接通一次回访",
        left_out=_OF_PLAN,
        note="10.4.1 允许抽样回访，故以计划为分母；旁列以全部办结工单为分母的数",
    ),
    variants={"all_closed": (Part("orders", _CLOSED, "is_reached"),)},
    apart={"plan_unknown": (Part("orders", f"{_CLOSED} AND is_plan_unknown"),)},
)

FOLLOWUP_SATISFACTION_RATE = Share(
    id="followup_satisfaction_rate",
    name="回访满意度",
    clause="10.4.1、13.1.1",
    needs=("work_orders", "followups.result_satisfaction"),
    parts=(Part("orders", f"said_result {_GIVEN}", f"said_result IN {_GOOD}"),),
    words=Words(
        counted="期间内接通的回访中，最近一次就办理结果表了态的工单",
        hit="满意或基本满意",
        left_out=f"{_OF_ANSWERS}；未表态的",
        note="另列办理过程满意度、双满意率与应答率",
    ),
    variants={
        "process": (Part("orders", f"said_process {_GIVEN}", f"said_process IN {_GOOD}"),),
        "both": (
            Part(
                "orders",
                f"said_process {_GIVEN} AND said_result {_GIVEN}",
                f"said_process IN {_GOOD} AND said_result IN {_GOOD}",
            ),
        ),
        "response_rate": (Part("orders", "is_attempted", f"said_result {_GIVEN}"),),
    },
)

INFORMATION_ACCURACY_RATE = Share(
    id="information_accuracy_rate",
    name="信息准确率",
    clause="10.3.2、11.1.2、13.1.1",
    needs=("reviews",),
    parts=(Part("reviews", f"item = 'information_accuracy' AND {within('reviewed_at')}", "is_passed"),),
    words=Words(
        counted="期间内就信息准确性所作的质检判定",
        hit="判定为准确",
        left_out="对测试工单的判定；不属本数据集工单的判定",
        note="抽样所得，另列威尔逊 95% 区间；与信息记录准确性、信息准确性是三个不同的指标",
    ),
)
