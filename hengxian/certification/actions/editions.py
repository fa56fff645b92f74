"""Moving a running case to the edition in use: by the head, with the differences and what is to be redone (A-2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Case
from hengxian.certification.steps import steps_of
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.writing import enact
from hengxian.records.edition import edition_name, pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import write

# The steps before a team is formed rest on the applicant's papers, not on the edition's clauses.
BEFORE_THE_AUDIT = ("6.1",)


@action("case", "move_edition")
@transaction.atomic
def move_edition(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """The frozen edition changes; the register keeps both, the differences, and the steps recorded so far.

    Results accepted under the old edition stand as they are; nothing is computed again by this act.
    """
    before, after = case.rule_edition, edition_name()
    enact(case, "move_edition", by=by, at=at, version=version, changes={"rule_edition": after}, **facts)
    row = {
        "before": before, "after": after, "differences": facts["differences"],
        "steps_to_redo": "、".join(steps_to_redo(case)) or "无", "reason": facts["reason"],
    }  # fmt: skip
    write(open_book(pack(), "edition_moves", case), row, by=by, at=at)
    return case


def steps_to_redo(case: Case) -> list[str]:
    """Names of the rule's steps that were done by the old edition, from forming the team on, in order."""
    return [
        record.step.name
        for record in steps_of(case)
        if record.is_recorded
        and record.step.kind == "规则步骤"
        and not _is_before_the_audit(record.step.clauses)
    ]


def _is_before_the_audit(clauses: tuple[str, ...]) -> bool:
    return any(clause.startswith(BEFORE_THE_AUDIT) for clause in clauses)
