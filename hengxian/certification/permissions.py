"""What each role may see (catalogue §10): a table by kind and role; whatever it leaves out is not there."""

from typing import Any, cast

from django.db.models import Model, Q, QuerySet

from hengxian.certification.models import (
    Appeal,
    Application,
    Ballot,
    Case,
    Certificate,
    Complaint,
    EvaluationReport,
    Hotline,
    Member,
    Nonconformity,
)
from hengxian.journal.actor import Actor
from hengxian.people import sights
from hengxian.people.models import Account, Organisation, Person
from hengxian.people.sights import EVERYTHING, NOTHING, Sight, always

UNDER_REVIEW = ("报告已批", "意见已出")
BEFORE_CHAIR = ("组长已批", *UNDER_REVIEW, "待整改", "已决定")
REPORT_BEFORE_CHAIR = ("组长已批", "已批")
UNISSUED = ("拟制", "作废")

SUBMITTED = ~Q(status="草稿") & ~Q(status="已撤回", received_at=None)  # a withdrawn draft was never handed in
ISSUED = ~Q(status__in=UNISSUED)


def _own_cases(actor: Actor) -> QuerySet[Any]:
    return Member.objects.filter(person=actor.person, left_at=None).values("case_id")


def _client(actor: Actor, path: str = "organisation") -> Q:
    return Q(**{path: actor.organisation}) if actor.organisation else NOTHING


def _in_team(path: str = "pk") -> Sight:
    return lambda actor: Q(**{f"{path}__in": _own_cases(actor)})


def _cases_before(*statuses: str) -> Sight:
    return lambda actor: Q(status__in=statuses)


def _cases_of_member(actor: Actor) -> Q:
    """Files under review, and those he voted on: a vote has to be defended later."""
    return Q(status__in=UNDER_REVIEW) | Q(pk__in=Ballot.objects.filter(person=actor.person).values("case"))


def _cases_of_chair(actor: Actor) -> Q:
    return Q(status__in=BEFORE_CHAIR) | Q(evaluation_report__status__in=REPORT_BEFORE_CHAIR)


def _appealed_cases(actor: Actor) -> Q:
    certificates = Certificate.objects.filter(pk__in=_appealed("certificate_id"))
    return Q(pk__in=_appealed("case_id")) | Q(pk__in=certificates.values("case_id"))


def _appealed(column: str) -> QuerySet[Any]:
    return cast("QuerySet[Any]", Appeal.objects.exclude(**{column: None}).values(column))


def _through_case(sight: Sight, path: str = "case") -> Sight:
    return lambda actor: Q(**{f"{path}__in": Case.objects.filter(sight(actor)).values("pk")})


def _file_of_case(path: str = "case") -> dict[str, Sight]:
    """Whoever has the case's file: its steps, its team, those who review it, those who decide an appeal on it."""
    return {
        "clerk": always(EVERYTHING),
        "lead_auditor": _in_team(path),
        "auditor": _in_team(path),
        "committee_member": _through_case(_cases_of_member, path),
        "committee_chair": _through_case(_cases_of_chair, path),
        "head_of_body": always(EVERYTHING),
        "appeal_panel": _through_case(_appealed_cases, path),
    }


# Subqueries, not joins: a joined row would come once for each match.
def _named_in_own_cases(column: str, wanted: Q = EVERYTHING) -> Sight:
    return lambda actor: (
        Q(pk__in=Case.objects.filter(pk__in=_own_cases(actor)).exclude(**{column: None}).values(column))
        & wanted
    )


def _certificates_of_own_cases(actor: Actor) -> Q:
    clients = Case.objects.filter(pk__in=_own_cases(actor)).values("organisation_id")
    return Q(organisation__in=clients) & ISSUED


def _complaints_not_about(actor: Actor) -> Q:
    return Q(person=None) | ~Q(person=actor.person)


def _staff(actor: Actor) -> Q:
    return Q(pk__in=Account.objects.filter(organisation=None).values("person_id"))


SIGHTS: dict[str, tuple[type[Model], dict[str, Sight]]] = {
    "application": (
        Application,
        {
            "applicant": _client,
            "clerk": always(SUBMITTED),
            "head_of_body": always(SUBMITTED),
            "lead_auditor": _named_in_own_cases("application_id", SUBMITTED),
            "auditor": _named_in_own_cases("application_id", SUBMITTED),
        },
    ),
    "case": (
        Case,
        {
            "applicant": _client,
            **_file_of_case("pk"),
            "head_delegate": _cases_before(
                "已组组", "计划已批"
            ),  # he approves the plan, and may look at it again
            "certificate_administrator": _cases_before("已决定", "待整改", "已归档"),
        },
    ),
    "evaluation_report": (EvaluationReport, _file_of_case()),
    "nonconformity": (
        Nonconformity,
        {
            "applicant": lambda actor: _client(actor, "case__organisation") & Q(handed_over_at__isnull=False),
            **_file_of_case(),
        },
    ),
    "certificate": (
        Certificate,
        {
            "applicant": lambda actor: _client(actor) & ISSUED,
            "clerk": always(ISSUED),
            "lead_auditor": _certificates_of_own_cases,
            "auditor": _certificates_of_own_cases,
            "head_of_body": always(EVERYTHING),
            "certificate_administrator": always(EVERYTHING),
            "head_delegate": always(ISSUED),
            "appeal_panel": lambda actor: Q(pk__in=_appealed("certificate_id")),
        },
    ),
    "appeal": (
        Appeal,
        {
            "applicant": _client,
            "clerk": always(EVERYTHING),
            "head_of_body": always(EVERYTHING),
            "head_delegate": always(EVERYTHING),
            "appeal_panel": always(EVERYTHING),
        },
    ),
    "complaint": (
        Complaint,
        dict.fromkeys(("clerk", "head_of_body", "head_delegate"), _complaints_not_about),
    ),
    "organisation": (
        Organisation,
        {
            "applicant": lambda actor: _client(actor, "pk"),
            "clerk": always(EVERYTHING),
            "head_of_body": always(EVERYTHING),
            "lead_auditor": _named_in_own_cases("organisation_id"),
            "auditor": _named_in_own_cases("organisation_id"),
            "certificate_administrator": lambda actor: Q(
                pk__in=Certificate.objects.values("organisation_id")
            ),
        },
    ),
    "hotline": (
        Hotline,
        {
            "applicant": lambda actor: _client(actor, "owner"),
            "clerk": always(EVERYTHING),
            "head_of_body": always(EVERYTHING),
            "lead_auditor": _named_in_own_cases("hotline_id"),
            "auditor": _named_in_own_cases("hotline_id"),
        },
    ),
    "person": (
        Person,
        {
            "anyone": lambda actor: Q(pk=actor.person),
            "clerk": _staff,
            "head_of_body": _staff,
        },
    ),
}
sights.register("body", SIGHTS)
