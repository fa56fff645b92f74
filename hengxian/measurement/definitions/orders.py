"""Figures of handling and closing (10.2, 10.3)."""

from hengxian.measurement.definitions.shape import CLOSING, Part, Share, Words, within

_ACCEPTED = within("accepted_at")
_CLOSED = within("closed_at")
_EXCLUDED = "测试工单；有剔除代码的工单（另列放回后的数）"

IMMEDIATE_ANSWER_RATE = Share(
    id="immediate_answer_rate",
    name="即时答复率",
    clause="10.2.1、13.1.1",
    needs=(
        "work_orders.closed_in_first_contact | work_orders.handling + work_orders.closed_at"
        " | work_orders.handling + work_orders.replied_at + work_orders.recorded_at",
    ),
    parts=(Part("orders", _ACCEPTED, "is_at_once"),),
    words=Words(
        counted="期间内受理的工单",
        hit="首次接触时当场办结；数据没有该列时，以直接办理且截至数据时点已办结代之（注明依据）",
        left_out=_EXCLUDED,
        note="三方通话不计入当场答复",
    ),
)

ON_TIME_CLOSURE_RATE = Share(
    id="on_time_closure_rate",
    name="按时办结率",
    clause="10.2.2、10.3.1、13.1.1",
    needs=("work_orders.due_at", CLOSING),
    parts=(Part("orders", f"{within('deadline')} AND deadline <= $as_of", "closed_at <= deadline"),),
    words=Words(
        counted="现行办理期限落在期间内且截至数据时点已到期的工单：每件只在期限所在的期间计一次",
        hit="在现行期限当时或之前办结（转交事项以答复服务对象与填写工单中较晚者为办结）",
        left_out=f"{_EXCLUDED}；没有期限的工单另计，从不算按时",
        note="延期须在当时有效的期限届满前批准，方改变期限",
    ),
    variants={
        "original_deadline": (
            Part("orders", f"{within('due_at')} AND due_at <= $as_of", "closed_at <= due_at"),
        ),
    },
    apart={"without_deadline": (Part("orders", f"{_ACCEPTED} AND deadline IS NULL"),)},
)

ONE_TIME_CLOSURE_RATE = Share(
    id="one_time_closure_rate",
    name="一次办结率",
    clause="10.4.2、13.1.1",
    needs=("work_orders.rounds | work_orders.reopened_at", CLOSING),
    parts=(Part("orders", _CLOSED, "is_one_round"),),
    words=Words(
        counted="期间内办结的工单",
        hit="只办理一轮且从未重新打开",
        left_out=_EXCLUDED,
        note="同一诉求另立新工单不在此列，见重复事项",
    ),
)

TRANSFER_2_WORKING_DAYS = Share(
    id="transfer_2_working_days",
    name="2 个工作日内转交",
    clause="10.2.2",
    needs=(*IMMEDIATE_ANSWER_RATE.needs, "work_orders.transferred_at", CLOSING),
    parts=(
        Part(
            "every_order",
            f"{_ACCEPTED} AND NOT is_at_once AND coalesce(closed_at > transfer_by, true) "
            "AND (transferred_at IS NOT NULL OR transfer_by <= $as_of)",
            "transferred_at <= transfer_by",
        ),
    ),
    words=Words(
        counted="期间内受理、未当场答复、也未在受理后第 2 个工作日终了前办结的工单",
        hit="在受理后第 2 个工作日 24:00 前转交；从未转交的，期限届满即不符合",
        left_out="测试工单；期限尚未届满而未转交的",
        note="受理当日为第 0 日；按国务院放假调休安排计工作日",
    ),
    unknown=Part("every_order", f"{_ACCEPTED} AND NOT is_at_once AND transfer_by IS NULL", "accepted_at"),
)

EMERGENCY_ESCALATED = Share(
    id="emergency_escalated",
    name="突发应急事件上报",
    clause="10.1.3、10.2.2",
    needs=(
        "work_orders.is_emergency",
        "work_orders.reported_to_manager_at",
        "work_orders.reported_to_department_at",
    ),
    parts=(
        Part(
            "every_order",
            f"{_ACCEPTED} AND is_emergency",
            "manager_told_at IS NOT NULL AND department_told_at IS NOT NULL",
        ),
    ),
    words=Words(
        counted="期间内受理的突发应急工单",
        hit="已上报热线管理人员，并已上报应急处置部门",
        left_out="测试工单",
        note="规则只说「及时」，不设时限；列出最长的上报用时",
    ),
)

LEAD_DEPARTMENT = Share(
    id="lead_department",
    name="多部门事项指定牵头",
    clause="10.2.2",
    needs=("work_orders", "work_orders.department + work_orders.lead_department | assignments"),
    parts=(Part("every_order", f"{_ACCEPTED} AND is_shared", "has_lead"),),
    words=Words(
        counted="期间内受理、涉及多个部门的工单（部门栏写有多个名称，或两个承办记录在时间上重叠）",
        hit="指定了牵头部门",
        left_out="测试工单；先后转手不算多部门",
    ),
)

SUPERVISED = Share(
    id="supervised",
    name="应督办事项已督办",
    clause="10.2.3",
    needs=("work_orders.is_emergency", "work_orders.due_at", CLOSING, "supervisions"),
    parts=(
        Part(
            "every_order",
            f"(is_emergency AND {_ACCEPTED}) OR "
            f"({within('deadline')} AND deadline <= $as_of AND coalesce(closed_at > deadline, true))",
            "is_supervised",
        ),
    ),
    words=Words(
        counted="期间内受理的突发应急工单，以及现行期限在期间内届满时尚未办结的工单",
        hit="截至数据时点已有督办",
        left_out="测试工单；「多次或集中反映」「临近期限」在机构声明前不评定",
    ),
)
