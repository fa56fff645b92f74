"""What drafting, reporting on and evaluating an improvement plan keeps in its row (12.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.models import Improvement
from hengxian.hotline.numbers import next_serial
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI

CLOSED, GOES_ON = "已关闭", "实施中"


@action("improvement", "draft")
@transaction.atomic
def draft(plan: Improvement, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """A numbered plan."""
    hold_chain()
    year = at.astimezone(SHANGHAI).year
    plan.number = f"GJ-{year}-{next_serial(plan.hotline, f'improvement-{year}'):03d}"
    begin(plan, "draft", by=by, at=at, **facts)


@action("improvement", "report")
def report(plan: Improvement, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """The newest progress stands in the row, earlier ones in the journal."""
    changes = {"progress": facts["progress"], "progress_at": at}
    enact(plan, "report", by=by, at=at, version=version, changes=changes, **facts)


@action("improvement", "submit_result")
def submit_result(
    plan: Improvement, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """What came out, for somebody else to evaluate."""
    enact(plan, "submit_result", by=by, at=at, version=version, changes={"result": facts["result"]}, **facts)


@action("improvement", "evaluate")
def evaluate(
    plan: Improvement,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    to: str | None = None,
    **facts: Any,
) -> None:
    """Before and after by one definition. Incomplete when both are not there; an ineffective plan goes on by itself."""
    lacking = [
        label for name, label in (("before", "改进前"), ("after", "改进后")) if facts.get(name) in (None, "")
    ]
    if lacking or not facts.get("definition"):
        raise Incomplete("评估须有同一口径的改进前、后数值", "12.2.2.2", ("before", "after", "definition"))
    changes = {name: facts[name] for name in ("before", "after", "definition", "is_effective")}
    changes["lesson"] = facts.get("lesson") or ""
    target = to or (CLOSED if facts["is_effective"] else GOES_ON)
    if target == CLOSED:
        changes["closed_at"] = at
    enact(plan, "evaluate", by=by, at=at, version=version, to=target, changes=changes, **facts)


@action("improvement", "extend")
def extend(plan: Improvement, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> None:
    """A later limit. Incomplete when it is none."""
    if plan.due_on and facts["new_due_on"] <= plan.due_on:
        raise Incomplete(f"新的期限应晚于原期限 {plan.due_on}", "12.2.1.2", ("new_due_on",))
    enact(plan, "extend", by=by, at=at, version=version, changes={"due_on": facts["new_due_on"]}, **facts)
