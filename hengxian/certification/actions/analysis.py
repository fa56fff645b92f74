"""The team runs the engine on a dataset, and binds what it gave to the case by its fingerprints (6.2.2.6, 13.2.1)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.certification.models import Case
from hengxian.evaluation.measuring import measure_later
from hengxian.evaluation.models import Evaluation
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import enact
from hengxian.records.edition import pack
from hengxian.records.models import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import enter


@action("case", "measure")
@transaction.atomic
def measure(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Have the engine run; its answer is kept for the case, and nobody's until it is bound by `analyse`."""
    hold_chain()
    enact(case, "measure", by=by, at=at, version=version, **facts)
    brought = facts.get("new_dataset")
    named = _first(brought).removeprefix("file:") if brought else facts["dataset"]
    measure_later(
        StoredFile._default_manager.get(pk=int(named)), about=case.story, by=by, at=at, made_by_team=True
    )
    return case


@action("case", "analyse")
@transaction.atomic
def analyse(case: Case, *, by: Actor, at: datetime, version: int | None = None, **facts: Any) -> Case:
    """Bind a run to the case, and note it with every fingerprint; an earlier one stays in the register."""
    hold_chain()
    chosen = Evaluation._default_manager.filter(pk=_number(facts.get("evaluation"))).first()
    changes = {"evaluation_id": chosen.pk if chosen else None}
    enact(case, "analyse", by=by, at=at, version=version, changes=changes, **facts)
    if chosen is None:
        raise ValueError("the condition let an unknown evaluation pass")
    row = {
        "evaluation": str(chosen.pk),
        "result": chosen.result_sha256,
        "dataset": chosen.dataset_sha256,
        "rule": chosen.pack,
        "profile": chosen.profile,
        "calendar": chosen.calendar,
        "content": facts["content"],
        "reading": facts["reading"],
    }
    book = open_book(pack(), "data_analysis", case)
    enter(book, row, evidence=(f"evaluation:{chosen.pk}",), by=by, at=at)
    case.evaluation = chosen
    return case


def _first(files: Any) -> str:
    return str(files if isinstance(files, str) else files[0])


def _number(said: Any) -> int:
    return int(said) if str(said or "").isdecimal() else 0
