"""Certification in words: duties, ties, acts outside the tables, and what its clients are told (6.3.3, §10)."""

from collections.abc import Collection
from typing import Any

from hengxian.certification.lifecycles import ALL
from hengxian.certification.models import Ballot, Case
from hengxian.certification.models.member import Duty
from hengxian.web.acting import domain

DUTIES = {
    "client": "申请组织或获证组织", "team_lead": "本案审核组长", "team_auditor": "本案审核员", "team": "本案审核组成员",
    "evaluation_lead": "本案评价组长", "evaluation_member": "本案评价组成员", "decider": "作出决定的人（P-decider）",
    "keeper": "决定监督结果的人（P-keepwho）", "head_delegate": "负责人指定的人", "anyone": "任何人",
}  # fmt: skip
TIES = {
    "tie": "有利益关系", "team": "本案审核组成员", "client": "属于委托方", "consultant": "曾提供咨询",
    "adviser": "本案技术顾问",
    "plan_author": "编制本案计划的人", "committee_voter": "本案表决的委员", "decider": "作出本案决定的人",
    "investigator": "本案调查人", "appeal_decider": "作出申诉决定的人", "complained_of": "被投诉的人",
    "earlier_part": "先前参与过的人", "clerk": "拟办人",
}  # fmt: skip
# Only auditors are in teams.
AUDITORS = frozenset({"lead_auditor", "auditor"})
# What is under way inside the body is not told to the client before the letter that tells it.
INSIDE = "评定中"
# What is done before the client's eyes, or told to him by letter; the rest is inside the body until then.
TOLD_TO_CLIENTS = {
    "application": {"draft", "amend", "submit", "withdraw", "ask_supplement", "resubmit", "accept", "decline",
                    "offer_contract", "agree_contract", "sign_contract"},
    "case": {"open", "open_surveillance", "form_team", "approve_plan", "open_on_site", "close_on_site", "notify",
             "close", "end_early"},
    "nonconformity": {"acknowledge", "submit_correction", "return", "verify", "withdraw"},
    "certificate": {"issue", "suspend", "submit_correction", "restore", "give_notice", "revoke", "ask_deregistration",
                    "deregister", "ask_change", "change", "refuse_change", "ask_reissue", "reissue", "succeed"},
    "appeal": {"lodge", "admit", "refuse", "notify", "withdraw"},
}  # fmt: skip


def _sealed(record: Any) -> Collection[str]:
    """While a round of votes is open nobody learns how others voted, neither from the ballot nor from the act."""
    is_open = isinstance(record, Case) and record.status == "报告已批" and record.round
    return (Ballot.kind, f"{Case.kind}.vote") if is_open else ()


domain.register(
    "body",
    domain.Domain(
        lifecycles=ALL,
        things={
            "ballot": "表决票",
            "member": "组员",
            "decision": "决定",
            "certificate_edition": "证书版次",
            "publication": "公开信息",
        },
        # Saving a draft is no step of the process: the journal has every save, the timeline none.
        drafting=("save_form", "state_condition", "say_none", "prefill"),
        duties=DUTIES,
        ties=TIES,
        holders=dict.fromkeys((*(str(duty) for duty in Duty), "team"), AUDITORS),
        sealed=_sealed,
        by_fact={"proof": "proof", "statement": "declaration", "new_dataset": "dataset"},
        by_verb={
            "submit_correction": "correction",
            "agree_contract": "proof",
            "ask_deregistration": "declaration",
        },
        own_papers=frozenset({"head_of_body", "clerk", "certificate_administrator"}),
        discretion=domain.Discretion(
            statuses={
                "case": dict.fromkeys(("报告已编", "组长已批", "报告已批", "意见已出"), INSIDE),
                "appeal": dict.fromkeys(("已调查", "维持", "变更"), "处理中"),
            },
            markers={
                "application": frozenset({"拟不予受理"}),
                "case": frozenset({"认证人员已签", "已签署"}),
                "certificate": frozenset({"拟暂停", "撤销调查", "已验证", "注销已审"}),
            },
            by_letter={"case": frozenset({"已决定", "待整改"})},
            told="已通知",
            inside=INSIDE,
            acts=TOLD_TO_CLIENTS,
            staff="认证机构",
        ),
    ),
)
