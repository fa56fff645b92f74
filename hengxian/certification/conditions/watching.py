"""Conditions of surveillance, of its result, of recertification, and of closing the file (6.4)."""

from datetime import datetime

from hengxian.certification.models import Application, Case
from hengxian.certification.models.case import AuditType
from hengxian.certification.models.decision import Outcome
from hengxian.certification.queries.watching import IN_USE, open_surveillance, recertification_opens_on
from hengxian.journal.conditions import Act, condition
from hengxian.journal.models import Entry
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.reading import rows

# What a result that is not 保持认证 has to open on the certificate, and the clause its ground stands under.
OPENS = {Outcome.SUSPEND: ("propose_suspension", "8.2.1"), Outcome.REVOKE: ("investigate", "8.2.2")}


@condition
def certificate_in_use(case: Case, act: Act) -> str | None:
    """Only a certificate that is 有效 or 暂停 is watched."""
    if case.certificate is None or case.certificate.status not in IN_USE:
        return "只对有效或暂停的证书进行监督审核（6.4.2）"
    return None


@condition
def no_surveillance_open(case: Case, act: Act) -> str | None:
    """One at a time."""
    running = open_surveillance(case.certificate) if case.certificate else None
    return f"监督审核 {running.number} 尚未结束" if running else None


@condition
def trigger_recorded(case: Case, act: Act) -> str | None:
    """A special surveillance rests on a recorded change or complaint that started none before (6.4.2.2)."""
    if act.facts["type"] != AuditType.SPECIAL.label or case.certificate is None:
        return None
    triggers = rows("special_triggers", case.certificate.story).count()
    started = case.certificate.cases.filter(type=AuditType.SPECIAL).count()
    return None if triggers > started else "《特殊监督审核触发事项》中没有新的重大变更或投诉（6.4.2.2）"


@condition
def keeper_set(case: Case, act: Act) -> str | None:
    """Who decides on a surveillance, and whether the committee looks at it, is the body's to say (P-keepwho)."""
    unset = [name for name in ("P-keepwho", "P-keepwho-committee") if value_of(name, act.at) is None]
    return "监督结果由谁决定、是否经技术委员会审查未设定（6.4.2.3）" if unset else None


@condition
def surveillance_case(case: Case, act: Act) -> str | None:
    """An initial audit or a recertification is decided by 6.3.2."""
    return "初次认证和再认证按 6.3.2 作出认证决定" if case.is_certification else None


@condition
def ground_given(case: Case, act: Act) -> str | None:
    """Suspending or revoking names its clause; keeping names none (6.4.2.3)."""
    opens = OPENS.get(act.facts["outcome"])
    ground = act.facts.get("ground") or ""
    if opens is None:
        return "保持认证的不写依据的条款" if ground else None
    known = {each.id for each in pack().statuses.grounds_of(opens[1])}
    return (
        None
        if ground in known
        else f"“{act.facts['outcome']}”须写明 {opens[1]} 的条款：{'、'.join(sorted(known))}"
    )


@condition
def committee_if_required(case: Case, act: Act) -> str | None:
    """Where the body lets the committee look at surveillances, its opinion comes first (P-keepwho)."""
    setting = value_of("P-keepwho-committee", act.at)
    if setting and setting.value == "是" and case.status != "意见已出":
        return "监督结果须先经技术委员会审查（6.4.2.3，机构自定）"
    return None


@condition
def recertification_window_open(application: Application, act: Act) -> str | None:
    """Not earlier than three months before the end (6.4.3); after it only where the body says how (P-lapse, T28)."""
    renewed = application.for_recertification_of
    if renewed is None:
        return None
    if renewed.status not in IN_USE or renewed.valid_until is None:
        return f"证书 {renewed.number} 为“{renewed.status}”，不能申请再认证（6.4.3）"
    opens_on, today = recertification_opens_on(renewed), local_day(act.at)
    if opens_on and today < opens_on:
        return f"证书有效期至 {renewed.valid_until}，自 {opens_on} 起可以申请再认证（6.4.3）"
    if today > renewed.valid_until and value_of("P-lapse", act.at) is None:
        return f"证书已于 {renewed.valid_until} 届满，到期未完成再认证的处理未设定（6.4.3）"
    return None


@condition
def certificate_settled(case: Case, act: Act) -> str | None:
    """What the decision calls for was done: certificate and guidance, or the procedure that a surveillance opens."""
    return unsettled(case) or None


def unsettled(case: Case) -> str:
    """What the newest decision on a case still calls for, in one sentence; empty when all is done."""
    decision = case.decisions.order_by("-decided_at", "-pk").first()
    if decision is None or decision.outcome in (Outcome.REFUSE, Outcome.KEEP):
        return ""
    if decision.outcome in OPENS:
        verb = OPENS[Outcome(decision.outcome)][0]
        waiting = f"监督结果为“{decision.outcome}”，证书上尚未启动这一程序（6.4.2.3）"
        return "" if _has_opened(case, verb) else waiting
    issued = case.certificates.exclude(status__in=("拟制", "作废")).first()
    if issued is None:
        return "已批准认证，证书尚未颁发（6.4.1.1）"
    guided = any(rows("use_guidance", story).exists() for story in (issued.story, case.story))
    return "" if guided else "证书和标志的使用指导尚未交付并签收（6.4.1.3）"


def _has_opened(case: Case, verb: str) -> bool:
    if case.certificate is None or case.decided_at is None:
        return False
    acts = Entry.objects.filter(object_kind="certificate", object_id=str(case.certificate_id), verb=verb)
    return any(datetime.fromisoformat(entry.at) >= case.decided_at for entry in acts)
