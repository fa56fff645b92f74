"""Orders as rows: the work_orders and extensions tables, as far as the export can know."""

import numpy as np

from hengxian.cli.city.catalogue import EXCLUSIONS, TOPIC_NAMES, UNIT_NAMES, words
from hengxian.cli.city.chance import Chance, Numbers, Words
from hengxian.cli.city.contacts import Pseudonyms
from hengxian.cli.city.course import Course
from hengxian.cli.city.folder import Rows, at, only, yes_no
from hengxian.cli.city.followups import Plan
from hengxian.cli.city.orders import DIRECT, HANDLING, Orders
from hengxian.cli.city.season import NEVER, Season

_EXCLUDED, _UNAPPROVED = 0.02, 0.06
_DERIVED_CLOSING = 0.08  # the system left closed_at empty: the later of reply and record stands for it
_CLAIMED_WHEN_SOLVED, _CLAIMED_ANYWAY = 0.985, 0.86


def order_rows(
    orders: Orders, course: Course, plan: Plan, season: Season, names: Pseudonyms, chance: Chance
) -> Rows:
    """The `work_orders` table, with one column the contract does not know (category)."""
    rows = _origin(orders) | _units(orders, course) | _instants(orders, course, season, chance)
    rows |= {
        "claimed_resolved": _claims(course, season, chance),
        "rounds": course.rounds.astype(str).astype(object),
        "matter": names.matters(orders.matters),
        "caller": names.callers(orders.matters),
    }
    rows |= _exclusions(orders, chance) | _escalation(orders, season, chance)
    rows |= {
        "followup_planned": only(plan.is_stated, yes_no(plan.is_planned)),
        "confidential": yes_no(plan.is_confidential),
        "is_test": yes_no(orders.is_test),
    }
    return rows


def extension_rows(orders: Orders, course: Course, season: Season) -> Rows:
    """The `extensions` table, in order of approval."""
    granted = course.extensions
    is_sane = granted.requested > orders.accepted[granted.order]
    kept = np.flatnonzero(is_sane & (granted.approved <= season.as_of))
    kept = kept[np.argsort(granted.approved[kept], kind="stable")]
    return {
        "order_id": orders.id[granted.order[kept]],
        "requested_at": at(granted.requested[kept]),
        "approved_at": at(granted.approved[kept]),
        "due_at": _dates(granted.due_day[kept], season),
    }


def seen(instants: Numbers, season: Season) -> Numbers:
    """What the export can know: nothing after the moment it was drawn."""
    return np.where(instants > season.as_of, NEVER, instants)


def _origin(orders: Orders) -> Rows:
    return {
        "order_id": orders.id,
        "accepted_at": at(orders.accepted),
        "channel": orders.channel,
        "category": TOPIC_NAMES[orders.matters.topic],
        "kind": orders.kind,
        "handling": HANDLING[orders.handling],
        "closed_in_first_contact": yes_no(orders.handling == DIRECT),
    }


def _units(orders: Orders, course: Course) -> Rows:
    unit = UNIT_NAMES[course.unit]
    both = unit + "、" + UNIT_NAMES[course.partner]
    return {
        "department": only(orders.is_transferred, np.where(course.partner >= 0, both, unit)),
        "lead_department": only((course.partner >= 0) & course.has_lead, unit),
    }


def _instants(orders: Orders, course: Course, season: Season, chance: Chance) -> Rows:
    is_derived = chance.happens(len(orders), _DERIVED_CLOSING)
    return {
        "transferred_at": at(seen(course.transferred, season)),
        "due_at": _dates(course.due_day, season),
        "replied_at": at(seen(course.replied, season)),
        "recorded_at": at(seen(course.recorded, season)),
        "closed_at": at(np.where(is_derived, NEVER, seen(course.closed, season))),
        "reopened_at": at(seen(course.reopened, season)),
    }


def _claims(course: Course, season: Season, chance: Chance) -> Words:
    """What the units say of every closed order, whoever is asked."""
    shares = np.where(course.is_solved, _CLAIMED_WHEN_SOLVED, _CLAIMED_ANYWAY)
    is_claimed = chance.happens(len(shares), shares)
    return only(seen(course.closed, season) != NEVER, yes_no(is_claimed))


def _exclusions(orders: Orders, chance: Chance) -> Rows:
    n = len(orders)
    code = words(EXCLUSIONS)[chance.pick(n, (0.45, 0.25, 0.2, 0.1))]
    is_out = orders.is_appeal & orders.is_transferred & ~orders.is_emergency & chance.happens(n, _EXCLUDED)
    approver = words(["SP01", "SP02", "SP03"])[chance.whole(n, 0, 3)]
    proposer = words(["TQ11", "TQ12", "TQ13", "TQ14", "SP01"])[chance.pick(n, (0.3, 0.3, 0.2, 0.15, 0.05))]
    return {
        "exclusion": only(is_out, code),
        "exclusion_by": only(is_out, proposer),
        "exclusion_approved_by": only(is_out & ~chance.happens(n, _UNAPPROVED), approver),
    }


def _escalation(orders: Orders, season: Season, chance: Chance) -> Rows:
    n, urgent = len(orders), orders.is_emergency
    manager = orders.accepted + 20 + chance.seconds(n, 240, 0.9)
    department = orders.accepted + 30 + chance.seconds(n, 520, 1.0)
    told = np.where(urgent & chance.happens(n, 0.96), manager, NEVER)
    alarmed = np.where(urgent & chance.happens(n, 0.94), department, NEVER)
    return {
        "is_emergency": yes_no(urgent),
        "reported_to_manager_at": at(seen(told, season)),
        "reported_to_department_at": at(seen(alarmed, season)),
    }


def _dates(days: Numbers, season: Season) -> Words:
    """Days of the quarter as dates; NEVER as empty."""
    known = days != NEVER
    moments = season.midnight(np.where(known, days, 0)).astype("datetime64[s]").astype("datetime64[D]")
    return only(known, np.datetime_as_string(moments).astype(object))
