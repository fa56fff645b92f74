"""What each role may see at a hotline (catalogue §10): always within the person's own hotlines or units."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from hengxian.hotline import postings
from hengxian.hotline.models import (
    ArchiveEntry,
    Article,
    Assessment,
    Caller,
    Contact,
    DatasetExport,
    Designation,
    Disclosure,
    Disposal,
    Duty,
    Exemption,
    Extension,
    FollowUp,
    FollowUpPlan,
    Hotline,
    HotlineReport,
    Improvement,
    KnowledgeGap,
    Matter,
    Order,
    Outage,
    Part,
    Review,
    ReviewPlan,
    SmsGateway,
    Supervision,
    Survey,
    TypingTest,
    Unit,
    UnitAppraisal,
)
from hengxian.journal.actor import Actor
from hengxian.people import sights
from hengxian.people.models import Person
from hengxian.people.sights import Sight

TO_BE_WORKED = ("已受理", "待转交")
TO_BE_ARCHIVED = ("已办结", "已终止", "已归档")
LINE = ("agent", "supervisor", "inspector", "knowledge_editor", "hotline_manager")


def _line(path: str = "hotline") -> Sight:
    """Everything of the hotlines the person is posted at."""
    return lambda actor: Q(**{f"{path}__in": postings.hotlines_of(actor.person)})


def _has(rows: "QuerySet[Any]") -> Q:
    """Orders about which there is such a row: asked order by order, so that nothing gathers a whole table first.

    Every sight of orders is cheap to ask about a few of them; lists that reach far are `queries.finding`.
    """
    return Q(Exists(rows.filter(order=OuterRef("pk"))))


def _agents_orders(actor: Actor) -> Q:
    """An agent's: those he took, those that wait to be worked or followed up; an archivist's, what is to be kept."""
    lines, archives = postings.hotlines_of(actor.person), postings.archives_of(actor.person)
    waiting = _has(FollowUp.objects.filter(status="待回访"))
    own = Q(agent=actor.person) | Q(status__in=TO_BE_WORKED) | waiting
    kept = Q(hotline__in=archives, status__in=TO_BE_ARCHIVED)
    return Q(hotline__in=lines | archives) & (Q(hotline__in=lines) & own | kept)


def _reviewed(actor: Actor) -> Q:
    """The orders that an inspector has under review."""
    return _has(Review.objects.all()) & _line()(actor)


def _archived(actor: Actor) -> Q:
    """What lies at hotlines where the person is designated for the archive (10.5)."""
    return Q(hotline__in=postings.archives_of(actor.person))


def _own_reviews(actor: Actor) -> Q:
    """Judged to the end, about one's own work: one may object (11.1.2.3)."""
    return Q(agent=actor.person, status__in=("已评", "有异议", "已定"))


def _told_appraisals(actor: Actor) -> Q:
    """A unit's own results, once it was told."""
    return Q(unit__in=postings.units_of(actor.person)) & ~Q(status="拟订")


def _others_tests(actor: Actor) -> Q:
    """The tests of one's hotline; whoever is tested himself has the page of the test alone."""
    return _line()(actor) & ~Q(person=actor.person)


def _of_unit(actor: Actor) -> QuerySet[Part]:
    return Part.objects.filter(unit__in=postings.units_of(actor.person))


def _unit_orders(actor: Actor) -> Q:
    """A unit's orders, those it handled once too; the caller's identity is another question (`privacy`)."""
    units = Unit.objects.filter(pk__in=postings.units_of(actor.person))
    return Q(hotline__in=units.values("hotline_id")) & _has(_of_unit(actor))


def _through_order(sight: Sight) -> Sight:
    return lambda actor: Q(Exists(Order.objects.filter(sight(actor), pk=OuterRef("order_id"))))


def _supervised(actor: Actor) -> Q:
    return _has(Supervision.objects.all()) & _line()(actor)


def _handlers_unit(actor: Actor) -> Q:
    return Q(pk__in=postings.units_of(actor.person))


def _handlers_hotline(actor: Actor) -> Q:
    """The hotline for which his unit handles orders: what is published to units stands in its registers (12.2.2.4)."""
    units = Unit.objects.filter(pk__in=postings.units_of(actor.person))
    return Q(pk__in=units.values("hotline_id"))


def _staff(actor: Actor) -> Q:
    lines = postings.hotlines_of(actor.person)
    return Q(postings__hotline__in=lines, postings__ended_at=None)


def _compiled() -> Sight:
    """Reports: a manager's all, whoever else compiles them his hotline's (10.6.1.1)."""

    def sight(actor: Actor) -> Q:
        duties = Designation.objects.filter(person=actor.person, duty=Duty.STATISTICS, ended_at=None)
        own = Q(hotline__in=postings.hotlines_of(actor.person))
        return own if "hotline_manager" in actor.roles else own & Q(hotline__in=duties.values("hotline_id"))

    return sight


_everyone = dict.fromkeys(LINE, _line())
_order: dict[str, Sight] = {
    "agent": _agents_orders,
    "handler": _unit_orders,
    "supervisor": _supervised,
    "inspector": _reviewed,
    "hotline_manager": _line(),
}
_within = {role: _through_order(sight) for role, sight in _order.items()}

SIGHTS: sights.Sights = {
    "hotline": (Hotline, {**dict.fromkeys(LINE, _line("pk")), "handler": _handlers_hotline}),
    "unit": (Unit, {**_everyone, "handler": _handlers_unit}),
    "matter": (Matter, _everyone),
    "contact": (
        Contact,
        {
            "agent": lambda actor: _line()(actor) & (Q(agent=actor.person) | Q(agent=None)),
            "hotline_manager": _line(),
        },
    ),
    "caller": (Caller, {"agent": _line(), "hotline_manager": _line()}),
    "order": (Order, _order),
    "part": (Part, {"handler": lambda actor: Q(unit__in=postings.units_of(actor.person)), **_within}),
    "extension": (Extension, _within),
    "exemption": (Exemption, _within),
    "supervision": (Supervision, {**_within, "supervisor": _line("order__hotline")}),
    "review_plan": (ReviewPlan, {"inspector": _line(), "hotline_manager": _line()}),
    "review": (
        Review,
        {"agent": _own_reviews, "inspector": _line(), "hotline_manager": _line()},
    ),
    "archive_entry": (ArchiveEntry, {"agent": _archived, "hotline_manager": _line()}),
    "disposal": (Disposal, {"agent": _archived, "hotline_manager": _line()}),
    "unit_appraisal": (UnitAppraisal, {"handler": _told_appraisals, "hotline_manager": _line()}),
    "sms_gateway": (SmsGateway, {"hotline_manager": _line()}),
    "survey": (Survey, {"hotline_manager": _line()}),
    "typing_test": (TypingTest, dict.fromkeys(("inspector", "hotline_manager"), _others_tests)),
    "followup_plan": (FollowUpPlan, {"agent": _line(), "hotline_manager": _line()}),
    "followup": (FollowUp, {"agent": _line("order__hotline"), "hotline_manager": _line("order__hotline")}),
    "article": (
        Article,
        {
            **_everyone,
            "handler": lambda actor: Q(unit__in=postings.units_of(actor.person)) | Q(status="已发布"),
        },
    ),
    "knowledge_gap": (KnowledgeGap, _everyone),
    "assessment": (Assessment, dict.fromkeys(("assessor", "inspector", "hotline_manager"), _line())),
    "improvement": (
        Improvement,
        {
            **dict.fromkeys(("assessor", "inspector", "knowledge_editor", "hotline_manager"), _line()),
            "anyone": lambda actor: Q(person=actor.person),
        },
    ),
    "hotline_report": (HotlineReport, dict.fromkeys(LINE, _compiled())),
    "disclosure": (Disclosure, {"hotline_manager": _line()}),
    "outage": (Outage, {"hotline_manager": _line()}),
    "dataset_export": (DatasetExport, {"hotline_manager": _line()}),
    "person": (Person, {"anyone": lambda actor: Q(pk=actor.person), "hotline_manager": _staff}),
}
sights.register("hotline", SIGHTS)
