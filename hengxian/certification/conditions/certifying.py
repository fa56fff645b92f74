"""Conditions of drafting and issuing a certificate (6.4.1, 7.1): it says what was decided, audited and verified."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hengxian.certification.certificates.facing import address_of, face_of, legal_entity, renewed_by
from hengxian.certification.certificates.printing import check_printable
from hengxian.certification.conditions.deciding import GRANT
from hengxian.certification.models import Case, Certificate
from hengxian.certification.numbers import fits, pattern_fault
from hengxian.certification.queries.certificates import audited_among, audited_blocks, moved_since_audit
from hengxian.journal.conditions import Act, condition
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.records.registers.reading import row_of, rows

SIGNED = ("已签署", "已通知")
DISCARDED = "作废"
# What the rule does not apply to (4.3); a scope that names it is confirmed as not meant, with the reason.
EXCLUDED = ("信息技术产品", "产品质量", "网络安全")
NOT_MEANT = "否，不在此意"
# Words that suggest something else is certified (4.3, 条例 24, T19).
DOUBTFUL = ("管理体系", "产品质量", "网络安全", "信息安全认证")


@condition
def signed_approval(certificate: Certificate, act: Act) -> str | None:
    """Only from a decision to grant that the head signed; a conditional one gives no certificate (T24)."""
    case = certificate.case
    decision = case.decisions.order_by("-decided_at", "-pk").first()
    if decision is None or decision.outcome != GRANT:
        return "本案没有批准认证的决定（6.3.2.1、6.4.1.1）"
    if case.status != "已归档" and (case.status != "已决定" or case.marker not in SIGNED):
        return "认证决定尚未经机构负责人签署（条例22）"
    return None


@condition
def no_other_certificate(certificate: Certificate, act: Act) -> str | None:
    """One decision, one certificate; a discarded draft makes room for another."""
    other = Certificate.objects.filter(case=certificate.case).exclude(status=DISCARDED).first()
    return f"本案已有证书 {other.number}" if other else None


@condition
def term_set(certificate: Certificate, act: Act) -> str | None:
    """No default term (T5)."""
    return None if value_of("P-term", act.at) else "证书有效期未设定（7.1.6）"


@condition
def number_set(certificate: Certificate, act: Act) -> str | None:
    """No pattern is shipped (T6)."""
    setting = value_of("P-number", act.at)
    if setting is None:
        return "证书编号规则未设定（7.1.1）"
    fault = pattern_fault(str(setting.value))
    return f"{fault}，现为“{setting.value}”（7.1.1）" if fault else None


@condition
def number_fits(certificate: Certificate, act: Act) -> str | None:
    """A number typed by hand follows the body's pattern too."""
    setting = value_of("P-number", act.at)
    if setting is None or pattern_fault(str(setting.value)) or fits(str(setting.value), certificate.number):
        return None
    return f"证书编号“{certificate.number}”不合编号规则“{setting.value}”（7.1.1）"


@condition
def number_unused(certificate: Certificate, act: Act) -> str | None:
    """Unique for ever: a discarded, revoked or expired certificate keeps its number."""
    taken = Certificate.objects.filter(number=certificate.number).exclude(pk=certificate.pk).exists()
    return f"证书编号“{certificate.number}”用过，不能再用（7.1.1）" if taken else None


@condition
def ten_fields(certificate: Certificate, act: Act) -> str | None:
    """The ten fields of 7.1 and the lines of 7.2.2 are all there."""
    said = act.facts["scope"], act.facts["blocks"]
    organisation = certificate.organisation
    lacking = [] if all(said) else ["认证范围"]
    if not address_of(organisation, str(act.facts.get("address_kind"))):
        lacking.append(f"认证对象的{act.facts.get('address_kind')}")
    if act.facts.get("sites") in (None, (), []):
        lacking.append("覆盖的场所")
    if lacking:
        return f"证书还缺：{'、'.join(lacking)}（7.1）"
    try:
        face_of(certificate, act.facts, act.at)
    except Refused as refusal:
        return str(refusal)
    return None


@condition
def main_bases_named(certificate: Certificate, act: Act) -> str | None:
    """No certificate rests on auxiliary bases alone (4.1, 4.2)."""
    return None if pack().rule.main_bases else "证书没有主要认证依据，不能只依据辅助依据颁发（4.2）"


@condition
def name_verified(certificate: Certificate, act: Act) -> str | None:
    """Legal name and registered address printed are those of the verified code certificate (6.1.2.2, 7.1.2, 7.1.3)."""
    application = certificate.case.application
    if application is None:
        return "本案没有申请书，不能核对认证对象名称（7.1.2）"
    found = row_of("material_findings", application.story, "6.1.2.2")
    if found is None or (found.data["genuine"], found.data["accurate"]) != ("真实", "准确"):
        return "代码证书尚未核对为真实、准确，不能印认证对象名称（6.1.2.2、7.1.2）"
    declared, printed = dict(application.form.get("A.1") or {}), legal_entity(certificate.organisation)
    name = str(declared.get("applicant_name") or "").strip()
    if name != printed.name:
        return f"登记的名称“{printed.name}”与经核对的申请书名称“{name}”不一致（7.1.2）"
    address = str(declared.get("applicant_address") or "").strip()
    if act.facts.get("address_kind") == "注册地址" and address and address != printed.registered_address:
        return f"登记的注册地址“{printed.registered_address}”与经核对的申请书地址“{address}”不一致（7.1.3）"
    return None


@condition
def scope_within_audit(certificate: Certificate, act: Act) -> str | None:
    """No block and no site that was not audited (7.1.4)."""
    case = certificate.case
    beyond = [block for block in act.facts["blocks"] if block not in audited_blocks(case)]
    asked = [int(each) for each in act.facts.get("sites") or ()]
    named = list(certificate.hotline.sites.filter(pk__in=asked).order_by("pk"))
    audited = audited_among(case, named)
    beyond += [site.name for site in named if site not in audited]
    if beyond:
        return f"认证范围超出审核过的内容或场所：{'、'.join(beyond)}（7.1.4）"
    moved = [site.name for site in moved_since_audit(case, named)]
    return f"场所的地址在现场审核之后改过：{'、'.join(moved)}（7.1.4）" if moved else None


@condition
def scope_wording_confirmed(certificate: Certificate, act: Act) -> str | None:
    """A scope that speaks of management systems or products is looked at twice (4.3, T19); the text is the body's."""
    return wording_fault(str(act.facts["scope"]), act, certificate)


def wording_fault(scope: str, act: Act, certificate: Certificate) -> str | None:
    """What a scope says that nobody has confirmed, in one sentence."""
    found = doubtful_words(scope)
    if found and act.facts.get("wording_confirmed") is not True:
        return f"认证范围写有“{'”“'.join(found)}”：本认证不是管理体系或产品认证，用语确无误的请勾选确认（4.3、条例24）"
    return unconfirmed(scope, certificate.case.stories())


def unconfirmed(scope: str, stories: Iterable[str]) -> str | None:
    """The words of a scope that the rule excludes and that nobody has confirmed as not meant, in one sentence (4.3)."""
    found = [row.data for story in stories for row in rows("scope_confirmations", story)]
    confirmed = [str(data["wording"]) for data in found if data["meant"] == NOT_MEANT]
    words = [word for word in EXCLUDED if word in scope and not any(word in said for said in confirmed)]
    if not words:
        return None
    named = "”“".join(words)
    return f"认证范围写有“{named}”：本规则不适用，须在《范围用语确认》写明不在此意和理由（4.3）"


def doubtful_words(scope: str) -> list[str]:
    """The words of a scope that suggest another kind of certification."""
    return [word for word in DOUBTFUL if word in scope]


@condition
def glyphs_printable(certificate: Certificate, act: Act) -> str | None:
    """Every character can be printed, before a number is used up."""
    today = local_day(act.at).isoformat()
    try:
        face = face_of(certificate, act.facts, act.at)
        check_printable(replace(face, issued_on=today, valid_until=today))
    except Refused as refusal:
        return None if "评价结果" in refusal.sentence else str(refusal)  # ten_fields says that already
    return None


@condition
def issued_on_fits(certificate: Certificate, act: Act) -> str | None:
    """Not before the head signed, not in the future (7.1.7)."""
    on: date = act.facts["issued_on"]
    signed = certificate.case.signed_at
    if on > local_day(act.at):
        return "颁发日期不能晚于今天（7.1.7）"
    if signed and on < local_day(signed):
        return (
            f"颁发日期不能早于机构负责人签署认证决定之日（{local_day(signed).isoformat()}）（7.1.7、条例22）"
        )
    return None


@condition
def edition_in_force_or_overridden(certificate: Certificate, act: Act) -> str | None:
    """Outside the window the head gives a reason; the window is never extended (T7)."""
    on = act.facts["issued_on"]
    rule = pack().rule
    if rule.is_in_force(on) or is_overridden(certificate.case, certificate):
        return None
    window = f"规则{rule.printed_edition}印明有效期至{rule.ends_on.isoformat()}"
    return f"{window}，其后颁发须由机构负责人在《规则版次之外办理的批准》中说明理由"


def is_overridden(case: Case, certificate: Certificate | None = None) -> bool:
    """Whether the head gave a reason for working outside the edition's window, on the case or on the certificate."""
    stories = [*case.stories(), *([certificate.story] if certificate else [])]
    return any(rows("edition_overrides", story).exists() for story in stories)


@condition
def successor_rule_set(certificate: Certificate, act: Act) -> str | None:
    """How a renewed certificate is numbered and dated is the body's to say (P-successor)."""
    is_renewal = act.verb == "succeed" or renewed_by(certificate) is not None
    if is_renewal and value_of("P-successor", act.at) is None:
        return "换证的编号与起止日期未设定（6.4.3、7.1）"
    return None


@condition
def recertification_signed(certificate: Certificate, act: Act) -> str | None:
    """The recertification was decided, signed, and its certificate issued (6.4.3)."""
    if certificate.successor_id:
        return f"已换证为 {certificate.successor.number}" if certificate.successor else None
    return None if successor_of(certificate) else "再认证尚未批准、签署并颁发新证书（6.4.3）"


def successor_of(certificate: Certificate) -> Certificate | None:
    """The issued certificate of a signed recertification of this one."""
    renewed = Certificate.objects.filter(case__application__for_recertification_of=certificate, status="有效")
    return renewed.filter(case__signed_at__isnull=False).order_by("pk").first()
