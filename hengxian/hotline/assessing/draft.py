"""The draft of appendix A within a round: its questions, what the records answer, what people typed (XA-prefill)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hengxian.hotline.assessing.package import PARTS, knowns
from hengxian.hotline.models import Assessment
from hengxian.journal.actor import Actor
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.reading import rows
from hengxian.records.registers.writing import Line, Written, write_many
from hengxian.standard.model.forms import Form

DRAFT = "application_draft"


@dataclass(frozen=True)
class Answer:
    """One question of A.1 to A.4: `known` comes from the records, `typed` takes its place when there is any."""

    part: str
    id: str
    label: str
    unit: str
    note: str
    known: str
    typed: str

    @property
    def key(self) -> str:
        """How its row is found."""
        return f"{self.part} {self.id}"

    @property
    def value(self) -> str:
        """What goes into the package."""
        return self.typed or self.known


def answers(assessment: Assessment, at: datetime) -> list[Answer]:
    """Every question in printed order."""
    known = knowns(assessment, at)
    typed = {row.subject: str(row.data["value"]) for row in rows(DRAFT, assessment.story)}
    return [
        Answer(part, id, label, unit, note, shown(known[part].get(id)), typed.get(f"{part} {id}", ""))
        for part in PARTS
        for id, label, unit, note in _questions(pack().forms[part])
    ]


def keep(assessment: Assessment, said: Mapping[str, str], *, by: Actor, at: datetime) -> Written:
    """Keep what was typed, by key; an empty answer leaves what was there. NotAllowed outside the round."""
    lines = [Line({"value": value.strip()}, key) for key, value in said.items() if value.strip()]
    return write_many(open_book(pack(), DRAFT, assessment), lines, by=by, at=at)


def typed(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """What people typed, by part and question."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows(DRAFT, assessment.story):
        part, _, id = row.subject.partition(" ")
        found.setdefault(part, {})[id] = row.data["value"]
    return found


def shown(value: Any) -> str:
    """A value as text; several joined."""
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _questions(sheet: Form) -> Iterator[tuple[str, str, str, str]]:
    for detail in sheet.details:
        yield detail.id, detail.label, "", detail.note or ""
    given = 2 if any(field.category for field in sheet.fields) else 1
    for field in sheet.fields:
        unit, note = field.unit or "", field.note or ""
        if sheet.layout == "grid":
            for place, label in enumerate(sheet.columns[given:]):
                yield f"{field.id}_{place}", f"{field.label}：{label}", unit, note
            continue
        yield field.id, field.label, unit, note
        for detail in field.details:
            yield detail.id, detail.label, "", detail.note or ""
