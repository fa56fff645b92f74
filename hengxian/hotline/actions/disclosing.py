"""Figures for the public: drafted with small numbers hidden, approved by the manager (11.3.1.2)."""

from datetime import datetime
from typing import Any

from hengxian.hotline.dataset.window import Window
from hengxian.hotline.disclosing.drafting import bound_in_force, definitions_text, tables_of
from hengxian.hotline.models import Disclosure
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
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
def approve(
    record: Disclosure, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Disclosure:
    """Public from now on."""
    return enact(record, "approve", by=by, at=at, version=version, changes={"approved_at": at}, **facts)
