"""Every indicator and check of indicators.md over a dataset folder, in the shape of result.json."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from . import checks_connection, checks_contacts, checks_orders
from . import figures_contacts as contacts
from . import figures_followups as followups
from . import figures_orders as orders
from .instants import printed
from .printing import Result
from .reading import Table, read_dataset

CHECKS = (
    checks_connection.connection_24h,
    checks_contacts.answer_15s,
    checks_contacts.message_3min,
    checks_contacts.mailbox_24h,
    checks_orders.transfer_2_working_days,
    checks_orders.emergency_escalated,
    checks_orders.lead_department,
    checks_orders.supervised,
)
INDICATORS = (
    contacts.call_connection_rate,
    contacts.timely_response_rate,
    orders.immediate_answer_rate,
    orders.on_time_closure_rate,
    orders.average_handling_time,
    followups.resolution_rate,
    orders.one_time_closure_rate,
    contacts.information_accuracy_rate,
    followups.followup_coverage_rate,
    followups.followup_satisfaction_rate,
)


def evaluate_naively(
    folder: Path,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = None,
) -> Result:
    """The keys of result.json that the two contracts fix; raises DatasetError."""
    dataset = read_dataset(folder, start, end, as_of)
    indicators = {figure.__name__: figure(dataset) for figure in INDICATORS}
    indicators["followup_timeliness_rate"] = followups.followup_timeliness_rate(dataset, followup_days)
    return {
        "dataset": {"tables": {name: counts(table) for name, table in dataset.tables.items()}},
        "period": {
            "start": printed(dataset.start, dataset.zone),
            "end": printed(dataset.end, dataset.zone),
        },
        "as_of": printed(dataset.as_of, dataset.zone),
        "indicators": indicators,
        "checks": {check.__name__: check(dataset) for check in CHECKS},
    }


def counts(table: Table) -> Result:
    return {
        "read": table.read,
        "kept": len(table.kept),
        "later": table.later,
        "orphans": table.orphans,
        "rejected": table.rejected,
    }
