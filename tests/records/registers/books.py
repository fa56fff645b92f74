"""Invented persons and records that the tests of registers write about."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hengxian.certification.models import Application
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.people.models import Organisation, Person
from hengxian.people.models.organisation import OrganisationKind
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.writing import Line
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.registers import RegisterTable

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


SAID = {
    "text": "甲", "long_text": "甲", "name": "张三", "date": "2026-03-01", "datetime": "2026-03-01T09:00", "count": "1",
    "number": "1.5", "percent": "50", "points": "80", "yes_no": "是", "declaration": "是", "person": "9",
    "phone": "12345", "email": "office@hotline.example", "clause": "9.1.1.1", "clauses": "9.1.1.1", "leaf": "warmth",
    "leaves": "warmth",
}  # fmt: skip


def a_full_row(table: RegisterTable) -> Line:
    """A line that fills every column of a register, about its first subject."""
    facts = {field.id: SAID.get(field.type) or field.options[0] for field in table.fields}
    known = [*subjects(table, PACK), "9"]
    proofs = ("evaluation:1",) * (table.evidence.at_least if table.evidence else 0)
    return Line(facts, known[0] if table.subject else "", proofs)


def application(status: str) -> Application:
    """An application in some state, as if it had come there."""
    owner = Organisation.objects.create(name="云泽市政务服务局", type=OrganisationKind.GOVERNMENT)
    return Application.objects.create(number="申-1", organisation=owner, status=status, started_at=NOON)
