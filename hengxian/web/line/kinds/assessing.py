"""Self-assessment rounds and improvement plans as lists and records (part D, 12.2)."""

from hengxian.hotline.models import Assessment, Improvement
from hengxian.kernel.lifecycle import Ask
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Beginning, Column, Kind
from hengxian.web.line.kinds.setting import OF_HOTLINE

IN_HOTLINE = {"hotline": ""}
ASSESSMENT = Kind(
    "assessment", "自评", Assessment, "number",
    (
        Column("编号", "number"), Column("名称", "name"), OF_HOTLINE, Column("起始日期", "since"),
        Column("结束日期", "until"),
    ),
    (
        Column("编号", "number"), Column("名称", "name"), OF_HOTLINE, Column("范围", "scope"), Column("目标", "goals"),
        Column("起始日期", "since"), Column("结束日期", "until"), Column("时间安排", "timetable"),
        Column("规则版本", "edition"), Column("汇总时间", "settled_at"), Column("长处", "strengths"),
        Column("差距", "weaknesses"), Column("自评小结", "conclusion"), Column("卷宗摘要", "folder_digest"),
    ),
    ("hotline",), ("number", "name"),
    frozenset({"cancel", "resume"}),
    (
        Beginning("plan", "hotline", IN_HOTLINE, columns=(
            Ask("name", "名称", note="如：2026年第一轮自评"),
            Ask("scope", "范围", "long_text", required=False),
            Ask("goals", "目标", "long_text", required=False),
            Ask("since", "起始日期", "date", required=False),
            Ask("until", "结束日期", "date", required=False),
            Ask("timetable", "时间安排", "long_text", required=False,
                note="小组与分工在《自评小组》台账填写；四项齐备才能开始"),
        )),
    ),
)  # fmt: skip
IMPROVEMENT = Kind(
    "improvement", "改进计划", Improvement, "number",
    (
        Column("编号", "number"), Column("条款或指标", "clause"), Column("问题", "problem"), Column("期限", "due_on"),
        Column("责任人", "person.name"),
    ),
    (
        Column("编号", "number"), OF_HOTLINE, Column("来源", "source"), Column("条款或指标", "clause"),
        Column("问题", "problem"), Column("改进方向", "direction"), Column("目标", "goal"), Column("措施", "measures"),
        Column("期限", "due_on"), Column("责任单位", "unit.name"), Column("责任部门", "unit_name"),
        Column("责任人", "person.name"), Column("资源", "resources"), Column("接续的计划", "follows.number"),
        Column("最近进展", "progress"), Column("最近进展时间", "progress_at"), Column("结果", "result"),
        Column("指标及口径", "definition"), Column("改进前", "before"), Column("改进后", "after"),
        Column("有效", "is_effective"), Column("经验", "lesson"), Column("关闭时间", "closed_at"),
    ),
    ("hotline", "unit", "person", "follows"), ("number", "problem", "clause"),
    frozenset({"cancel", "extend", "report"}),
    (
        Beginning("draft", "hotline", IN_HOTLINE, columns=(
            Ask("clause", "条款或指标", required=False),
            Ask("problem", "问题", "long_text", clause="12.2.1.1"),
            Ask("direction", "改进方向", "long_text", required=False, clause="12.2.1.1"),
            Ask("goal", "目标", "long_text", required=False, clause="12.2.1.2"),
            Ask("measures", "措施", "long_text", required=False, clause="12.2.1.2"),
            Ask("due_on", "期限", "date", required=False, clause="12.2.1.2"),
            Ask("unit_id", "责任单位", "choice", required=False, clause="12.2.1.3"),
            Ask("unit_name", "责任部门（不是承办单位的）", required=False, clause="12.2.1.3"),
            Ask("person_id", "责任人", "choice", required=False, clause="12.2.1.3"),
            Ask("resources", "资源", "long_text", required=False, clause="12.2.1.4"),
            Ask("follows_id", "接续的计划", "choice", required=False, clause="12.2.2.3"),
        )),
    ),
)  # fmt: skip
kinds.register("hotline", ASSESSMENT, IMPROVEMENT)
