"""Invented persons and records that the tests of registers write about."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hengxian.certification.models import Application
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.people.models import Organisation, Person
from hengxian.people.models.organisation import OrganisationKind
from hengxian.standard.load import bundled_pack

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = NOON + timedelta(days=1)
TODAY = NOON.date()
CASE = "case:1"
PACK = bundled_pack()
INTERVIEW = {
    "level": "服务人员", "post": "话务员", "interviewer": 1, "held_at": "2026-03-02T09:30",
    "outline": "访谈提纲 V1", "record": "口述受理流程完整",
}  # fmt: skip


def actor(person: int, *roles: str) -> Actor:
    return Actor(person=person, account=person * 10, name=f"人员{person}", roles=frozenset(roles))


LEAD = actor(1, "team_lead", "team")
AUDITOR = actor(2, "team")
CLERK = actor(3, "clerk")
HEAD = actor(4, "head_of_body")


def enrolled(*people: int) -> None:
    """Persons by id; the tests of people show how they are enrolled."""
    persons = [
        Person(pk=pk, name=f"人员{pk}", identity_digest=f"演示{pk}", enrolled_at=NOON) for pk in people
    ]
    create_many(persons, by=CLERK, at=NOON)


def application(status: str) -> Application:
    """An application in some state, as if it had come there."""
    owner = Organisation.objects.create(name="云泽市政务服务局", type=OrganisationKind.GOVERNMENT)
    return Application.objects.create(number="申-1", organisation=owner, status=status, started_at=NOON)
