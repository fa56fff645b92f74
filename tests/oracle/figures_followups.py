"""The indicators of follow-ups: resolution, timeliness, coverage, satisfaction."""

from __future__ import annotations

from collections.abc import Callable

from .figures_orders import is_in, order_share
from .orders import Order, knows_closing, orders_of
from .printing import Result, measured, share, unmeasured
from .reading import Dataset
from .rows import Row
from .workdays import UnannouncedYear, limit

GOOD = ("satisfied", "mostly_satisfied")


def latest_reached(dataset: Dataset, order: Order) -> Row | None:
    """Of the reached attempts in [S, E) the latest; of equals the later in file order."""
    latest: Row | None = None
    for row in order.followups:
        is_counted = row["outcome"] == "reached" and is_in(dataset, row["attempted_at"])
        if is_counted and (latest is None or row["attempted_at"] >= latest["attempted_at"]):
            latest = row
    return latest


def answers(dataset: Dataset, orders: list[Order], column: str) -> list[tuple[Order, object]]:
    """The orders whose latest reached follow-up filled the column, with what it says."""
    found = [(order, latest_reached(dataset, order)) for order in orders]
    return [(order, row[column]) for order, row in found if row is not None and row[column] is not None]


def both_variants(dataset: Dataset, count: Callable[[list[Order]], Result]) -> tuple[Result, Result]:
    orders = orders_of(dataset)
    return count([o for o in orders if not o.is_excluded]), {"with_excluded": count(orders)}


def resolution_rate(dataset: Dataset) -> Result:
    if not dataset.has("followups", "resolved") or not dataset.has("work_orders"):
        return unmeasured("followups.resolved, work_orders")
    main, variants = both_variants(
        dataset,
        lambda orders: share(bool(resolved) for _, resolved in answers(dataset, orders, "resolved")),
    )
    return measured(main, variants)


def satisfaction(dataset: Dataset, orders: list[Order], columns: tuple[str, ...]) -> Result:
    """Over the orders that gave an opinion in every one of the columns: good in all of them."""
    given = []
    for order in orders:
        row = latest_reached(dataset, order)
        opinions = [row[column] for column in columns] if row else [None]
        if all(opinion not in (None, "no_opinion") for opinion in opinions):
            given.append(all(opinion in GOOD for opinion in opinions))
    return share(given)


def followup_satisfaction_rate(dataset: Dataset) -> Result:
    if not dataset.has("followups", "result_satisfaction") or not dataset.has("work_orders"):
        return unmeasured("followups.result_satisfaction, work_orders")
    result, process = ("result_satisfaction",), ("process_satisfaction",)
    main, variants = both_variants(dataset, lambda orders: satisfaction(dataset, orders, result))
    plain = [order for order in orders_of(dataset) if not order.is_excluded]
    variants["process"] = satisfaction(dataset, plain, process)
    variants["both"] = satisfaction(dataset, plain, process + result)
    asked = [o for o in plain if any(is_in(dataset, row["attempted_at"]) for row in o.followups)]
    counted = [o for o in asked if satisfaction(dataset, [o], result)]
    variants["response_rate"] = share(order in counted for order in asked)
    return measured(main, variants)


def knows_plan(dataset: Dataset) -> bool:
    return dataset.has("work_orders", "followup_planned") or dataset.plan is not None


def is_planned(dataset: Dataset, order: Order) -> bool:
    planned = order.row["followup_planned"]
    return bool(planned) if planned is not None else dataset.plan == "all"


def closed_in_period(dataset: Dataset) -> list[Order]:
    return [order for order in orders_of(dataset) if is_in(dataset, order.closed_at)]


def plan_unknown(dataset: Dataset) -> int:
    if dataset.plan is not None:
        return 0
    closed = [order for order in closed_in_period(dataset) if not order.is_excluded]
    return sum(1 for order in closed if order.row["followup_planned"] is None)


def attempts_after_closing(order: Order) -> list[Row]:
    return [row for row in order.followups if row["attempted_at"] >= (order.closed_at or 0)]


def followup_coverage_rate(dataset: Dataset) -> Result:
    if reason := why_not_planned(dataset):
        return unmeasured(reason)

    def is_reached(order: Order) -> bool:
        return any(row["outcome"] == "reached" for row in attempts_after_closing(order))

    closed = closed_in_period(dataset)
    main, variants = order_share([o for o in closed if is_planned(dataset, o)], is_reached)
    variants["all_closed"] = share(is_reached(order) for order in closed if not order.is_excluded)
    return measured(main, variants, plan_unknown=plan_unknown(dataset))


def why_not_planned(dataset: Dataset) -> str:
    if "followups" not in dataset.tables or not dataset.has("work_orders") or not knows_closing(dataset):
        return "followups, work_orders.closed_at"
    return "" if knows_plan(dataset) else "work_orders.followup_planned"


def followup_timeliness_rate(dataset: Dataset, days: int | None) -> Result:
    if reason := why_not_planned(dataset):
        return unmeasured(reason)
    if days is None:
        return unmeasured("回访期限未声明")
    planned = [order for order in closed_in_period(dataset) if is_planned(dataset, order)]
    plain = [order for order in planned if not order.is_excluded]
    try:
        main = timeliness(dataset, plain, days)
    except UnannouncedYear as gap:
        return unmeasured(str(gap))
    try:
        variants = {"with_excluded": timeliness(dataset, planned, days)}
    except UnannouncedYear:
        variants = {}
    return measured(main, variants, plan_unknown=plan_unknown(dataset))


def timeliness(dataset: Dataset, orders: list[Order], days: int) -> Result:
    verdicts = []
    for order in orders:
        limit_at = limit(order.closed_at or 0, days, dataset.zone)
        first = min((row["attempted_at"] for row in attempts_after_closing(order)), default=None)
        if first is not None or limit_at <= dataset.as_of:
            verdicts.append(first is not None and first <= limit_at)
    return share(verdicts)
