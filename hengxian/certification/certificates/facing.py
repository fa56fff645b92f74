"""Putting the face of a certificate together from the case, the evaluation and the rule (7.1, 7.2)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from hengxian.certification.certificates.face import Face
from hengxian.certification.letterhead import auxiliary_bases, bases_named, body_at, settings_used
from hengxian.certification.models import Case, Certificate, Site
from hengxian.journal.models.recorded import plain
from hengxian.kernel.refusals import Incomplete
from hengxian.people.models import Organisation
from hengxian.records.clocks import local_day
from hengxian.records.documents.certificate import evaluation_results
from hengxian.records.edition import pack

RESTS_ON = (
    "P-term",
    "P-number",
    "P-profile",
    "P-raters",
    "P-bonus",
    "P-aht",
    "P-aht-max",
    "P-followup",
    "P-successor",
)
ENGLISH = ("holder", "address", "hotline", "scope")


def face_of(certificate: Certificate, facts: Mapping[str, Any], at: datetime) -> Face:
    """The face of a certificate about to be drafted. Incomplete where the case lacks what has to be printed."""
    rule = pack().rule
    body = body_at(local_day(at))
    legal = legal_entity(certificate.organisation)
    return Face(
        number=certificate.number,
        holder=legal.name,
        address=address_of(certificate.organisation, str(facts.get("address_kind"))),
        address_kind=str(facts.get("address_kind") or ""),
        hotline=certificate.hotline.name,
        place=certificate.hotline.place,
        scope=str(facts.get("scope") or "").strip(),
        blocks=tuple(facts.get("blocks") or ()),
        sites=sites_of(certificate, facts.get("sites")),
        bases=tuple({"number": base.number or base.title, "title": base.title} for base in rule.main_bases),
        auxiliary_bases=auxiliary_bases(),
        rule=rule.printed_number,
        rule_edition=rule.printed_edition,
        rule_named=bases_named(),
        category=rule.category,
        field=rule.field,
        mode=rule.mode,
        body=body.name,
        approval=body.approval,
        results=results_of(certificate.case),
        profile=profile_of(certificate.case),
        settings=tuple(plain(asdict(one)) for one in settings_used(at, *RESTS_ON)),
        english=english_of(facts),
        predecessor=predecessor_of(certificate),
    )


def legal_entity(organisation: Organisation) -> Organisation:
    """Whose legal name is printed: the entity an office belongs to, else the organisation itself (T42)."""
    return organisation.legal_entity or organisation


def address_of(organisation: Organisation, kind: str) -> str:
    """The address that is printed, by its kind; empty where none is known (7.1.3)."""
    legal = legal_entity(organisation)
    return legal.registered_address if kind == "注册地址" else organisation.office_address


def sites_of(certificate: Certificate, said: Any) -> tuple[dict[str, str], ...]:
    """The sites named, by id, of the certificate's hotline. Incomplete for a site of another."""
    wanted = [int(each) for each in said or ()]
    found = list(Site.objects.filter(pk__in=wanted, hotline=certificate.hotline).order_by("pk"))
    if len(found) != len(set(wanted)):
        raise Incomplete("所选场所不属于这条热线", "7.1.4", ("sites",))
    return tuple({"name": site.name, "address": site.address} for site in found)


def results_of(case: Case) -> tuple[dict[str, Any], ...]:
    """The nine lines of 7.2.2 from the approved report. Incomplete while there are no scores."""
    scores = scores_of(case)
    if not scores:
        raise Incomplete("案卷没有评价结果，证书不能印评价信息", "7.2.2")
    return tuple(plain(asdict(line)) for line in evaluation_results(pack(), scores))


def scores_of(case: Case) -> dict[str, Any]:
    """The scores that the evaluation report was approved with; empty where there are none."""
    report = getattr(case, "evaluation_report", None)
    kept = dict(report.scorecard) if report else {}
    return dict(kept.get("scores", kept))


def profile_of(case: Case) -> str:
    """The scoring profile, without its fingerprint."""
    return case.evaluation.profile.partition("#")[0] if case.evaluation else "linear"


def english_of(facts: Mapping[str, Any]) -> dict[str, str] | None:
    """The English words, all of them or none. Incomplete for some (A-16)."""
    said = {name: str(facts.get(f"english_{name}") or "").strip() for name in ENGLISH}
    if not any(said.values()):
        return None
    if not all(said.values()):
        lacking = tuple(f"english_{name}" for name, value in said.items() if not value)
        raise Incomplete("要英文页的，英文的名称、地址、热线名称和范围都须填写", "7.1", lacking)
    return said


def predecessor_of(certificate: Certificate) -> str:
    """The number of the certificate that this one renews; empty for an initial certification."""
    renewed = renewed_by(certificate)
    return renewed.number if renewed else ""


def renewed_by(certificate: Certificate) -> Certificate | None:
    """The certificate that this one renews (6.4.3)."""
    application = certificate.case.application
    return application.for_recertification_of if application else None
