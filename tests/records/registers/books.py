"""Invented persons and records that the tests of registers write about."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hengxian.certification.models import Application
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create_many
from hengxian.people.models import Organisation, Person
from hengxian.people.models.organisation import OrganisationKind
from hengxian.records.models import RegisterRow
from hengxian.records.models.parameter_value import ParameterValue
from hengxian.records.registers.subjects import subjects
from hengxian.records.registers.writing import Line
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.registers import WRITER, RegisterField, RegisterTable

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
    "leaves": "warmth", "seat": "12号",
}  # fmt: skip


CLOCKS = {"opens": "08:30", "closes": "17:30"}


def a_full_row(table: RegisterTable, writer: int = 8) -> Line:
    """A line that fills every column of a register, about its first subject; `writer` signs what must be his own."""
    typed = [field for field in table.fields if field.computed is None]
    facts = {
        field.id: CLOCKS.get(field.id) or SAID.get(field.type) or _named(field, table) for field in typed
    }
    facts |= {field.id: str(writer) for field in typed if field.own}
    for field in typed:  # what only another person may sign is left to him
        others = {str(writer) if name == WRITER else facts.get(name) for name in field.apart_from}
        if facts[field.id] in others:
            del facts[field.id]
    known = [*subjects(table, PACK), "9"]
    proofs = ("evaluation:1",) * (table.evidence.at_least if table.evidence else 0)
    return Line(facts, known[0] if table.subject else "", proofs)


def _named(field: RegisterField, table: RegisterTable) -> str:
    """An entry, or the first choice that a hand may make."""
    return "9" if field.type == "entry" else table.by_hand(field)[0]


def stand_behind(table: RegisterTable, bound: str) -> None:
    """What a row of the register leans on: rows of the registers it names, and its open parameters."""
    named = {field.of for field in table.fields} | ({table.subject.of} if table.subject else set())
    for other in sorted(named - {None}):
        register = PACK.register(str(other))
        own = bound if bound.partition(":")[0] in register.bound else f"{register.bound[0]}:9"
        about = "9" if register.subject and register.subject.kind == "key" else ""
        row = RegisterRow(
            register=register.id, bound=own, subject=about, number=1, data={}, evidence=[], shape="", append_only=False,
            written_at=NOON, written_by=8, owner=8,
        )  # fmt: skip
        create_many([row], by=CLERK, at=NOON)
    for name, value in zip(table.parameters, ("1.5", "不计差错"), strict=False):
        row = ParameterValue(
            parameter=name, value=value, basis="演示", in_force_from=TODAY, set_at=NOON, set_by=4, set_by_name="人员4"
        )  # fmt: skip
        create_many([row], by=HEAD, at=NOON)


def application(status: str) -> Application:
    """An application in some state, as if it had come there."""
    owner = Organisation.objects.create(name="云泽市政务服务局", type=OrganisationKind.GOVERNMENT)
    return Application.objects.create(number="申-1", organisation=owner, status=status, started_at=NOON)
