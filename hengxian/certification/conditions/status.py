"""Conditions of suspension, revocation, appeal and change (7.4, 8.3): limits set, appeals settled, scope audited."""

from datetime import datetime
from typing import Any

from hengxian.certification.certificates.changing import changed_face
from hengxian.certification.certificates.facing import english_of
from hengxian.certification.certificates.printing import check_printable
from hengxian.certification.conditions.certifying import wording_fault
from hengxian.certification.models import Appeal, Case, Certificate
from hengxian.certification.queries.certificates import audited_among, audited_blocks, face_now
from hengxian.journal.conditions import Act, condition
from hengxian.kernel.refusals import Refused
from hengxian.records.clocks import local_day
from hengxian.records.parameters import value_of
from hengxian.standard.model.parameters import UNSET_MARK

ENDED = ("不予受理", "已通知", "已撤回")
KEPT = "保持认证"
# Which answers belong to which subject of a change.
ANSWERS = {
    "名称": ("name",),
    "地址": ("address", "address_kind"),
    "认证范围": ("scope", "blocks", "sites"),
    "其他": ("hotline",),
}


@condition
def suspension_limit_set(certificate: Certificate, act: Act) -> str | None:
    """The body sets how long a suspension may last at most, the head how long this one lasts (T29)."""
    setting = value_of("P-suspension", act.at)
    if setting is None:
        return "暂停期限未设定（8.2.2.5、8.3.1.2）"
    months = act.facts["months"]
    if months != int(months) or not 1 <= months <= setting.value:
        return f"暂停期限应为 1 至 {setting.value} 的整数个月（{UNSET_MARK}），现为 {months}"
    return None


@condition
def appeal_limit_set(certificate: Certificate, act: Act) -> str | None:
    """No notice of revocation without saying until when an appeal may be made and answered (8.3.2.3)."""
    unset = [name for name in ("P-appeal", "P-appeal-handling") if value_of(name, act.at) is None]
    return "申诉期限或处理申诉的期限未设定（8.3.2.3、8.3.2.4）" if unset else None


@condition
def appeal_settled(certificate: Certificate, act: Act) -> str | None:
    """The limit ran out without an appeal, or the appeal was decided and told; else nothing is final (8.3.2.4, T30)."""
    noticed_at = certificate.proceedings["revocation"]["noticed_at"]
    appeals = certificate.appeals.filter(is_by_rule=True, lodged_at__gte=datetime.fromisoformat(noticed_at))
    if running := appeals.exclude(status__in=ENDED).first():
        return f"申诉 {running.number} 尚未处理完毕（8.3.2.3）"
    told = appeals.filter(status="已通知").order_by("-pk").first()
    if told:
        is_upheld = told.findings["outcome"] == "维持"
        return None if is_upheld else f"申诉 {told.number} 的决定为“变更”，应终止撤销程序（8.3.2.4）"
    limit = certificate.appeal_until
    if limit is None or local_day(act.at) <= limit:
        return f"申诉期限至 {limit}，尚未届满（8.3.2.3）"
    return None


@condition
def within_appeal_limit(appeal: Appeal, act: Act) -> str | None:
    """Against a notice of revocation within its limit; against another decision once it was notified (规则外)."""
    if appeal.is_by_rule:
        limit = appeal.certificate.appeal_until if appeal.certificate else None
        late = limit is not None and local_day(act.at) > limit
        return f"申诉期限至 {limit}，已经届满（8.3.2.3）" if late else None
    if appeal.case and appeal.case.notified_at is None:
        return "尚未收到认证决定，没有可以申诉的决定"
    return None


@condition
def change_told(certificate: Certificate, act: Act) -> str | None:
    """Each subject of a change has its new words, and each word its subject (7.4.1)."""
    subjects = act.facts["subject"]
    said = {
        name for names in ANSWERS.values() for name in names if act.facts.get(name) not in (None, "", (), [])
    }
    silent = [subject for subject in subjects if not said & set(ANSWERS[subject])]
    if silent:
        return f"还缺变更后的内容：{'、'.join(silent)}（7.4.1）"
    if {"address", "address_kind"} & said and not {"address", "address_kind"} <= said:
        return "变更地址的，须写明地址并说明是注册地址还是实际经营地址（7.1.3）"
    if said - {name for subject in subjects for name in ANSWERS[subject]}:
        return "填写了变更后的内容，但没有选相应的变更事项（7.4.1）"
    try:
        english_of(act.facts)
    except Refused as refusal:
        return str(refusal)
    return None


@condition
def change_checked(certificate: Certificate, act: Act) -> str | None:
    """A new name was checked against the code certificate; the new words can be printed; widening is answered."""
    request = requested(certificate)
    if "name" in request["wanted"] and act.facts.get("name_checked") is not True:
        return "变更后的名称须与代码证书核对一致（7.1.2）"
    if "认证范围" in request["subject"] and act.facts.get("is_wider") is None:
        return "须说明认证范围是否扩大（7.4.1）"
    try:
        check_printable(changed_face(certificate, face_now(certificate), request["wanted"]))
    except Refused as refusal:
        return str(refusal)
    return None


@condition
def changed_wording_confirmed(certificate: Certificate, act: Act) -> str | None:
    """A changed scope is looked at like the first one (4.3, T19)."""
    scope = requested(certificate)["wanted"].get("scope")
    return wording_fault(str(scope), act, certificate) if scope else None


@condition
def wider_scope_audited(certificate: Certificate, act: Act) -> str | None:
    """More blocks or sites, or words that the head calls wider, need an audit concluded since the request (7.4.1)."""
    request = requested(certificate)
    if "认证范围" not in request["subject"]:
        return None
    blocks, sites = _added(certificate, request["wanted"])
    if not (blocks or sites or act.facts.get("is_wider") is True):
        return None
    for case in _audits_since(certificate, request["asked_on"]):
        if blocks <= audited_blocks(case) and audited_among(case, sites) == sites:
            return None
    added = "、".join([*sorted(blocks), *(site.name for site in sites)])
    return f"扩大认证范围须先审核{f'：{added}' if added else ''}（7.4.1）"


def requested(certificate: Certificate) -> dict[str, Any]:
    """The change that was asked for."""
    return dict(certificate.proceedings.get("change") or {"subject": [], "wanted": {}, "asked_on": ""})


def _added(certificate: Certificate, wanted: dict[str, Any]) -> tuple[set[str], list[Any]]:
    face = face_now(certificate)
    printed = {site["name"] for site in face.sites}
    asked = certificate.hotline.sites.filter(pk__in=[int(each) for each in wanted.get("sites") or ()])
    return set(wanted.get("blocks") or ()) - set(face.blocks), [
        site for site in asked if site.name not in printed
    ]


def _audits_since(certificate: Certificate, asked_on: str) -> list[Case]:
    kept = certificate.cases.filter(decisions__outcome=KEPT).order_by("pk").distinct()
    return [case for case in kept if case.decided_at and local_day(case.decided_at).isoformat() >= asked_on]
