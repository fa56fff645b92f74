"""Invented work orders and what hangs on them: extensions, assignments, supervisions, follow-ups, reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .contract import OPINIONS
from .instants import DAY, HOUR, MINUTE
from .workdays import UnannouncedYear, limit

if TYPE_CHECKING:
    from .messy_facts import World

MS = 1000
Record = dict[str, Any]
DEPARTMENTS = ("水务局", "城管局", "住建局", "交通局")
JOINED = (
    "水务局、城管局",
    "水务局;住建局",
    "交通局|城管局",
    "住建局， 水务局",
    "水务局、",
    "；城管局；住建局",
)


def limit_or_later(world: World, instant: int, days: int) -> int:
    try:
        return limit(instant, days, world.zone)
    except UnannouncedYear:
        return instant + days * DAY


def invent_orders(world: World, rows: int) -> list[Record]:
    return [invent_order(world, f"单{number}") for number in range(rows)]


def invent_order(world: World, order_id: str) -> Record:
    rng, accepted_at = world.rng, world.moment()
    due_at = invent_due(world, accepted_at)
    first_contact = world.chance(0.25)
    emergency = rng.choice((None, False, False, world.chance(0.5)))
    reported = [accepted_at + rng.choice((0, 3, 45, 600)) * MINUTE for _ in "md"]
    return {
        "order_id": order_id,
        "accepted_at": accepted_at,
        "kind": rng.choice((None, "consultation", "appeal", "suggestion", "information")),
        "handling": rng.choice((None, "direct", "conference", "transferred", "transferred", "transferred")),
        "closed_in_first_contact": rng.choice((None, False, False, first_contact)),
        "transferred_at": invent_transfer(world, accepted_at),
        "department": rng.choice((None, None, *DEPARTMENTS, *JOINED)),
        "lead_department": rng.choice((None, None, *DEPARTMENTS)),
        "due_at": due_at,
        **invent_closing(world, accepted_at, due_at),
        "rounds": rng.choice((None, 1, 1, 1, 2, 3)),
        "reopened_at": world.near(world.cut, 0, MS, -HOUR) if world.chance(0.1) else None,
        "matter": f"m{rng.randrange(5)}",
        "exclusion": "E1" if world.chance(0.1) else None,
        "is_emergency": emergency,
        "reported_to_manager_at": reported[0] if emergency and world.chance(0.7) else None,
        "reported_to_department_at": reported[1] if emergency and world.chance(0.7) else None,
        "followup_planned": rng.choice((None, True, True, False)),
        "is_test": True if world.chance(0.06) else rng.choice((None, False)),
    }


def invent_due(world: World, accepted_at: int) -> int | None:
    if world.chance(0.15):
        return None
    if world.chance(0.3):
        return world.rng.choice((world.start, world.end, world.end - MS, world.cut, world.cut + MS))
    return world.near(
        accepted_at, 0, 5 * HOUR, DAY, 2 * DAY, limit_or_later(world, accepted_at, 1) - accepted_at
    )


def invent_transfer(world: World, accepted_at: int) -> int | None:
    last = limit_or_later(world, accepted_at, 2)
    return world.rng.choice((None, None, accepted_at, accepted_at + HOUR, last, last, last + MS, last + DAY))


def invent_closing(world: World, accepted_at: int, due_at: int | None) -> Record:
    """A closing instant, or reply and record to derive one from, or nothing; never before acceptance."""
    limits = [accepted_at, accepted_at + 7 * HOUR, world.cut, world.cut + MS, world.start, world.end - MS]
    limits += [world.moment(), world.moment(), limit_or_later(world, accepted_at, 2)]
    limits += [due_at, due_at, due_at + MS] if due_at else []
    replied_at, recorded_at, closed_at = (max(accepted_at, world.rng.choice(limits)) for _ in range(3))
    style = world.rng.random()
    return {
        "replied_at": replied_at if style < 0.5 else None,
        "recorded_at": recorded_at if 0.1 < style < 0.6 else None,
        "closed_at": closed_at if 0.3 < style < 0.85 else None,
    }


def invent_about_orders(world: World, orders: list[Record], ambiguous: bool) -> dict[str, list[Record]]:
    """Rows of the five tables about orders; some name an order that is not there."""
    found: dict[str, list[Record]] = {
        "assignments": [row for order in orders for row in invent_assignments(world, order, ambiguous)],
        "extensions": [row for order in orders for row in invent_extensions(world, order)],
        "supervisions": [row for order in orders for row in invent_supervisions(world, order)],
        "followups": [row for order in orders for row in invent_followups(world, order)],
        "reviews": [invent_review(world, n, world.rng.choice(orders)) for n in range(len(orders) // 2)],
    }
    for rows in found.values():
        world.rng.shuffle(rows)
        for row in rows:
            if row["order_id"] and world.chance(0.04):
                row["order_id"] = f"无此单{world.rng.randrange(1000)}"
    return found


def invent_extensions(world: World, order: Record) -> list[Record]:
    """Chains approved exactly at, just before and just after the deadline in force, with ties."""
    if not world.chance(0.35):
        return []
    due_at = order["due_at"] or world.end
    rows: list[Record] = []
    for _ in range(world.rng.choice((1, 2, 3))):
        is_tied = bool(rows) and world.chance(0.3)
        approved_at = rows[-1]["approved_at"] if is_tied else world.near(due_at, 0, 0, -HOUR, MS)
        due_at = world.near(due_at, DAY, 2 * DAY, -3 * HOUR, 0)
        asked_at = approved_at - world.rng.choice((0, HOUR)) if world.chance(0.7) else None
        rows.append(
            {
                "order_id": order["order_id"],
                "requested_at": asked_at,
                "approved_at": approved_at,
                "due_at": due_at,
            }
        )
    return rows


def invent_assignments(world: World, order: Record, ambiguous: bool) -> list[Record]:
    """Units in turn: one after the other to the instant, or overlapping, the last one often open."""
    if world.chance(0.5):
        return []
    names = world.rng.sample(DEPARTMENTS, 3)
    at, rows = order["accepted_at"], []
    for name in names[: world.rng.choice((1, 2, 3))]:
        until = world.near(at, HOUR, DAY)
        rows.append(
            {
                "order_id": order["order_id"],
                "department": names[0] if ambiguous and world.chance(0.2) else name,
                "is_lead": world.rng.choice((None, False, False, True)),
                "from_at": at,
                "to_at": None if world.chance(0.15) else until,
            }
        )
        at = world.near(until, 0, 0, MS, -MS)
    return rows


def invent_supervisions(world: World, order: Record) -> list[Record]:
    if not world.chance(0.3):
        return []
    opened_at = world.near(world.cut, 0, MS, -HOUR, -DAY)
    return [
        {
            "order_id": order["order_id"],
            "trigger": world.rng.choice(("emergency", "repeated", "near_due", "overdue")),
            "opened_at": opened_at,
            "ended_at": opened_at + HOUR if world.chance(0.5) else None,
        }
    ]


def invent_followups(world: World, order: Record) -> list[Record]:
    """Attempts exactly at closing, a moment before, at the ends of working days, and at one instant."""
    if world.chance(0.25):
        return []
    closed_at = (
        order["closed_at"] or max(order["replied_at"] or 0, order["recorded_at"] or 0) or world.moment()
    )
    ends = [limit_or_later(world, closed_at, days) for days in (1, 2)]
    pool = [closed_at, closed_at, closed_at - MS, *ends, ends[0] + MS, world.cut, world.moment()]
    rows: list[Record] = []
    for _ in range(world.rng.choice((1, 1, 2, 3))):
        is_tied = bool(rows) and world.chance(0.3)
        at = rows[-1]["attempted_at"] if is_tied else world.rng.choice(pool)
        rows.append(invent_attempt(world, order["order_id"], at))
    return rows


def invent_attempt(world: World, order_id: str, at: int) -> Record:
    opinions = (None, *OPINIONS, "satisfied")
    return {
        "order_id": order_id,
        "attempted_at": at,
        "outcome": world.rng.choice(("reached", "reached", "refused", "unreachable")),
        "process_satisfaction": world.rng.choice(opinions),
        "result_satisfaction": world.rng.choice(opinions),
        "resolved": world.rng.choice((None, True, True, False)),
    }


def invent_review(world: World, number: int, order: Record) -> Record:
    """A judgement, never earlier than its order: a test order not yet accepted would settle nothing."""
    is_bound = world.chance(0.8)
    items = ("information_accuracy", "information_accuracy", "record_accuracy", "language", "attitude")
    return {
        "review_id": f"Q{number}",
        "order_id": order["order_id"] if is_bound else None,
        "reviewed_at": max(order["accepted_at"], world.moment()) if is_bound else world.moment(),
        "item": world.rng.choice(items),
        "passed": world.chance(0.8),
    }
