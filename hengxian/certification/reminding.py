"""What waits in certification, told to the reminders of every morning (A-20): each limit with whose it is.

Everything is computed from the records at the instant of asking; nothing here changes a record.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from itertools import count

from django.db.models import F, Q

from hengxian.certification.applying.receipts import review_due_on, supplement_due_on
from hengxian.certification.models import Appeal, Application, Case, Certificate, Member, Nonconformity
from hengxian.certification.models.decision import Outcome
from hengxian.certification.models.nonconformity import OPEN
from hengxian.certification.queries.blocking import blocking
from hengxian.certification.queries.watching import IN_USE, recertification_opens_on, surveillance_due_on
from hengxian.certification.standing import accounts_of
from hengxian.people.models import Grant, Person
from hengxian.records.clocks import Undeterminable, local_day, months_after
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import first_row, rows
from hengxian.records.reminders.computing import DueThing
from hengxian.records.reminders.telling import due_things
from hengxian.standard.calendars import state_council

BEFORE_ON_SITE = ("计划已批", "文件已审", "已准备")
IN_REVIEW = ("已提交", "已补充")
YEARLY = 12
# A day on which something opens or begins; whoever lets it pass is late for nothing.
NEVER_LATE = frozenset({"recertification_window", "plan_days", "parameter_blocking", "calendar_year_missing"})


@due_things
def applications(at: datetime) -> Iterator[DueThing]:
    """The review of five working days, and supplements that have not come (6.1.3)."""
    for each in Application.objects.filter(status__in=IN_REVIEW, received_at__isnull=False):
        since = each.completed_at or each.received_at
        yield _of_application("acceptance_review", each, _known(review_due_on, since))
    for each in Application.objects.filter(status="待补充", supplement_told_at__isnull=False):
        told_at = each.supplement_told_at
        yield _of_application("supplement_waiting", each, _known(supplement_due_on, told_at))


@due_things
def registrations(at: datetime) -> Iterator[DueThing]:
    """Registrations of auditors, the newest of each person: it is what counts when a team is named (条例 38)."""
    newest: dict[str, RegisterRow] = {}
    for row in RegisterRow._default_manager.filter(register="auditor_registrations").order_by("pk"):
        if row.bound not in newest or row.data["ends_on"] > newest[row.bound].data["ends_on"]:
            newest[row.bound] = row
    working = set(Grant.objects.filter(ended_at=None).values_list("account__person_id", flat=True))
    for bound, row in newest.items():
        person = Person._default_manager.filter(pk=int(bound.partition(":")[2])).first()
        if person is None or person.pk not in working:
            continue
        accounts = {"auditor": tuple(account.pk for account in accounts_of(person.pk))}
        yield DueThing(
            "registration_ending", bound, str(row.data.get("number") or f"人员{person.pk}"),
            date.fromisoformat(row.data["ends_on"]), link=f"/office/person/{person.pk}/", accounts=accounts,
        )  # fmt: skip


@due_things
def cases(at: datetime) -> Iterator[DueThing]:
    """Days on site to come, limits of conditional decisions, notices of decisions."""
    for case in Case.objects.filter(status__in=BEFORE_ON_SITE, on_site_from__isnull=False):
        yield _of_case("plan_days", case, case.on_site_from)
    for case in Case.objects.filter(status="待整改"):
        decision = case.decisions.filter(outcome=Outcome.CONDITIONAL).order_by("-pk").first()
        yield _of_case("condition_limit", case, decision.limit_on if decision else None)
    untold = Q(notified_at=None) | Q(notified_at__lt=F("decided_at"))  # a later decision is told anew
    for case in Case.objects.filter(untold, status__in=("已决定", "待整改")):
        decision = case.decisions.order_by("-pk").first()
        yield _of_case("decision_notice", case, decision.notice_due_on if decision else None)


@due_things
def nonconformities(at: datetime) -> Iterator[DueThing]:
    """Open nonconformities with their own limit (8.2.1.1)."""
    handed = Nonconformity.objects.filter(status__in=OPEN, handed_over_at__isnull=False)
    for each in handed.select_related("case"):
        yield DueThing(
            "nonconformity_limit", each.story, f"{each.case.number} {each.number}", each.due_on,
            link=f"/office/nonconformity/{each.pk}/", organisation=each.case.organisation_id,
            accounts=_team(each.case), client_link=f"/portal/nonconformity/{each.pk}/",
        )  # fmt: skip


@due_things
def certificates(at: datetime) -> Iterator[DueThing]:
    """Surveillance, window of renewal, expiry, end of a suspension, limit of an appeal."""
    for each in Certificate.objects.filter(status__in=IN_USE):
        renewed = each.successor_id is not None
        asked = each.recertifications.exclude(status__in=("草稿", "已撤回", "不予受理")).exists()
        yield _of_certificate("surveillance_due", each, surveillance_due_on(each, at))
        yield _of_certificate(
            "recertification_window", each, recertification_opens_on(each), renewed or asked
        )
        yield _of_certificate("certificate_expiry", each, each.valid_until, renewed)
        if each.status == "暂停":
            yield _of_certificate("suspension_limit", each, each.suspended_until)
        if each.marker == "撤销告知":
            yield _of_certificate(
                "appeal_lodging", each, each.appeal_until, each.appeals.filter(is_by_rule=True).exists()
            )


@due_things
def appeals(at: datetime) -> Iterator[DueThing]:
    """Appeals under way with a limit for handling them."""
    for each in Appeal.objects.filter(status__in=("已受理", "已调查")):
        yield DueThing(
            "appeal_handling",
            each.story,
            each.number,
            each.handling_due_on,
            link=f"/office/appeal/{each.pk}/",
        )


@due_things
def body(at: datetime) -> Iterator[DueThing]:
    """The end of the rule's edition, a calendar year not announced, the yearly reviews and drills."""
    rule = pack().rule
    yield DueThing("edition_end", BODY, rule.printed_edition, rule.ends_on, link="/office/head/")
    today = local_day(at)
    announced = {one.year for one in state_council().years}
    missing = next(year for year in count(today.year) if year not in announced)
    yield DueThing("calendar_year_missing", BODY, str(missing), date(missing, 1, 1))
    for event, register, column in (
        ("impartiality_review", "impartiality_reviews", "reviewed_on"),
        ("backup_drill", "backup_drills", "drilled_at"),
    ):
        yield DueThing(
            event, BODY, "", _next_review(register, column, at), link=f"/office/body/1/register/{register}/"
        )


@due_things
def parameters(at: datetime) -> Iterator[DueThing]:
    """Unset parameters that the next step of some case needs (G-4)."""
    for each in blocking(at):
        yield DueThing(
            "parameter_blocking",
            BODY,
            each.parameter.id,
            each.since,
            link=f"/office/parameters/{each.parameter.id}/",
        )


def waiting(at: datetime) -> Iterator[DueThing]:
    """Everything of the above, for the pages that show what is late."""
    for source in (
        applications,
        registrations,
        cases,
        nonconformities,
        certificates,
        appeals,
        body,
        parameters,
    ):
        yield from source(at)


def _next_review(register: str, column: str, at: datetime) -> date:
    """A year after the newest row; where there is none, a year after the body's first act here, or today."""
    newest = max((str(row.data[column])[:10] for row in rows(register, BODY)), default="")
    if newest:
        return months_after(date.fromisoformat(newest), YEARLY)
    first = first_row("qualifications", BODY) or first_row("committee_roster", BODY)
    return months_after(local_day(first.written_at), YEARLY) if first else local_day(at)


def _known(due_on: Callable[[datetime], date | None], since: datetime | None) -> date | None:
    """The day, or None where its year is not announced or no length is set."""
    try:
        return due_on(since) if since is not None else None
    except Undeterminable:
        return None


def _of_application(event: str, application: Application, due_on: date | None) -> DueThing:
    return DueThing(
        event, application.story, application.number, due_on, link=f"/office/application/{application.pk}/",
        organisation=application.organisation_id, client_link=f"/portal/application/{application.pk}/",
    )  # fmt: skip


def _of_case(event: str, case: Case, due_on: date | None) -> DueThing:
    return DueThing(
        event, case.story, case.number, due_on, link=f"/office/case/{case.pk}/",
        organisation=case.organisation_id, accounts=_team(case), client_link=f"/portal/case/{case.pk}/",
    )  # fmt: skip


def _of_certificate(
    event: str, certificate: Certificate, due_on: date | None, is_done: bool = False
) -> DueThing:
    return DueThing(
        event, certificate.story, certificate.number, due_on, is_done, f"/office/certificate/{certificate.pk}/",
        certificate.organisation_id, client_link=f"/portal/certificate/{certificate.pk}/",
    )  # fmt: skip


def _team(case: Case) -> dict[str, tuple[int, ...]]:
    """The accounts of lead and auditors: reminders for these roles mean this team, not everybody of the role."""
    members = case.members.filter(left_at=None)
    leads, auditors = (_accounts(members.filter(duty=duty)) for duty in ("team_lead", "team_auditor"))
    return {"lead_auditor": leads, "auditor": auditors}


def _accounts(members: Iterable[Member]) -> tuple[int, ...]:
    return tuple(account.pk for member in members for account in accounts_of(member.person_id))
