"""Figures for the public: drafted with small numbers hidden, approved by the manager (11.3.1.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.disclosing.drafting import bound_in_force, definitions_text, publication_of, tables_of
from hengxian.hotline.disclosing.recording import record_publication, withdraw_publication
from hengxian.hotline.models import Disclosure
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import begin, check, enact


@action("disclosure", "draft")
def draft(
    record: Disclosure, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disclosure:
    """Count, check the sums, hide what is too small; what was hidden stays in the preview."""
    check(record, record.lifecycle.row("draft"), Act("draft", by, at, facts))
    record.smallest = bound_in_force(at)
    window = Window(record.hotline, record.since, record.until, at)
    record.tables = tables_of(window, list(facts["divisions"]), record.smallest)
    record.definitions = definitions_text()
    return begin(record, "draft", by=by, at=at, **facts)


@action("disclosure", "approve")
@transaction.atomic
def approve(
    record: Disclosure, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disclosure:
    """Public from now on, and a row in the register of what was published. NotNow for a title used before."""
    hold_chain()
    check(record, record.lifecycle.check_state("approve", record.state), Act("approve", by, at, facts))
    row = record_publication(record.hotline, publication_of(record), drawn_up=record, by=by, at=at)
    changes = {"approved_at": at, "row": row}
    return enact(record, "approve", by=by, at=at, version=version, changes=changes, **facts)


@action("disclosure", "withdraw")
@transaction.atomic
def withdraw(
    record: Disclosure, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disclosure:
    """No longer public; the register says since when and why."""
    hold_chain()
    enact(record, "withdraw", by=by, at=at, version=version, **facts)
    if record.row is not None:
        withdraw_publication(record.hotline, record.row, by=by, at=at, reason=str(facts["reason"]))
    return record
