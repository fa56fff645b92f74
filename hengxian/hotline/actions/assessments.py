"""What planning, measuring, settling and filing a round does (part D)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.evaluation.models import Evaluation
from hengxian.hotline.assessing import filing
from hengxian.hotline.assessing.items import items
from hengxian.hotline.assessing.rounds import settled_content
from hengxian.hotline.assessing.scoring import scorecard_of
from hengxian.hotline.models import Assessment
from hengxian.hotline.numbers import next_serial
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete
from hengxian.records.clocks import SHANGHAI
from hengxian.records.edition import edition_name


@action("assessment", "plan")
@transaction.atomic
def plan(
    assessment: Assessment, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """A numbered round, by the rule's edition of the day."""
    hold_chain()
    year = at.astimezone(SHANGHAI).year
    assessment.number = f"ZP-{year}-{next_serial(assessment.hotline, f'assessment-{year}'):02d}"
    assessment.rule_edition = edition_name()
    begin(assessment, "plan", by=by, at=at, **facts)


@action("assessment", "measure")
def measure(
    assessment: Assessment,
    *,
    by: Actor,
    at: datetime,
    version: int | None = None,
    evaluation: int,
    **facts: Any,
) -> None:
    """Let the round rest on an evaluation that was made for it. Incomplete for one of another story."""
    if not Evaluation._default_manager.filter(pk=evaluation, about=assessment.story).exists():
        raise Incomplete("没有为本轮自评所作的这次测量", "问答3", ("evaluation",))
    enact(
        assessment, "measure", by=by, at=at, version=version, changes={"evaluation_id": evaluation},
        evaluation=evaluation, **facts,
    )  # fmt: skip


@action("assessment", "settle")
@transaction.atomic
def settle(
    assessment: Assessment, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """Keep what the round says now; rows written later are another round's."""
    result = settled_content(assessment, items(assessment), scorecard_of(assessment))
    said = {name: facts[name] for name in ("strengths", "weaknesses", "conclusion") if name in facts}
    changes = said | {"settled_at": at, "result": result}
    enact(assessment, "settle", by=by, at=at, version=version, changes=changes, **facts)


@action("assessment", "resume")
def resume(
    assessment: Assessment, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """Judge on; what was settled is settled anew."""
    changes: dict[str, Any] = {"settled_at": None, "result": {}}
    enact(assessment, "resume", by=by, at=at, version=version, changes=changes, **facts)


@action("assessment", "file")
def file(
    assessment: Assessment, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> None:
    """Close the round over the fingerprint of its files."""
    digest = filing.fingerprint(assessment, by=by, at=at)
    enact(assessment, "file", by=by, at=at, version=version, changes={"folder_digest": digest}, **facts)
