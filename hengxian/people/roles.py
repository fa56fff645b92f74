"""Who may do what, as people read it: the roles of the body and of the hotline (catalogue §10).

What a role may do in a case is written in the lifecycles; this table says it in words, and which roles
one natural person may not hold together.
"""

from dataclasses import dataclass
from typing import Literal

Site = Literal["body", "hotline"]


@dataclass(frozen=True)
class Role:
    """One role. `excludes` are ids that the same natural person may not hold besides, by any account."""

    id: str
    name: str
    sees: str
    does: str
    never: str
    site: Site = "body"
    excludes: frozenset[str] = frozenset()


def _administrator(id: str, name: str, sees: str, does: str, never: str) -> Role:
    # An administrator appoints and keeps the machine; whoever holds such a role takes no part in a case or call (G-10).
    return Role(
        id, name, sees, does, never, excludes=frozenset(_ADMINISTRATORS + _IN_CASES + _AT_THE_LINE) - {id}
    )


_ADMINISTRATORS = ("system_administrator", "security_administrator", "audit_administrator")
_IN_CASES = (
    "clerk", "lead_auditor", "auditor", "committee_member", "committee_chair", "head_of_body",
    "head_delegate", "certificate_administrator", "appeal_panel", "applicant",
)  # fmt: skip
_AT_THE_LINE = (
    "agent", "handler", "supervisor", "inspector", "knowledge_editor", "assessor", "hotline_manager",
)  # fmt: skip

ROLES: tuple[Role, ...] = (
    Role("applicant", "申请方", "本方的申请、函件、不符合项、已移交的报告、证书",
         "申请、补充、撤回、纠正、申诉、报告变更", "内部意见、表决情况、其他委托方的信息"),
    Role("clerk", "认证业务人员", "各申请，各案的步骤与函件", "申请评审、受理、通知、归档", "审核、表决、认证决定"),
    Role("lead_auditor", "审核组长", "本人各案的全部内容", "策划、文件审核、现场审核、不符合项、审核报告",
         "在本案中参加技术委员会、表决或作决定"),
    Role("auditor", "审核员", "本人各案中分工的部分", "取证、不符合项、纠正措施验证、评分",
         "复核本人编写的报告；自行解除本人的利益关联"),
    Role("committee_member", "技术委员会委员", "正在审查的案卷", "提出审查意见、表决",
         "参与有利益关联或曾经参与过的案件"),
    Role("committee_chair", "技术委员会主任", "正在审查的案卷", "结束表决、形成审查意见、批准报告",
         "重复表决；推翻表决结果"),
    Role("head_of_body", "认证机构负责人", "全部案件", "签发、暂停、撤销、注销、说明理由后的变更",
         "跳过步骤；修改证据"),
    Role("head_delegate", "负责人授权的审批人员", "待其审批的计划、申诉、投诉、注销",
         "批准审核计划、受理申诉、审核注销、答复投诉", "审批本人编制或曾经参与的事项"),
    Role("certificate_administrator", "证书管理人员", "证书、附录B各表、待公布事项",
         "起草、变更、补发、提出状态变更建议、公布", "签发；独自决定证书状态"),
    Role("appeal_panel", "申诉处理人员", "被申诉的案卷", "调查、作出申诉处理决定", "处理曾经参与过的案件"),
    _administrator("system_administrator", "系统管理员", "配置、任务、备份情况", "开立账号、重置登录手段、恢复备份",
                   "案件与来电内容；授予角色；修改日志"),
    _administrator("security_administrator", "安全管理员", "角色、访问规则、安全事件", "授予与收回角色、锁定账号",
                   "案件内容；本人的角色"),
    _administrator("audit_administrator", "审计管理员", "日志、查看明文的记录、导出记录、日志校验", "校验、导出日志",
                   "更改任何内容"),
    Role("agent", "话务员", "本人受理的来电、可办理的工单、知识条目",
         "登记、答复、会商、转交、标记紧急、回访他人的工单", "评定或回访本人的工单；导出名单", "hotline"),
    Role("handler", "承办人员", "本单位的工单，必要的联系方式", "接收、答复、记录、退回、申请延期",
         "在本单位被投诉时查看服务对象；评定本人；批准延期", "hotline"),
    Role("supervisor", "督办人员", "拟督办与在办的督办事项及其工单", "提出、办理、结束督办",
         "督办本人办理过的工单", "hotline"),
    Role("inspector", "质检人员", "抽取的来电与工单（脱敏）", "评定、说明理由后重新开启",
         "不加标记地自选样本；评定本人的工作", "hotline"),
    Role("knowledge_editor", "知识编辑", "全部版本、使用情况、缺口", "编写、修订、撤下",
         "发布本人编写的条目", "hotline"),
    Role("assessor", "自评人员", "本热线的自评各轮次", "逐条自评、打分、列出差距",
         "裁定他人的分歧；把自评结果称作认证结论", "hotline"),
    Role("hotline_manager", "热线管理人员", "热线的全部内容（默认脱敏）", "计划、人员、剔除、延期、报告、发布、改进",
         "手工填写测量值；批准本人的建议", "hotline"),
)  # fmt: skip

_BY_ID = {role.id: role for role in ROLES}
# The role of the command that sets a site up: it appoints the first administrators and is never granted.
FOUNDER = "founder"
# Whoever is not an applicant works for the body or the hotline: undertaking and second factor apply to him.
STAFF = frozenset(_BY_ID) - {"applicant"}


def role(id: str) -> Role:
    """The role of that id. KeyError if there is none."""
    return _BY_ID[id]


def is_known(id: str) -> bool:
    """Whether there is a role of that id."""
    return id in _BY_ID


def of_site(site: str) -> tuple[Role, ...]:
    """The roles that can be granted at a site, in the order of the table; every site has the three administrators."""
    return tuple(role for role in ROLES if role.site == site or role.id in _ADMINISTRATORS)


def clash(held: frozenset[str], wanted: str) -> Role | None:
    """The first role already held that the wanted one cannot stand beside."""
    barred = {each.id for each in ROLES if each.id in role(wanted).excludes or wanted in each.excludes}
    return next((each for each in ROLES if each.id in held & barred), None)
