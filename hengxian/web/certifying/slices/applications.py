"""What applications add to the common pages: the form and its state, materials, conditions, figures, both clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from hengxian.certification.applying import appendix, fees, figures, materials
from hengxian.certification.applying.receipts import acceptance
from hengxian.certification.conditions.accepting import approved_fields
from hengxian.certification.models import Application, Case, Certificate, Hotline
from hengxian.people.models import Organisation
from hengxian.records.clocks import Clock
from hengxian.records.registers.reading import rows
from hengxian.web.acting.asking import Pairs, answers_for
from hengxian.web.acting.limits import clocks_of
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.certifying.window import window_warnings

OPEN = ("草稿", "待补充")
IN_REVIEW = ("已提交", "已补充")


@dataclass(frozen=True)
class Step:
    """A part of an application to be filled in: where, and how much of it lacks."""

    id: str
    title: str
    address: str
    lacking: int

    @property
    def is_done(self) -> bool:
        """Whether nothing lacks."""
        return self.lacking == 0


@clocks_of("application")
def limits(application: Application, at: datetime) -> Iterable[Clock]:
    """First review, supplement, review afresh (6.1.3, T47)."""
    told = acceptance(application, at)
    return [clock for clock in (told.first, told.supplement, told.second) if clock] if told else []


@panel("application", "certifying/application/steps.html", order=1)
def filling_in(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """What there is to fill in, for the applicant while it is his to write in."""
    if not visitor.is_client or application.status not in OPEN:
        return None
    return {
        "steps": steps(application),
        "items": _items(application),
        "is_draft": application.status == "草稿",
    }


@panel("application", "certifying/application/warnings.html", order=2)
def warned(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """What dates and registers say against it; the finding stays a person's."""
    told = [] if visitor.is_client else _warnings(application, visitor)
    return {"warnings": told} if told else None


@panel("case", "certifying/application/warnings.html", order=2)
def edition(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """The window of the rule's edition, wherever a case is handled (A-1, T7)."""
    told = window_warnings(case, visitor)
    return {"warnings": told} if told else None


@panel("application", "certifying/application/review.html", order=3)
def review(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """The clerk's next steps: findings, items to be supplied, fees."""
    if "clerk" not in visitor.actor.roles or visitor.is_client:
        return None
    found = {row.subject for register in FINDINGS for row in rows(register, application.story)}
    return {
        "in_review": application.status in IN_REVIEW,
        "in_contract": application.status == "已受理",
        "found": len(found),
        "asked": len(materials.named_conditions()) + len(materials.named_materials()),
        "fees": fees.agreed(application),
    }


@panel("application", "certifying/application/pauses.html", order=4)
def pauses(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """When the review waited for the applicant, and the items that were asked for."""
    told = acceptance(application, visitor.at)
    items = _items(application)
    return {"pauses": told.pauses, "items": items} if told and (told.pauses or items) else None


@panel("application", "certifying/application/form.html", order=10)
def form(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """Appendix A as it was filled in; a draft's is behind its steps."""
    if visitor.is_client and application.status in OPEN:
        return None
    return {"parts": [_part(application, part) for part in appendix.PARTS]}


@panel("application", "certifying/application/materials.html", order=11)
def handed_in(application: Application, visitor: Visitor) -> dict[str, Any]:
    """The seven materials and the five conditions as they were handed in."""
    return {"materials": materials.materials(application), "conditions": materials.conditions(application)}


@panel("application", "certifying/application/figures.html", order=12)
def measured(application: Application, visitor: Visitor) -> dict[str, Any]:
    """Measured beside declared, the period's difference, the quality of the data."""
    return figures_shown(application, visitor)


@panel("application", "certifying/application/contract.html", order=13)
def contract(application: Application, visitor: Visitor) -> dict[str, Any] | None:
    """What was offered or agreed."""
    return {"contract": application.contract} if application.contract else None


@panel("organisation", "portal/panels/organisation.html", order=1)
def own_organisation(organisation: Organisation, visitor: Visitor) -> dict[str, Any] | None:
    """The client keeps its own particulars."""
    hotlines = list(organisation.hotlines.order_by("pk")) if visitor.is_client else []
    return {"hotlines": hotlines} if visitor.is_client else None


@panel("hotline", "portal/panels/hotline.html", order=1, site="body")
def own_hotline(hotline: Hotline, visitor: Visitor) -> dict[str, Any]:
    """Its sites; the client keeps them."""
    return {"sites": list(hotline.sites.order_by("pk"))}


@answers_for("application", "draft", "hotline_id")
def hotlines(application: Application, visitor: Visitor) -> Pairs:
    """The client's own."""
    own = Hotline.objects.filter(owner=visitor.actor.organisation or 0).order_by("pk")
    return [(str(each.pk), each.name) for each in own]


@answers_for("application", "draft", "for_recertification_of_id")
def certificates(application: Application, visitor: Visitor) -> Pairs:
    """The client's certificates in use."""
    own = Certificate.objects.filter(
        organisation=visitor.actor.organisation or 0, status__in=("有效", "暂停")
    )
    return [(str(each.pk), f"{each.number}（有效期至 {each.valid_until}）") for each in own.order_by("pk")]


FINDINGS = ("condition_findings", "material_findings")


def steps(application: Application) -> list[Step]:
    """Every part to be filled in, in order, with how much lacks."""

    def at(name: str, *more: Any) -> str:
        return reverse(f"portal:{name}", args=[application.pk, *more])

    register = reverse("portal:register", args=["application", application.pk, "platform_suppliers"])
    told = rows("platform_suppliers", application.story).exists()
    unstated = sum(not each.is_stated for each in materials.conditions(application))
    return [
        *(_step_of(application, part, at("part", part)) for part in appendix.PARTS[:-1]),
        Step("conditions", "五项申请条件", at("conditions"), unstated),
        Step("materials", "七项申请材料", at("materials"), len(materials.lacking_materials(application))),
        Step("suppliers", "平台、咨询与培训提供方", register, 0 if told else 1),
        _step_of(application, "A.5", at("part", "A.5")),
    ]


def figures_shown(application: Application, visitor: Visitor) -> dict[str, Any]:
    """The content of the figures' panel."""
    evaluation = figures.evaluation_of(application)
    wanted = figures.wanted_period(application, visitor.on)
    return {
        "evaluation": evaluation,
        "pairs": figures.pairs(application, evaluation),
        "periods": figures.periods(evaluation, wanted) if evaluation else None,
        "wanted": (wanted[0], wanted[1] - figures.ONE_DAY),
        "quality": figures.quality(evaluation) if evaluation else None,
        "last_day": evaluation.period_until - figures.ONE_DAY if evaluation else None,
    }


def _step_of(application: Application, part: str, address: str) -> Step:
    return Step(
        part, f"{part} {appendix.form(part).title}", address, len(appendix.lacking_in(application, part))
    )


def _items(application: Application) -> list[dict[str, Any]]:
    names = {each.id: each.name for each in materials.named_materials()}
    answers = {row.subject: row.data["answer"] for row in rows("supplement_answers", application.story)}
    if application.supplement_told_at is None:
        return []
    return [
        {
            "number": row.number,
            "material": names[row.subject],
            **row.data,
            "answer": answers.get(str(row.number), ""),
        }
        for row in rows("supplement_items", application.story)
    ]


def _part(application: Application, part: str) -> dict[str, Any]:
    said = appendix.values(application, part)
    lines = [(each, _shown(said.get(each.id))) for each in appendix.columns(part)]
    return {
        "id": part,
        "title": appendix.form(part).title,
        "lines": [(each.label, each.unit, text) for each, text in lines],
    }


def _shown(value: Any) -> str:
    if value is True:
        return "已声明"
    return "、".join(value) if isinstance(value, list) else str(value or "—")


def _warnings(application: Application, visitor: Visitor) -> list[str]:
    told = materials.warnings(application, visitor.on)
    if not approved_fields(visitor.on):
        told.append("批准的认证领域：未填。请机构负责人在《本机构资质》中补全（认证认可条例第9条）")
    return told + window_warnings(application, visitor)
