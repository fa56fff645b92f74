"""Work orders as the figures see them, with the facts of other tables that belong to each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from .reading import Dataset
from .rows import Row


@dataclass
class Order:
    """One order that is no test, and its rows elsewhere in file order."""

    row: Row
    deadline: int | None = None
    assignments: list[Row] = field(default_factory=list)
    supervisions: list[Row] = field(default_factory=list)
    followups: list[Row] = field(default_factory=list)

    @property
    def accepted_at(self) -> int:
        return int(self.row["accepted_at"])

    @property
    def closed_at(self) -> int | None:
        return None if self.row["closed_at"] is None else int(self.row["closed_at"])

    @property
    def is_excluded(self) -> bool:
        return self.row["exclusion"] is not None

    def is_closed_by(self, instant: int | None) -> bool:
        return self.closed_at is not None and instant is not None and self.closed_at <= instant


def orders_of(dataset: Dataset) -> list[Order]:
    """Every order accepted by as_of that is no test, the excluded ones among them."""
    about: dict[str, dict[str, list[Row]]] = {}
    for table in ("extensions", "assignments", "supervisions", "followups"):
        about[table] = defaultdict(list)
        for row in dataset.rows(table):
            about[table][row["order_id"]].append(row)
    return [
        Order(
            row,
            in_force(row["due_at"], about["extensions"][row["order_id"]]),
            about["assignments"][row["order_id"]],
            about["supervisions"][row["order_id"]],
            about["followups"][row["order_id"]],
        )
        for row in dataset.rows("work_orders")
        if not row["is_test"]
    ]


def in_force(due_at: int | None, extensions: list[Row]) -> int | None:
    """The deadline after the extensions, in order of approval, ties in file order."""
    for row in sorted(extensions, key=lambda extension: int(extension["approved_at"])):
        if due_at is not None and row["approved_at"] <= due_at:
            due_at = row["due_at"]
    return due_at


def orders_in_test(dataset: Dataset) -> set[str]:
    table = dataset.tables.get("work_orders")
    return {row["order_id"] for row in table.kept if row["is_test"]} if table else set()


def knows_closing(dataset: Dataset) -> bool:
    return dataset.has("work_orders", "closed_at") or dataset.has("work_orders", "replied_at", "recorded_at")


def first_contact_basis(dataset: Dataset) -> str | None:
    """Which column tells an answer on the spot; None when neither can."""
    if dataset.has("work_orders", "closed_in_first_contact"):
        return "closed_in_first_contact"
    return "handling" if dataset.has("work_orders", "handling") and knows_closing(dataset) else None


def is_immediate(order: Order, basis: str) -> bool:
    if basis == "closed_in_first_contact":
        return order.row["closed_in_first_contact"] is True
    return order.row["handling"] == "direct" and order.closed_at is not None
