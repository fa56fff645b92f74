"""An invented audit report and an invented evaluation report."""

from datetime import date

from hengxian.records.documents.blocks import Figure
from hengxian.records.documents.reports import (
    AuditReport,
    ClauseFinding,
    EvaluationReport,
    ScoreLine,
    SectionCount,
)

from .letter_samples import HOTLINE, NONCONFORMITY, SCOPE, TEAM

AUDIT = AuditReport(
    applicant="南浦市政务服务热线中心",
    hotline=HOTLINE,
    audit_kind="初次认证",
    mode="服务特性要求测评+服务管理要求审核",
    purpose="确定服务特性与服务管理是否符合认证要求",
    scope=SCOPE,
    sites=("海港路话务中心", "北岸备份话务点"),
    main_bases=("GB/T 33358-2016《政府热线服务规范》", "认证规则V1.0"),
    auxiliary_bases=("GB/T 19001-2016", "GB/T 22080-2016（已被2025版代替，按注日期版适用）"),
    starts_on=date(2026, 1, 12),
    ends_on=date(2026, 1, 14),
    days=3,
    person_days=6,
    team=TEAM,
    methods=("文件审查", "现场审核", "人员访谈", "记录审查", "效果评估"),
    course=("2026年1月8日完成文件审查。", "2026年1月12日召开首次会议，1月14日召开末次会议。"),
    sections=(
        SectionCount("9", "基本要求", 20, 20, 0, 0),
        SectionCount("10", "服务内容与要求", 41, 39, 1, 1),
        SectionCount("11", "服务质量控制", 20, 20, 0, 0),
        SectionCount("12", "服务评价与改进", 20, 19, 0, 1),
    ),
    findings=(
        ClauseFinding("9.1.1.1", "应", "架构合理", "文件审查", "组织架构图2025版，设四科", "符合"),
        ClauseFinding("10.1.2.1", "宜", "每周7天每天24h工作制", "现场审核", "排班表显示全天值守", "符合"),
    ),
    nonconformities=(NONCONFORMITY,),
    suggestions=("可将回访提醒提前到办结当日。",),
    client_view="",
    conclusion="除不符合项NC-01外，服务管理符合认证要求；待其整改并验证后，建议批准认证。",
    limits=("现场审核为抽样，未抽到的记录可能存在未识别的不符合项。",),
)

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 170 30"><rect x="0" y="8" width="120" height="14" '
    'fill="#1f5a8f"/><rect x="120" y="8" width="26" height="14" fill="#d6dce3"/></svg>'
)

EVALUATION = EvaluationReport(
    applicant="南浦市政务服务热线中心",
    hotline=HOTLINE,
    audit_kind="初次认证",
    period="2025年9月1日至2025年11月30日",
    data_until="2025年12月10日 24:00",
    team=TEAM,
    course=("收到数据集后当日完成读取与质量检查。", "定性指标由两名评价人员分别评判。"),
    methods=("文档审查", "现场观察", "数据分析", "模拟测试", "公众调查"),
    profile="linear",
    fingerprints=(("数据集指纹", "9f" * 32), ("规则包", "cmm-525-0004@1.0#" + "3a" * 32)),
    composite_low="80.43",
    composite_high="84.99",
    scores=(
        ScoreLine(0, "服务质量", "0.30", "71.20", "86.40"),
        ScoreLine(1, "接通率", "20%", "95.10", "95.10"),
        ScoreLine(2, "电话接通率", "10%", "96.20", "96.20", "计算"),
        ScoreLine(2, "信息保密情况", "8%", "", "", "未测", "尚未评判"),
    ),
    conclusion="电话接通率与响应及时率较高；回访覆盖率低于本机构回访计划。",
    suggestions=("补齐来电明细中的挂机时间。",),
    checks=(("10.1.2.2", "连续24h内呼叫接通率应大于或等于95%", "不符合"),),
    figures=(Figure("composite", "综合评价得分", "深色为下限80.43，浅色至上限84.99", DRAWING, DRAWING),),
    limits=("统计期为三个月，不足以评定同比变化。",),
)
