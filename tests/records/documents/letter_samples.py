"""One invented letter of each kind, every fact of it filled."""

from datetime import date, datetime, timedelta, timezone

from hengxian.records.documents.imprint import Method, Setting, Signature
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.letters.application import (
    Acceptance,
    Agreement,
    Fee,
    Reason,
    Refusal,
    Supplement,
    Supply,
)
from hengxian.records.documents.letters.audit import (
    AuditPlan,
    MysteryTest,
    MysteryTests,
    Nonconformities,
    Nonconformity,
    PlanLine,
    SurveillanceNotice,
    TeamMember,
)
from hengxian.records.documents.letters.decision import (
    Change,
    ChangeApproval,
    CommitteeOpinion,
    DecisionNotice,
    Dissent,
    Review,
    UseGuidance,
)
from hengxian.records.documents.letters.status import (
    AppealAnswer,
    Deregistration,
    DeregistrationAnnouncement,
    Restoration,
    Revocation,
    RevocationWarning,
    Suspension,
)
from hengxian.records.documents.letters.supervision import SupervisionNotice

from .samples import BODY

SHANGHAI = timezone(timedelta(hours=8))
HOTLINE = "南浦市12345市民服务热线"
NUMBER = "YQ-2026-0007"
SCOPE = "政府热线的受理、办理、办结、回访、归档、信息分析和报告"
RIGHTS = (
    "对本决定有异议的，可以自收到通知之日起向机构投诉与申诉办公室提出。",
    "可以要求说明决定所依据的审核记录。",
)

ENVELOPE = Envelope(
    body=BODY,
    number="云认受〔2026〕3号",
    addressee="南浦市政务服务热线中心",
    dated_on=date(2026, 1, 5),
    case="A-2026-0003",
    rule="CMM-525-0004-GBT 33358-2016政府热线服务规范认证规则（V1.0）",
    signatures=(Signature("经办人", "顾青禾", Method.SEAL, date(2026, 1, 5), "签章记录 S-18"),),
    annexes=("申请材料清单", "审核组成员声明"),
    settings=(Setting("P-nc", "不符合项整改期限", "20个工作日", "8.2.1.1", "机构负责人", date(2025, 12, 1)),),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An hour of January 2026 in Shanghai."""
    return datetime(2026, 1, day, hour, minute, tzinfo=SHANGHAI)


TEAM = (
    TeamMember("陆知远", "组长，服务管理要求审核", "服务认证审查员（有效至2027年6月30日）"),
    TeamMember("白若溪", "服务特性要求测评", "服务认证审查员（有效至2026年12月31日）"),
)

NONCONFORMITY = Nonconformity(
    "NC-01",
    "10.4.2.1",
    "办结后应及时进行回访",
    "抽查的30件办结工单中，6件没有回访记录",
    "工单抽查表第2页，编号T-118等6件",
    "轻微",
    "个别工单漏做，制度和系统提醒均已建立",
    date(2026, 2, 11),
)

ACCEPTANCE = Acceptance(HOTLINE, "初次认证", date(2025, 12, 29), date(2026, 1, 6), SCOPE)

SUPPLEMENT = Supplement(
    HOTLINE,
    date(2025, 9, 26),
    date(2025, 10, 10),
    (
        Supply(
            "近3个月的政府热线绩效数据",
            "缺少9月的数据，来电明细没有挂机时间",
            "补交9月数据，并补齐来电明细的挂机时间",
        ),
        Supply("组织架构图和人员配置情况", "架构图未标明质检岗位", "标明质检岗位及人数"),
    ),
    date(2025, 10, 24),
)

REFUSAL = Refusal(
    HOTLINE, date(2025, 12, 1), (Reason("6.1.1.3", "管理体系运行未满3个月", "体系发布文件"),), RIGHTS
)

AGREEMENT = Agreement(
    "南浦市政务服务热线中心",
    HOTLINE,
    "初次认证",
    SCOPE,
    ("文件审查后实施现场审核3至5天。", "证书有效期内每年进行一次监督审核。"),
    (Fee("审核费", "8人天", "32,000.00", "32,000.00"), Fee("差旅费", "据实结算，不超过", "6,000.00", "据实")),
    "38,000.00",
    "2025年12月公布的认证收费标准",
    ("按规则规定的程序和期限实施认证。", "公开证书状态。"),
    ("提供真实、准确、完整的材料。", "配合现场审核与监督审核。"),
)

AUDIT_PLAN = AuditPlan(
    HOTLINE,
    "初次认证",
    "全面测评",
    "全面审核",
    date(2026, 1, 12),
    date(2026, 1, 14),
    3,
    6,
    "确定服务特性与服务管理是否符合认证要求",
    SCOPE,
    TEAM,
    (
        PlanLine(at(12, 9), at(12, 9, 40), "三层会议室", "首次会议", "会议", "陆知远"),
        PlanLine(
            at(12, 10), at(12, 17), "话务大厅", "10.1 受理要求、10.2 办理要求", "现场审核、人员访谈", "陆知远"
        ),
        PlanLine(at(13, 9), at(14, 12), "机房与质检室", "系统测试、数据分析", "系统测试、数据分析", "白若溪"),
    ),
)

MYSTERY_TESTS = MysteryTests(
    HOTLINE,
    (
        MysteryTest("电话", at(12, 20, 5), "未形成工单"),
        MysteryTest("网站", at(13, 7, 30), "GD-2026-000123"),
    ),
)

SURVEILLANCE = SurveillanceNotice(
    HOTLINE,
    NUMBER,
    "年度监督审核",
    date(2027, 1, 5),
    "每年一次",
    "重点测评；重点审核",
    "规则V1.0印明有效期至2025年5月20日，本次监督所用版本将另行确定并告知。",
)

NONCONFORMITIES = Nonconformities(
    HOTLINE, "初次认证", date(2026, 1, 14), (NONCONFORMITY,), ("可将回访提醒提前到办结当日。",)
)

OPINION = CommitteeOpinion(
    HOTLINE,
    "初次认证",
    date(2026, 2, 20),
    (
        Review("6.3.1.1", "审核过程的符合性", "方叔同", "各步骤记录齐全，审核组两人注册资格覆盖审核日期"),
        Review("6.3.1.2", "不符合项的准确性和完整性", "方叔同", "事实与条款相符，分级理由成立"),
        Review("6.3.1.3", "审核结论的合理性", "秦月", "结论与记录一致"),
    ),
    5,
    3,
    4,
    1,
    0,
    "3b1f…",
    "同意审核报告的结论，建议批准认证。",
    (Dissent("秦月", "反对", "回访抽样量偏小，建议补充抽样"),),
    ("温以宁",),
)

DECISION = DecisionNotice(
    HOTLINE,
    "初次认证",
    SCOPE,
    "批准认证",
    date(2026, 2, 25),
    date(2026, 3, 4),
    (Reason("6.3.2.1", "符合认证要求，不符合项均已关闭并验证", "验证记录NC-01"),),
    ("证书颁发后每年接受一次监督审核（6.4.2.1）。",),
    RIGHTS,
)

GUIDANCE = UseGuidance(
    HOTLINE,
    NUMBER,
    date(2029, 1, 4),
    SCOPE,
    "南浦市12345市民服务热线获得云栖认证有限公司政府热线服务能力认证，证书编号YQ-2026-0007。",
    "register.example",
    "7F3K-9QXA-M2PD",
)

CHANGE = ChangeApproval(
    HOTLINE,
    NUMBER,
    date(2026, 5, 6),
    date(2026, 5, 12),
    2,
    date(2029, 1, 4),
    "机构更名",
    (Change("认证对象名称", "南浦市政务服务热线中心", "南浦市市民服务热线中心"),),
)

SUSPENSION = Suspension(
    HOTLINE,
    NUMBER,
    date(2029, 1, 4),
    date(2026, 11, 2),
    date(2027, 2, 2),
    (Reason("8.2.1.1", "监督审核发现的轻微不符合项未在规定时间内完成整改", "NC-03整改期限2026年10月20日"),),
    ("补齐9月以来的回访记录。", "提交原因分析和纠正措施的证据。"),
)

RESTORATION = Restoration(
    HOTLINE,
    NUMBER,
    date(2026, 11, 2),
    date(2027, 1, 18),
    "白若溪",
    ("回访记录已补齐，抽查40件均有记录。",),
    date(2027, 1, 20),
    date(2029, 1, 4),
)

WARNING = RevocationWarning(
    HOTLINE,
    NUMBER,
    "方叔同",
    (Reason("8.2.2.5", "暂停期限届满仍未完成整改", "暂停通知、期限届满查询记录"),),
    date(2027, 3, 1),
    "投诉与申诉办公室",
)

REVOCATION = Revocation(
    HOTLINE,
    NUMBER,
    date(2027, 2, 8),
    "期限内未提出申诉。",
    (Reason("8.2.2.5", "暂停期限届满仍未完成整改", "调查报告"),),
    date(2027, 3, 8),
    RIGHTS,
)

DEREGISTRATION = Deregistration(
    HOTLINE,
    NUMBER,
    "贵单位提出注销申请",
    (Reason("8.2.3.2", "认证对象主动申请注销", "经法定代表人签字的申请"),),
    date(2028, 6, 1),
)

ANNOUNCEMENT = DeregistrationAnnouncement("南浦市政务服务热线中心", HOTLINE, NUMBER, date(2028, 6, 1))

ANSWER = AppealAnswer(
    HOTLINE,
    "撤销告知",
    date(2027, 2, 20),
    date(2027, 3, 15),
    "温以宁",
    (Reason("8.2.2.5", "整改报告晚于期限两日提交，内容完整", "收件记录"),),
    "申诉理由成立，撤销程序终止，另行验证整改。",
    RIGHTS,
)

SUPERVISION = SupervisionNotice(
    matter="路面破损",
    title="某路路面破损",
    accepted_at="2026年3月2日 09:10",
    limit="2026年3月9日 24:00",
    trigger="超期未结",
    reason="现行办理期限已过，仍未办结",
    demand="请说明原因并尽快办结。",
    reply_by=date(2026, 3, 12),
)

LETTERS = (
    ACCEPTANCE,
    SUPPLEMENT,
    REFUSAL,
    AGREEMENT,
    AUDIT_PLAN,
    MYSTERY_TESTS,
    SURVEILLANCE,
    NONCONFORMITIES,
    OPINION,
    DECISION,
    GUIDANCE,
    CHANGE,
    SUSPENSION,
    RESTORATION,
    WARNING,
    REVOCATION,
    DEREGISTRATION,
    ANNOUNCEMENT,
    ANSWER,
    SUPERVISION,
)
