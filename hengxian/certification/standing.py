"""Who a person is to a record: duties in the case, the client's side, and the ties that bar.

Everything is judged by natural person and from the case's own record; no list of exceptions is kept anywhere.
"""

from datetime import date, datetime

from hengxian.certification import ties
from hengxian.certification.models import (
    Appeal,
    Application,
    Ballot,
    Case,
    Certificate,
    Complaint,
    Decision,
    Member,
)
from hengxian.certification.models.complaint import Subject
from hengxian.certification.models.member import Duty
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import deeds, standing_of
from hengxian.journal.models import Recorded
from hengxian.kernel.lifecycle import Standing
from hengxian.people.models import Account, Organisation
from hengxian.records.parameters import settings_on

TEAM = (Duty.LEAD, Duty.AUDITOR, Duty.EXPERT, Duty.TRAINEE, Duty.EVALUATION_LEAD, Duty.EVALUATOR)
# Ties of those whose judgement a complaint about the body's work in a case is about.
JUDGING = ("team", "adviser", "committee_voter", "decider", "investigator")
# While nobody has said who decides, these may come to the door and are told that P-decider is not set.
DECIDERS = frozenset({"committee_chair", "head_of_body"})


@standing_of("application")
def of_application(application: Application, by: Actor) -> Standing:
    """The applicant's own people, and whoever else has a tie with it."""
    return Standing(
        _client_duty(application.organisation, by),
        ties.with_client(application.organisation, by.person, application.hotline_id),
    )


@standing_of("case")
def of_case(case: Case, by: Actor) -> Standing:
    """Duties from the members' table; ties from membership, declarations, votes, decisions, investigations."""
    if case._state.adding:  # about to be opened: nobody has a part in it yet
        belonging = ties.with_client(case.organisation, by.person, case.hotline_id)
        return Standing(_client_duty(case.organisation, by), belonging)
    open_duties = set(case.members.filter(person=by.person, left_at=None).values_list("duty", flat=True))
    duties = open_duties | ({"team"} if open_duties & set(TEAM) else set())
    duties |= _client_duty(case.organisation, by) | _deciders(by)
    return Standing(frozenset(duties), _ties_to(case, by.person))


@standing_of("evaluation_report", "nonconformity", "member", "ballot", "decision")
def of_part_of_case(record: Member | Ballot | Decision, by: Actor) -> Standing:
    """As in the case it belongs to."""
    return of_case(record.case, by)


@standing_of("certificate")
def of_certificate(certificate: Certificate, by: Actor) -> Standing:
    """The client, the team that audited, and whoever investigated or decided an appeal."""
    own = of_case(certificate.case, by)
    if certificate._state.adding:  # about to be drafted: nothing has happened to it yet
        return own
    duties = own.duties - {"team_lead", "team_auditor", "team"} | _duties_in_surveillance(certificate, by)
    return Standing(duties, dict(own.ties) | _appeal_ties(certificate, by.person))


@standing_of("appeal")
def of_appeal(appeal: Appeal, by: Actor) -> Standing:
    """Any earlier part in the case or on the certificate bars."""
    case = appeal.case or (appeal.certificate.case if appeal.certificate else None)
    earlier = _ties_to(case, by.person) if case else {}
    acts = deeds(appeal.stories()[1:], by.person)
    if acts:
        earlier["earlier_part"] = next(iter(acts.values()))
    return Standing(_client_duty(appeal.organisation, by), earlier)


@standing_of("complaint")
def of_complaint(complaint: Complaint, by: Actor) -> Standing:
    """Whoever it is about does not handle it, nor whose judgement in the case it is about."""
    if complaint.person_id == by.person:
        return Standing(frozenset(), {"complained_of": "该投诉所指的就是本人"})
    if complaint.subject != Subject.BODY or complaint.certificate is None:
        return Standing()
    judged = _ties_to(complaint.certificate.case, by.person)
    told = next((judged[tie] for tie in JUDGING if tie in judged), "")
    return Standing(frozenset(), {"complained_of": told} if told else {})


def _client_duty(organisation: Organisation, by: Actor) -> frozenset[str]:
    is_client = by.organisation == organisation.pk and "applicant" in by.roles
    return frozenset({"client"}) if is_client else frozenset()


def _deciders(by: Actor) -> set[str]:
    found, named = set(), {"decider": "P-decider", "keeper": "P-keepwho"}
    said = settings_on(None, tuple(named.values()))
    for duty, parameter in named.items():
        setting = said[parameter]
        entitled = frozenset(setting.value.split()) if setting else DECIDERS
        if entitled & by.roles:
            found.add(duty)
    return found


def _ties_to(case: Case, person: int) -> dict[str, str]:
    found = dict(ties.with_client(case.organisation, person, case.hotline_id)) | ties.declared(case, person)
    for member in case.members.filter(person=person):
        tie = "adviser" if member.duty == Duty.ADVISER else "team"
        found[tie] = f"{member.person.name} 是本案{member.get_duty_display()}"
    if case.ballots.filter(person=person).exists():
        found["committee_voter"] = "本人在本案参加过技术委员会表决"
    if decision := case.decisions.filter(decided_by=person).first():
        found["decider"] = f"本人于 {_day(decision.decided_at)} 作出过本案的决定"
    return found | _investigations(case, person) | ties.plan_authorship(case, person)


def _investigations(case: Case, person: int) -> dict[str, str]:
    certificates = {case.certificate_id, *case.certificates.values_list("pk", flat=True)} - {None}
    acts = deeds([f"certificate:{pk}" for pk in certificates], person)
    return {"investigator": acts["certificate.investigate"]} if "certificate.investigate" in acts else {}


def _appeal_ties(certificate: Certificate, person: int) -> dict[str, str]:
    acts = deeds([f"appeal:{pk}" for pk in certificate.appeals.values_list("pk", flat=True)], person)
    return {"appeal_decider": acts["appeal.decide"]} if "appeal.decide" in acts else {}


def _duties_in_surveillance(certificate: Certificate, by: Actor) -> frozenset[str]:
    # The lead of an open surveillance proposes a suspension; the lead of the audit years ago does not.
    members = Member.objects.filter(case__certificate=certificate, person=by.person, left_at=None)
    return frozenset(members.exclude(case__status__in=("已归档", "已终止")).values_list("duty", flat=True))


def accounts_of(person: int) -> list[Account]:
    """Every account of the natural person."""
    return list(Account.objects.filter(person=person))


def _day(at: datetime) -> date:
    return at.date()


__all__ = ["Recorded", "of_case"]
