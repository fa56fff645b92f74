"""The items of chapters 9 to 12 as a round sees them: applicable or not, every person's view, the leader's word.

Nothing is 已做到 by default: an item nobody judged has no view (Q3a.4). Views that differ wait for the leader (D-3).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from hengxian.evaluation.ratings import raters
from hengxian.hotline.models import Assessment, Improvement
from hengxian.records.edition import pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.reading import rows
from hengxian.standard.model.clauses import Clause

APPLICABILITY, JUDGED, SETTLED, TASKS = (
    "clause_applicability", "clause_judgements", "clause_settlements", "assessment_tasks",
)  # fmt: skip
MET, PARTLY, NOT, UNKNOWN = "已做到", "部分做到", "未做到", "不清楚"
GAPS = (PARTLY, NOT)
CHAPTERS = ("9", "10", "11", "12")


@dataclass(frozen=True)
class View:
    """One person's view of an item, with the facts it rests on."""

    row: RegisterRow
    person: str

    @property
    def view(self) -> str:
        """The word chosen."""
        return str(self.row.data["view"])


@dataclass(frozen=True)
class Item:
    """An item of the clause register in one round."""

    clause: Clause
    applicability: RegisterRow | None
    views: tuple[View, ...]
    settlement: RegisterRow | None
    tasks: int

    @property
    def applies(self) -> bool:
        """Whether it concerns this hotline; it does until somebody says, with a reason, that it does not."""
        return self.applicability is None or self.applicability.data["applies"] == "适用"

    @property
    def is_disputed(self) -> bool:
        """Whether persons see it differently and the leader has not settled it."""
        return self.settlement is None and len({each.view for each in self.views}) > 1

    @property
    def view(self) -> str:
        """The leader's word, or the one view all share; empty while there is none."""
        if self.settlement is not None:
            return str(self.settlement.data["view"])
        shared = {each.view for each in self.views}
        return shared.pop() if len(shared) == 1 else ""

    @property
    def is_gap(self) -> bool:
        """Whether something is to be done. A missing 宜 or 可 is none (T35)."""
        return self.applies and self.view in GAPS and not self.clause.is_advice


def items(assessment: Assessment) -> list[Item]:
    """Every item in printed order, five statements however many there are."""
    story = assessment.story
    applies = {row.subject: row for row in rows(APPLICABILITY, story)}
    settled = {row.subject: row for row in rows(SETTLED, story)}
    judged = list(rows(JUDGED, story))
    names = raters(judged)
    views: dict[str, list[View]] = defaultdict(list)
    for row in judged:
        views[row.subject].append(View(row, names[row.written_by]))
    tasks: dict[str, int] = defaultdict(int)
    for subject in rows(TASKS, story).values_list("subject", flat=True):
        tasks[subject] += 1
    planned = _improvements(assessment)
    return [
        Item(
            clause, applies.get(clause.id), tuple(views[clause.id]), settled.get(clause.id),
            tasks[clause.id] + planned[clause.id],
        )
        for clause in clauses()
    ]  # fmt: skip


def clauses() -> Iterator[Clause]:
    """The items a hotline is asked about."""
    for chapter in pack().clauses.chapters:
        if chapter.id in CHAPTERS:
            for section in chapter.sections:
                yield from section.items


def unjudged(found: list[Item]) -> list[Item]:
    """Applicable items that nobody has judged."""
    return [each for each in found if each.applies and not each.views and each.settlement is None]


def disputed(found: list[Item]) -> list[Item]:
    """Items that wait for the leader's word."""
    return [each for each in found if each.applies and each.is_disputed]


def unplanned_gaps(found: list[Item]) -> list[Item]:
    """Gaps with neither a task nor an improvement plan."""
    return [each for each in found if each.is_gap and not each.tasks]


def counts(found: list[Item]) -> dict[str, int]:
    """How many items have which view; those without one and those not applicable too."""
    told = dict.fromkeys((MET, PARTLY, NOT, UNKNOWN, "未判断", "不适用"), 0)
    for each in found:
        told[(each.view or "未判断") if each.applies else "不适用"] += 1
    return told


def _improvements(assessment: Assessment) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    named = Improvement.objects.filter(source=assessment.story).exclude(status="已取消")
    for clause in named.values_list("clause", flat=True):
        found[clause] += 1
    return found
