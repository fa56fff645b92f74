"""What the invented body has settled: its parameters, its people's papers, its committee, its fees, its contacts."""

from datetime import datetime
from typing import Any

from hengxian.cli.showcase.people import actor
from hengxian.records.edition import pack
from hengxian.records.parameters import set_value
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.writing import write

PARAMETERS: dict[str, object] = {
    "P-term": 36,
    "P-number": "YS-GXR-{年}-{序号:4}",
    "P-decider": "committee_chair",
    "P-committee": 2,
    "P-committee-majority": "过半数",
    "P-conditional": 30,
    "P-nc": 20,
    "P-suspension": 6,
    "P-appeal": 10,
    "P-appeal-handling": 20,
    "P-supplement": 15,
    "P-samples": 20,
    "P-samples-interviews": 6,
    "P-samples-simulations": 10,
    "P-samples-survey": 100,
    "P-competence": ["服务认证审查员｜现行有效的注册｜每年再评价"],
    "P-keepwho": "head_of_body",
    "P-keepwho-committee": "否",
    "P-interval": 12,
    "P-special": 1,
}
AUDITORS = ("lead", "auditor", "auditor2")
FIELDS = ("hotline_service", "characteristics", "management", "data", "systems")


def settle(at: datetime) -> None:
    """Everything a body has to have before its first application."""
    for parameter, value in PARAMETERS.items():
        set_value(
            parameter, value, by=actor("head"), at=at, basis="演示机构程序文件", in_force_from=at.date()
        )
    for username in AUDITORS:
        _register(username, at)
    for username, post in (("chair", "主任"), ("member1", "委员"), ("member2", "委员")):
        _seat(username, post, at)
    _publish(at)


def note(register: str, of: Any, facts: dict[str, Any], by: str, at: datetime, **more: Any) -> None:
    """A row of a register, written by whoever may."""
    write(open_book(pack(), register, of), facts, by=actor(by), at=at, **more)


def _register(username: str, at: datetime) -> None:
    person = actor(username)
    bound, day = f"person:{person.person}", at.date()
    until = day.replace(year=day.year + 3).isoformat()
    registration = {
        "registration": "服务认证审查员", "number": f"演示-{person.person:04d}", "starts_on": day.isoformat(),
        "ends_on": until, "checked_how": "演示：查看注册证书原件",
    }  # fmt: skip
    note("auditor_registrations", bound, registration, "clerk", at)
    fields = (*FIELDS, "leading") if username == "lead" else FIELDS
    for field in fields:
        judged = {"level": "能独立担任", "basis": "演示：培训与见证审核记录", "judged_on": day.isoformat()}
        note("competence_matrix", bound, judged, "clerk", at, subject=field)
    told = {"only_here": "是", "declared_on": day.isoformat(), "true_statement": True}
    note("employment_declarations", bound, told, username, at)


def _seat(username: str, post: str, at: datetime) -> None:
    day = at.date()
    facts = {
        "member": actor(username).person, "post": post, "expertise": "演示：公共服务评价与管理体系审核经历",
        "starts_on": day.isoformat(), "ends_on": day.replace(year=day.year + 3).isoformat(),
        "impartiality": "演示：与任何热线及其主管部门没有利益关系",
    }  # fmt: skip
    note("committee_roster", BODY, facts, "head", at)


def _publish(at: datetime) -> None:
    day = at.date().isoformat()
    for kind, number, content in (
        ("机构批准", "演示批准号-0001", "演示：虚构的批准信息"),
        ("批准的认证领域", "演示领域", "政府热线服务"),
        ("认证规则备案", "演示备案号-0001", "已备案"),
    ):
        note(
            "qualifications",
            BODY,
            {"kind": kind, "number": number, "content": content, "starts_on": day},
            "head",
            at,
        )
    for item, unit, amount in (
        ("申请费", "每次", "1000"),
        ("审核费", "每人天", "3000"),
        ("审定与注册费（含证书）", "每张证书", "2000"),
    ):
        fee = {"item": item, "unit": unit, "amount": amount, "published_on": day, "starts_on": day}
        note("fee_list", BODY, fee, "head", at)
    contact = {"office": "认证业务部", "post": "业务受理岗", "telephone": "010-00000000"}
    note("scheme_contacts", BODY, contact, "clerk", at)
    risk = {
        "kind": "经费来源", "description": "演示：经费全部来自公布的认证收费", "risk": "低", "measures": "每年评审",
        "state": "可接受", "noted_on": day,
    }  # fmt: skip
    note("body_impartiality", BODY, risk, "head", at)
