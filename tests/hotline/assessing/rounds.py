"""A round of self-assessment in any state, for the tests of part D."""

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from hengxian.evaluation.keeping import measure
from hengxian.hotline.assessing import STAGE
from hengxian.hotline.assessing.items import clauses
from hengxian.hotline.models import Assessment
from hengxian.journal.acting import perform
from hengxian.records.edition import pack
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import Line as Row
from hengxian.records.registers.writing import write, write_many
from tests.hotline.line import Line

PLAN = {
    "scope": "受理、转办、督办、回访全过程", "goals": "查找差距", "timetable": "三周完成",
    "since": date(2026, 3, 2), "until": date(2026, 3, 20),
}  # fmt: skip


def planned(line: Line, **said: Any) -> Assessment:
    """A round with its four, the two assessors and a leader."""
    round_ = Assessment(hotline=line.hotline, name="2026年第一轮", **PLAN | said)
    perform(round_, "plan", by=line.actor("manager"), at=line.later(minutes=1))
    for who, leads in (("assessor", True), ("assessor_two", False)):
        put(
            line,
            round_,
            "assessment_team",
            "manager",
            str(line.people[who].person_id),
            duty="全部条款",
            is_leader=leads,
        )
    return round_


def started(line: Line) -> Assessment:
    """Under way."""
    return line.does("manager", planned(line), "start")


def judged(line: Line, **views: str) -> Assessment:
    """Every item judged by the leader, 已做到 unless `views` says otherwise (`c9_1_1_1` for 9.1.1.1)."""
    round_ = started(line)
    said = {name[1:].replace("_", "."): view for name, view in views.items()}
    lines = [
        Row({"view": said.get(clause.id, "已做到"), "facts": "见台账", "weakness": "尚有差距"}, clause.id, ())
        for clause in clauses()
    ]
    book = open_book(pack(), "clause_judgements", Assessment.objects.get(pk=round_.pk))
    write_many(book, lines, by=line.actor("assessor"), at=line.later(minutes=1))
    return round_


def put(
    line: Line, round_: Assessment, register: str, who: str, subject: str, *evidence: str, **facts: Any
) -> RegisterRow:
    """A row in one of the round's registers."""
    book = open_book(pack(), register, Assessment.objects.get(pk=round_.pk))
    return write(
        book, facts, by=line.actor(who), at=line.later(minutes=1), subject=subject, evidence=evidence
    )


def measured(line: Line, round_: Assessment, dataset: Path) -> Assessment:
    """Measured by the engine, for this round."""
    kept = measure(
        dataset, about=round_.story, by=line.actor("assessor"), at=line.later(minutes=1), stage=STAGE
    )
    return line.does("assessor", round_, "measure", evaluation=kept.pk)


def home() -> Path:
    """Where the site of the tests keeps its files."""
    return Path(settings.HENGXIAN_HOME)
