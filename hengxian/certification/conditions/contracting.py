"""Conditions of the agreement and of opening a case by it (条例 20, 6.1.3, A-1)."""

from decimal import Decimal

from hengxian.certification.applying import fees
from hengxian.certification.conditions.certifying import unconfirmed
from hengxian.certification.models import Application, Case
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import local_day
from hengxian.records.edition import edition_name, pack
from hengxian.records.registers.reading import rows


@condition
def fees_published(application: Application, act: Act) -> str | None:
    """No contract while no fee list is published (条例 20)."""
    listed = fees.published(local_day(act.at))
    return None if listed else "收费标准尚未公布，不能订立认证服务协议（认证认可条例第20条）"


@condition
def fees_as_published(application: Application, act: Act) -> str | None:
    """Each fee is on the published list at its price, or says why it differs (条例 20)."""
    listed = {each.item: each.amount for each in fees.published(local_day(act.at))}
    lines = fees.agreed(application)
    strange = [row.data["item"] for row in lines if row.data["item"] not in listed]
    if strange:
        return f"不在公布的收费标准中：{'、'.join(strange)}（认证认可条例第20条）"
    altered = [row.data["item"] for row in lines if Decimal(row.data["listed"]) != listed[row.data["item"]]]
    if altered:
        return f"所写公布单价与公布的收费标准不一致：{'、'.join(altered)}（认证认可条例第20条）"
    silent = [
        row.data["item"]
        for row in lines
        if Decimal(row.data["agreed"]) != Decimal(row.data["listed"]) and not row.data.get("reason")
    ]
    return (
        f"协议单价与公布标准不同，须说明理由：{'、'.join(silent)}（认证认可条例第20条）" if silent else None
    )


@condition
def contract_signed(case: Case, act: Act) -> str | None:
    """A case opens by a signed agreement, and no team is formed before it (问答 3)."""
    application = case.application
    if application is not None and application.status == "已签约":
        return None
    return "认证服务协议尚未签订，不能立案（6.1.3，问答3）"


@condition
def may_open(case: Case, act: Act) -> str | None:
    """One case by an agreement; outside the edition's window only with the head's reason (A-1, T7)."""
    application = case.application
    if application is None:
        return None
    running = application.cases.exclude(status="已终止").first()
    if running is not None:
        return f"这份协议已立案：{running.number}"
    rule = pack().rule
    if rule.is_in_force(local_day(act.at)) or rows("edition_overrides", application.story).exists():
        return None
    return (
        f"规则{rule.printed_edition}印明有效期至{rule.ends_on.isoformat()}，其后立案须由机构负责人"
        "在《规则版次之外办理的批准》中说明理由"
    )


@condition
def edition_unedited(case: Case, act: Act) -> str | None:
    """An edition that a case rests on is never edited; another text is another edition (4.1)."""
    edition, _, digest = edition_name().partition("#")
    used = Case.objects.filter(rule_edition__startswith=f"{edition}#").exclude(rule_edition=edition_name())
    first = used.order_by("pk").first()
    if first is None:
        return None
    kept = first.rule_edition.partition("#")[2]
    return (
        f"规则版次 {edition} 的内容在使用之后有改动（{first.number} 所用的是 {kept[:12]}，现为 {digest[:12]}）；"
        "用过的版次不能修改，须另立新版次（4.1）"
    )


@condition
def scope_words_confirmed(application: Application, act: Act) -> str | None:
    """A scope that speaks of products or of network security is confirmed as not meant, with the reason (4.3)."""
    return unconfirmed(str(act.facts["scope"]), application.stories())
