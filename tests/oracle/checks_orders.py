"""The checks of work orders: transfer, emergencies, lead department, supervision."""

from __future__ import annotations

import re
from itertools import combinations

from .figures_orders import is_in
from .instants import SECOND
from .orders import Order, first_contact_basis, is_immediate, knows_closing, orders_of
from .printing import Result, judged, not_assessable
from .reading import Dataset
from .rows import Row
from .workdays import UnannouncedYear, limit

SEPARATORS = re.compile("[,，;；、|]")
REPORTED = {
    "longest_manager_delay_s": "reported_to_manager_at",
    "longest_department_delay_s": "reported_to_department_at",
}


def accepted(dataset: Dataset) -> list[Order]:
    return [order for order in orders_of(dataset) if is_in(dataset, order.accepted_at)]


def transfer_2_working_days(dataset: Dataset) -> Result:
    basis = first_contact_basis(dataset)
    if not dataset.has("work_orders", "transferred_at") or not knows_closing(dataset) or basis is None:
        return not_assessable("work_orders.transferred_at, closed_at, closed_in_first_contact")
    try:
        verdicts = [
            transfer_verdict(dataset, order) for order in accepted(dataset) if not is_immediate(order, basis)
        ]
    except UnannouncedYear as gap:
        return not_assessable(str(gap))
    return judged(verdict for verdict in verdicts if verdict is not None)


def transfer_verdict(dataset: Dataset, order: Order) -> bool | None:
    """Whether it was transferred in time; None when it is not judged (closed by then, or not yet due)."""
    limit_at = limit(order.accepted_at, 2, dataset.zone)
    transferred_at = order.row["transferred_at"]
    if order.is_closed_by(limit_at):
        return None
    if transferred_at is not None:
        return bool(transferred_at <= limit_at)
    return False if limit_at <= dataset.as_of else None


def emergency_escalated(dataset: Dataset) -> Result:
    if not dataset.has("work_orders", "is_emergency", *REPORTED.values()):
        return not_assessable("work_orders.is_emergency")
    orders = [order for order in accepted(dataset) if order.row["is_emergency"]]
    delays = {name: longest_delay(orders, column) for name, column in REPORTED.items()}
    return judged(
        (all(order.row[column] is not None for column in REPORTED.values()) for order in orders), **delays
    )


def longest_delay(orders: list[Order], column: str) -> float | None:
    delays = [o.row[column] - o.accepted_at for o in orders if o.row[column] is not None]
    return max(delays) / SECOND if delays else None


def lead_department(dataset: Dataset) -> Result:
    by_columns = dataset.has("work_orders", "department", "lead_department")
    if not dataset.has("work_orders") or not (by_columns or "assignments" in dataset.tables):
        return not_assessable("work_orders.department, assignments")
    return judged(has_lead(order) for order in accepted(dataset) if has_several(order))


def has_several(order: Order) -> bool:
    names = {name.strip() for name in SEPARATORS.split(order.row["department"] or "")} - {""}
    return len(names) >= 2 or any(overlap(a, b) for a, b in combinations(order.assignments, 2))


def overlap(a: Row, b: Row) -> bool:
    """Whether two half-open assignments share an instant; an open one lasts for ever."""
    first, last = max(a["from_at"], b["from_at"]), [r["to_at"] for r in (a, b) if r["to_at"] is not None]
    return not last or first < min(last)


def has_lead(order: Order) -> bool:
    return order.row["lead_department"] is not None or any(row["is_lead"] for row in order.assignments)


def supervised(dataset: Dataset) -> Result:
    has_columns = dataset.has("work_orders", "is_emergency", "due_at") and knows_closing(dataset)
    if not has_columns or "supervisions" not in dataset.tables:
        return not_assessable("supervisions, work_orders.is_emergency, due_at, closed_at")
    return judged(
        (bool(order.supervisions) for order in orders_of(dataset) if needs_supervision(dataset, order)),
        not_judged=["repeated", "near_due"],
    )


def needs_supervision(dataset: Dataset, order: Order) -> bool:
    if order.row["is_emergency"] and is_in(dataset, order.accepted_at):
        return True
    deadline = order.deadline
    has_run_out = deadline is not None and is_in(dataset, deadline) and deadline <= dataset.as_of
    return has_run_out and not order.is_closed_by(deadline)
