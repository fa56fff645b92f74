"""An application on its way, moved by the real acts: drafted, filled in, handed in, reviewed, agreed."""

from datetime import date
from io import BytesIO
from typing import Any

from hengxian.certification.actions import applying, clients, contracting
from hengxian.certification.applying import appendix
from hengxian.certification.applying.materials import named_conditions, named_materials
from hengxian.certification.models import Application
from hengxian.journal.acting import perform
from hengxian.records.edition import edition_name, pack
from hengxian.records.registers.book import BODY
from tests.certification.world import World
from tests.keeping import stage

CODE = "11310000MB2F3A0018"
ORGANISATION = {
    "name": "云泽市政务服务中心", "type": "热线服务中心", "code_kind": "统一社会信用代码",
    "registered_address": "云泽市中心路1号", "office_address": "云泽市中心路2号", "phone": "12345",
}  # fmt: skip
# One answer of each type; what is not named here gets `plausible`.
SAID: dict[str, Any] = {
    "legal_representative": "钱某某", "contact_person": "孙某某", "contact_phone": "12345",
    "contact_email": "office@hotline.example", "staff_size": "50", "channels": ["电话", "网站"],
    "service_hours": "每周7天每天24小时", "volume_year": "2025年", "volume_counted": "工单件数",
    "main_services": ["咨询事项", "诉求事项"], "signature": "钱某某",
}  # fmt: skip
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n" \
    b"trailer<</Root 1 0 R>>\n%%EOF\n"  # fmt: skip


def plausible(ask: Any) -> Any:
    """An answer that the question takes."""
    if ask.id in SAID:
        return SAID[ask.id]
    by_type = {
        "date": "2025-12-31",
        "declaration": True,
        "number": "12",
        "percent": "95.5",
        "choice": ask.options[:1],
    }
    answer = by_type.get(ask.type, "见附件说明")
    return answer[0] if ask.type == "choice" else answer


def with_code(world: World) -> None:
    """The client as its papers name it."""
    clients.change_organisation(
        world.client, {**ORGANISATION, "code": code()}, by=world["client"], at=world.at
    )


def code(stem: str = "12345678MB1234567") -> str:
    """A credit code with its right check sign."""
    from stdnum.cn import uscc

    return stem + uscc.calc_check_digit(stem)


def drafted(world: World, **columns: Any) -> Application:
    """An empty draft."""
    new = Application(organisation=world.client, hotline=world.hotline, **columns)
    perform(new, "draft", by=world["client"], at=world.at)
    return new


@stage
def filled(world: World) -> Application:
    """A draft with all that is asked, ready to be handed in."""
    with_code(world)
    application, by, at = drafted(world), world["client"], world.at
    for part in appendix.PARTS:
        applying.save_part(
            application, part, {each.id: plausible(each) for each in appendix.asks(part)}, by=by, at=at
        )
    for material in named_materials()[1:6]:
        attach(world, application, material.id, f"材料{material.id}.pdf")
    attach(world, application, "6.1.2.1", "已签章的申请书.pdf", category="declaration")
    applying.say_none(application, True, by=by, at=at)
    for condition in named_conditions():
        state(world, application, condition.id)
    world.write("platform_suppliers", application, {"kind": "无", "relation": "无"}, by="client")
    return application


def attach(world: World, application: Application, subject: str, name: str, **more: Any) -> Any:
    """A file handed in; every one is another, so that none is taken for a copy."""
    content = BytesIO(PDF + f"% {name}".encode())
    return applying.add_material(application, subject, content, name, by=world["client"], at=world.at, **more)


def state(
    world: World, application: Application, condition: str, since: date = date(2025, 1, 1), **more: Any
) -> None:
    """The applicant's word on a condition."""
    said = {"text": "本中心具备", "evidence": "见所附批复", **more}
    applying.state_condition(application, condition, since=since, by=world["client"], at=world.at, **said)


@stage
def submitted(world: World) -> Application:
    """Handed in."""
    application = filled(world)
    perform(application, "submit", by=world["client"], at=world.at)
    return application


def find(
    world: World, application: Application, wrong: tuple[str, ...] = (), unmet: tuple[str, ...] = ()
) -> None:
    """The clerk's findings on conditions and materials, favourable but for those named."""
    for condition in named_conditions():
        facts = {
            "finding": "不具备" if condition.id in unmet else "具备", "checked_how": "核对批复原件", "reason": "与批复一致",
        }  # fmt: skip
        world.write("condition_findings", application, facts, by="clerk", subject=condition.id)
    for material in named_materials():
        bad = material.id in wrong
        facts = {
            "complete": "不完整" if bad else "完整", "complete_how": "逐页核对", "genuine": "真实",
            "genuine_how": "核对原件", "accurate": "准确", "accurate_how": "与系统数据对照",
        }  # fmt: skip
        world.write("material_findings", application, facts, by="clerk", subject=material.id)


@stage
def supplemented(world: World) -> Application:
    """One item asked for, and the notice out."""
    application = submitted(world)
    find(world, application, wrong=("6.1.2.3",))
    world.write(
        "supplement_items", application, {"lacking": "缺质量控制程序", "expected": "质量控制程序"}, by="clerk",
        subject="6.1.2.3",
    )  # fmt: skip
    perform(application, "ask_supplement", by=world["clerk"], at=world.at, whole_list=True)
    return application


@stage
def accepted(world: World) -> Application:
    """Found good and accepted."""
    application = submitted(world)
    find(world, application)
    perform(application, "accept", by=world["clerk"], at=world.at, reason="条件和材料符合要求")
    return application


def publish_fees(world: World) -> None:
    """A fee list of two lines."""
    for item, unit, amount in (("初次认证审核费", "每人天", "4000"), ("证书费", "每张", "500")):
        facts = {
            "item": item, "unit": unit, "amount": amount, "published_on": "2026-01-01", "starts_on": "2026-01-01",
        }  # fmt: skip
        world.write("fee_list", BODY, facts)


@stage
def offered(world: World) -> Application:
    """An agreement by the published fees, sent to the client."""
    publish_fees(world)
    application = accepted(world)
    lines = [contracting.FeeLine("初次认证审核费", "8", "4000"), contracting.FeeLine("证书费", "1", "500")]
    contracting.agree_fees(application, lines, by=world["clerk"], at=world.at)
    offer(world, application)
    return application


def offer(world: World, application: Application, **more: Any) -> None:
    """The act of offering."""
    said = {"scope": "云泽市12345热线的受理、办理、回访", "plan_outline": "初次认证\n现场4天", **more}
    perform(application, "offer_contract", by=world["clerk"], at=world.at, **said)


@stage
def signed(world: World) -> Application:
    """Signed by both sides."""
    application = offered(world)
    perform(
        application, "agree_contract", by=world["client"], at=world.at, signed_by=world["client"].person,
        method="图形签名",
    )  # fmt: skip
    perform(application, "sign_contract", by=world["head"], at=world.at, method="图形签名")
    return application


def override(world: World, application: Application) -> None:
    """The head's reason for working outside the edition's window."""
    rule = pack().rule
    facts = {
        "act": "立案", "edition": edition_name(), "window_end": rule.ends_on.isoformat(), "reason": "新版规则尚未发布",
    }  # fmt: skip
    world.write("edition_overrides", application, facts)
