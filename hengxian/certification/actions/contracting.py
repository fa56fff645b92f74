"""The agreement: fees by the published list, offered, signed by the client, then by the head (条例 20, 问答 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from hengxian.certification import letterhead
from hengxian.certification.actions.accepting import audit_kind
from hengxian.certification.applying import appendix, fees
from hengxian.certification.models import Application
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Person
from hengxian.records import delivering
from hengxian.records.clocks import local_day
from hengxian.records.documents.letters.application import Agreement, Fee
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.models import RegisterRow
from hengxian.records.models.document import Document
from hengxian.records.notices.telling import To, tell
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import revise, write

# What rule and statute already lay on both sides; it stands in every agreement.
BODY_DUTIES = (
    "按规则规定的程序实施认证，不增加、减少或者遗漏程序（认证认可条例第21条）",
    "保证审核组成员的专业性、公正性和独立性，事先告知成员名单并听取意见（14.2.1）",
    "自作出认证决定之日起5个工作日内书面通知（6.3.3）",
    "指导正确使用证书和标志，并按规则实施监督（6.4.1.3、6.4.2）",
    "对知悉的委托方信息和个人信息保密",
)
CLIENT_DUTIES = (
    "所提供的申请材料真实、准确、完整（附录A.5）",
    "接受审核和监督，提供必要的场所、文件、数据和人员配合（附录A.5、6.4.2）",
    "管理体系发生重大变更时及时报告（8.2.1.2）",
    "按规则使用认证证书和标志，不作误导性宣传（7.3）",
    "对审核组成员和认证活动有权提出异议、投诉，对撤销有权申诉（8.3.2）",
    "按本协议支付费用",
)


@dataclass(frozen=True)
class FeeLine:
    """One fee to be agreed: quantity and price in yuan, as typed."""

    item: str
    quantity: str
    agreed: str
    reason: str = ""


@transaction.atomic
def agree_fees(
    application: Application, lines: Sequence[FeeLine], *, by: Actor, at: datetime
) -> list[RegisterRow]:
    """Write the fees beside the published prices; an item known already is revised. Incomplete for one not listed."""
    hold_chain()
    listed = {each.item: each for each in fees.published(local_day(at))}
    book = open_book(pack(), "agreed_fees", application)
    known = {row.data["item"]: row for row in rows("agreed_fees", application.story)}
    for line in lines:
        if line.item not in listed:
            raise Incomplete(f"“{line.item}”不在公布的收费标准中", "认证认可条例第20条", ("item",))
        facts = {
            "item": line.item, "quantity": line.quantity, "listed": str(listed[line.item].amount),
            "agreed": line.agreed, "reason": line.reason,
        }  # fmt: skip
        if line.item in known:
            revise(book, known[line.item], facts, by=by, at=at)
        else:
            write(book, facts, by=by, at=at)
    return fees.agreed(application)


@action("application", "offer_contract")
@transaction.atomic
def offer_contract(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """The agreement as offered goes to the client by the platform; a changed offer is another edition of it."""
    hold_chain()
    offered = _offer(application, facts, at)
    enact(
        application, "offer_contract", by=by, at=at, version=version, changes={"contract": offered}, **facts
    )
    earlier = agreement_of(application)
    letterhead.send(
        _agreement(application, offered, at), application.organisation, about=application.story,
        case=application.number, by=by, at=at, supersedes=earlier, reason="协议内容有调整" if earlier else "",
    )  # fmt: skip
    return application


@action("application", "agree_contract")
@transaction.atomic
def agree_contract(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """The client signs the edition that was offered, with method and what shows it (G-12)."""
    hold_chain()
    enact(application, "agree_contract", by=by, at=at, version=version, **facts)
    signer = Person.objects.get(pk=int(facts["signed_by"]))
    _sign(application, "申请组织", signer.name, by, at, facts)
    told = f"申请方已签署认证服务协议：{application.number}"
    tell(
        To(role="head_of_body"),
        told,
        about=application.story,
        by=by,
        at=at,
        link=f"/office/application/{application.pk}/",
    )
    return application


@action("application", "sign_contract")
@transaction.atomic
def sign_contract(
    application: Application, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Application:
    """The head signs; from now on a case may be opened."""
    hold_chain()
    enact(application, "sign_contract", by=by, at=at, version=version, changes={"signed_at": at}, **facts)
    _sign(application, "认证机构", by.name, by, at, facts)
    told, link = f"认证服务协议已签订：{application.number}", letterhead.link_to(application.story)
    tell(To(organisation=application.organisation), told, about=application.story, by=by, at=at, link=link)
    return application


def agreement_of(application: Application) -> Document | None:
    """The newest edition of the agreement."""
    found = documents_of(application.story, Agreement.text)
    return found[-1] if found else None


def _offer(application: Application, facts: dict[str, Any], at: datetime) -> dict[str, Any]:
    lines = fees.agreed(application)
    days = sorted({each.published_on.isoformat() for each in fees.published(local_day(at))})
    return {
        "scope": facts.get("scope"),
        "plan_outline": _lines(facts.get("plan_outline")),
        "client_duties": [*CLIENT_DUTIES, *_lines(facts.get("client_duties"))],
        "body_duties": [*BODY_DUTIES, *_lines(facts.get("body_duties"))],
        "fees": [{**row.data, "row": row.number} for row in lines],
        "total": fees.printed(fees.total(lines)),
        "fee_list": f"本机构于{days[-1]}公布的收费标准" if days else "",
    }


def _agreement(application: Application, offered: dict[str, Any], at: datetime) -> Agreement:
    units = {each.item: each.unit for each in fees.published(local_day(at))}
    assert application.hotline is not None  # it was accepted
    return Agreement(
        client=appendix.legal_entity(application.organisation).name,
        hotline=application.hotline.name,
        audit_kind=audit_kind(application),
        scope=str(offered["scope"]),
        plan_outline=tuple(offered["plan_outline"]),
        fees=tuple(_fee(line, units.get(line["item"], "")) for line in offered["fees"]),
        total=offered["total"],
        fee_list=offered["fee_list"],
        body_duties=tuple(offered["body_duties"]),
        client_duties=tuple(offered["client_duties"]),
        fee_reason="；".join(
            f"{line['item']}：{line['reason']}" for line in offered["fees"] if line.get("reason")
        ),
    )


def _fee(line: dict[str, Any], unit: str) -> Fee:
    amount = Decimal(line["agreed"]) * Decimal(line["quantity"])
    return Fee(
        line["item"], f"{line['quantity']} × {line['agreed']}（{unit}）", fees.printed(amount), line["listed"]
    )


def _sign(
    application: Application, post: str, person: str, by: Actor, at: datetime, facts: dict[str, Any]
) -> None:
    document = agreement_of(application)
    assert document is not None  # it was offered
    delivering.sign(
        document, by=by, at=at, method=letterhead.METHODS[str(facts["method"])], post=post, person=person, signed_at=at,
        evidence=tuple(facts.get("evidence") or ()),
    )  # fmt: skip


def _lines(text: Any) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]
