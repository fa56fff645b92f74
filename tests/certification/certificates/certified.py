"""A case ready for its certificate, and a certificate as the acts themselves made it."""

from datetime import date
from io import BytesIO
from typing import Any

from hengxian.certification.models import Application, Case, Certificate, Site
from hengxian.journal.acting import perform
from hengxian.kernel.digests import digest_bytes
from hengxian.records.edition import pack
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.models.register_row import RegisterRow
from tests.cast import placed
from tests.certification.world import World
from tests.keeping import stage

LEAVES = {"call_connection_rate": "96.20"}
SCORES = {
    "leaves": LEAVES,
    "groups": {group.id: {"low": "80.00", "high": "84.00"} for group in pack().tree.groups},
    "dimensions": {each.id: {"low": "81.00", "high": "85.00"} for each in pack().tree.dimensions},
    "composite": {"low": "80.43", "high": "84.99"},
}
TOLD = {
    "address_kind": "注册地址",
    "scope": "云泽市12345热线的受理、办理、办结、回访和归档",
    "blocks": ["基本要求", "服务内容与要求"],
}


@stage
def ready_case(
    world: World, type: str = "initial", renews: Certificate | None = None, **columns: Any
) -> Case:
    """A case granted, signed and told, whose audit covered chapters 9 and 10 at one site."""
    name = world.client.name
    application = placed(
        Application(
            number=world.number("SQ"), organisation=world.client, hotline=world.hotline, status="已签约",
            started_at=world.at, for_recertification_of=renews, form={"A.1": {"applicant_name": name}},
        )
    )  # fmt: skip
    case = world.case(
        "已决定", type=type, application=application, marker="已通知", decided_at=world.at, signed_at=world.at,
        notified_at=world.at, **columns,
    )  # fmt: skip
    case.evaluation_report.scorecard = SCORES
    case.evaluation_report.save()
    world.decision(case)
    settle_file(world, case)
    return case


def settle_file(world: World, case: Case) -> None:
    """The rows that a certificate looks at: the verified name, the clauses concluded on, the site on the plan."""
    verified = {"genuine": "真实", "accurate": "准确", "complete": "完整"}
    put("material_findings", case.application.story, verified, "6.1.2.2")
    for clause in ("9.1.1.1", "10.1.2.1"):
        put("checklist", case.story, {"conclusion": "未发现"}, clause)
    put("audit_plan_lines", case.story, {"site": site(world).name}, "9.1.1.1")
    put("edition_overrides", case.story, {"act": "颁发证书", "reason": "新版规则尚未发布"})


def put(register: str, bound: str, data: dict[str, Any], subject: str = "") -> RegisterRow:
    """A register row as if somebody entitled had written it."""
    number = RegisterRow.objects.filter(register=register, bound=bound).count() + 1
    return placed(
        RegisterRow(
            register=register, bound=bound, subject=subject, number=number, data=data, written_at="2026-03-01T09:00Z",
            written_by=1, owner=1, shape=digest_bytes(b"").sha256, append_only=False,
        )
    )  # fmt: skip


def site(world: World, name: str = "话务中心") -> Site:
    """A site of the hotline, made once."""
    found = Site.objects.filter(hotline=world.hotline, name=name).first()
    return found or placed(Site(hotline=world.hotline, name=name, address="云泽市望江路8号"))


@stage
def set_terms(world: World) -> None:
    """What the body has to set before it can issue."""
    world.client.registered_address = "云泽市望江路8号"
    world.client.save()
    world.set(P_term=36, P_number="YZ-{年}-{序号:4}")


@stage
def drafted(world: World, case: Case | None = None, **told: Any) -> Certificate:
    """A certificate drafted by the certificate administrator."""
    case = case or ready_case(world)
    blank = Certificate(case=case, organisation=case.organisation, hotline=case.hotline)
    said = {**TOLD, "sites": [str(site(world).pk)], **told}
    return perform(blank, "draft", by=world["keeper"], at=world.at, **said)


@stage
def issued(world: World, case: Case | None = None, **told: Any) -> Certificate:
    """A certificate issued today by the head."""
    certificate = drafted(world, case, **told)
    return perform(
        certificate, "issue", by=world["head"], at=world.at, issued_on=world.at.date(), method="电子印章"
    )


def evidence(world: World, about: str, by: str = "keeper") -> list[str]:
    """A kept file, as an act names it."""
    file = keep(
        BytesIO("某机关文书".encode()), "文书.txt", about=about, category="proof", by=world[by], at=world.at,
        particulars=Particulars(is_declared_masked=True),
    )  # fmt: skip
    return [f"file:{file.pk}"]


def days_from(text: str) -> date:
    """A day."""
    return date.fromisoformat(text)
