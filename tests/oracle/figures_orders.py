"""The indicators of work orders: immediate answer, on-time closure, handling time, one-time closure."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from .instants import HOUR
from .orders import Order, first_contact_basis, is_immediate, knows_closing, orders_of
from .printing import Result, half_up, measured, share, unmeasured
from .reading import Dataset
from .workdays import UnannouncedYear, worked


def is_in(dataset: Dataset, instant: int | None) -> bool:
    return instant is not None and dataset.start <= instant < dataset.end


def order_share(orders: list[Order], is_hit: Callable[[Order], bool]) -> tuple[Result, Result]:
    """The share without the excluded orders, and the variant with them."""
    main = share(is_hit(order) for order in orders if not order.is_excluded)
    return main, {"with_excluded": share(is_hit(order) for order in orders)}


def immediate_answer_rate(dataset: Dataset) -> Result:
    basis = first_contact_basis(dataset)
    if basis is None:
        return unmeasured("work_orders.closed_in_first_contact")
    orders = [order for order in orders_of(dataset) if is_in(dataset, order.accepted_at)]
    main, variants = order_share(orders, lambda order: is_immediate(order, basis))
    return measured(main, variants, basis=basis)


def on_time_closure_rate(dataset: Dataset) -> Result:
    if not dataset.has("work_orders", "due_at") or not knows_closing(dataset):
        return unmeasured("work_orders.due_at, closed_at")

    def is_judged(deadline: int | None) -> bool:
        return deadline is not None and is_in(dataset, deadline) and deadline <= dataset.as_of

    orders = orders_of(dataset)
    chosen = [order for order in orders if is_judged(order.deadline)]
    main, variants = order_share(chosen, lambda order: order.is_closed_by(order.deadline))
    variants["original_deadline"] = share(
        order.is_closed_by(order.row["due_at"])
        for order in orders
        if not order.is_excluded and is_judged(order.row["due_at"])
    )
    without = sum(
        1 for o in orders if o.deadline is None and not o.is_excluded and is_in(dataset, o.accepted_at)
    )
    return measured(main, variants, without_deadline=without)


def average_handling_time(dataset: Dataset) -> Result:
    if not dataset.has("work_orders", "handling") or not knows_closing(dataset):
        return unmeasured("work_orders.handling, closed_at")
    closed = [
        order
        for order in orders_of(dataset)
        if order.row["handling"] == "transferred" and is_in(dataset, order.closed_at)
    ]
    spans = [span_of(order) for order in closed if not order.is_excluded]
    if not spans:
        return unmeasured("没有可计的记录")
    variants = {
        "median": hours(median(spans)),
        "p90": hours(Fraction(nearest_rank(spans, Fraction(9, 10)))),
        "with_excluded": hours(mean([span_of(order) for order in closed])),
    }
    try:
        days = [
            worked(o.accepted_at, o.accepted_at + span_of(o), dataset.zone)
            for o in closed
            if not o.is_excluded
        ]
        variants["working_hours"] = hours(mean(days))
    except UnannouncedYear:
        pass  # of the mean duration only this variant is left out
    main = {"denominator": len(spans), "value": hours(mean(spans)), "unit": "hours"}
    return measured(main, variants)


def span_of(order: Order) -> int:
    return (order.closed_at or 0) - order.accepted_at


def mean(spans: list[int]) -> Fraction:
    return Fraction(sum(spans), len(spans))


def median(spans: list[int]) -> Fraction:
    ordered = sorted(spans)
    return Fraction(ordered[(len(spans) - 1) // 2] + ordered[len(spans) // 2], 2)


def nearest_rank(spans: list[int], part: Fraction) -> int:
    return sorted(spans)[math.ceil(part * len(spans)) - 1]


def hours(microseconds: Fraction) -> str:
    return half_up(microseconds / HOUR, 2)


def one_time_closure_rate(dataset: Dataset) -> Result:
    has_rounds = dataset.has("work_orders", "rounds") or dataset.has("work_orders", "reopened_at")
    if not has_rounds or not knows_closing(dataset):
        return unmeasured("work_orders.rounds, closed_at")
    closed = [order for order in orders_of(dataset) if is_in(dataset, order.closed_at)]
    main, variants = order_share(
        closed, lambda order: (order.row["rounds"] or 1) == 1 and order.row["reopened_at"] is None
    )
    return measured(main, variants)
