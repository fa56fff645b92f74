"""Oversight of orders: supervision opened on its triggers, and quality reviews of a sample."""

import numpy as np

from hengxian.cli.city.catalogue import SUPERVISION_WAYS, words
from hengxian.cli.city.chance import Chance, Flags, Numbers
from hengxian.cli.city.course import Course
from hengxian.cli.city.folder import Rows, at
from hengxian.cli.city.order_rows import seen
from hengxian.cli.city.orders import Orders
from hengxian.cli.city.season import NEVER, Season

TRIGGERS = ("emergency", "repeated", "near_due", "overdue")
ITEMS = ("information_accuracy", "record_accuracy", "language", "procedure", "attitude")
REVIEWED = 0.03
_PASSES = (0.956, 0.968, 0.991, 0.972, 0.987)
_OPENED = (0.93, 0.35, 0.06, 0.87)  # the share of each trigger that is acted upon


def supervision_rows(orders: Orders, course: Course, season: Season, chance: Chance) -> Rows:
    """The `supervisions` table, in order of opening."""
    n = len(orders)
    has_due = orders.is_transferred & (course.due_day != NEVER)
    due = season.midnight(np.where(has_due, course.due_day, 0) + 1)
    repeated = orders.is_transferred & _is_repeated(orders)
    found = {
        "emergency": (orders.is_emergency, orders.accepted + 600 + chance.seconds(n, 1_800, 0.8)),
        "repeated": (repeated, course.transferred + chance.seconds(n, 20_000, 0.9)),
        "near_due": (has_due & (course.closed > due - 86_400), due - 54_000 + chance.seconds(n, 6_000, 0.6)),
        "overdue": (course.is_late(season), due + 32_400 + chance.seconds(n, 9_000, 0.9)),
    }
    chosen = [
        np.flatnonzero(found[name][0] & chance.happens(n, share))
        for name, share in zip(TRIGGERS, _OPENED, strict=True)
    ]
    order = np.concatenate(chosen)
    trigger = np.repeat(np.arange(len(TRIGGERS)), [len(places) for places in chosen])
    opened = np.concatenate([found[name][1][chosen[k]] for k, name in enumerate(TRIGGERS)])
    kept = np.flatnonzero((opened <= season.as_of) & (opened > orders.accepted[order]))
    kept = kept[np.argsort(opened[kept], kind="stable")]
    order, opened = order[kept], opened[kept]
    ended = np.where(course.closed[order] == NEVER, NEVER, np.maximum(course.closed[order], opened) + 7_200)
    return {
        "order_id": orders.id[order],
        "trigger": words(TRIGGERS)[trigger[kept]],
        "opened_at": at(opened),
        "way": words(SUPERVISION_WAYS)[chance.pick(len(kept), (0.62, 0.30, 0.08))],
        "ended_at": at(seen(ended, season)),
    }


def review_rows(orders: Orders, season: Season, part: str, chance: Chance) -> Rows:
    """The `reviews` table: five judgements of each sampled order."""
    sample = chance.some(len(orders), round(len(orders) * REVIEWED))
    n, items = len(sample), len(ITEMS)
    day = season.after(season.day_of(orders.accepted[sample]), 1 + chance.pick(n, (0.3, 0.3, 0.2, 0.2)))
    reviewed = season.midnight(day) + 9 * 3600 + chance.whole(n, 0, 8 * 3600)
    item = np.tile(np.arange(items), n)
    passed = chance.happens(n * items, np.array(_PASSES)[item])
    number = np.arange(n * items)
    return {
        "review_id": np.array([f"ZJ{part}-{place:06d}" for place in number.tolist()], dtype=object),
        "order_id": np.repeat(orders.id[sample], items),
        "reviewed_at": at(np.repeat(reviewed, items) + item * 40),
        "reviewer": np.repeat(words([f"ZJ-{k:02d}" for k in range(1, 7)])[chance.whole(n, 0, 6)], items),
        "item": words(ITEMS)[item],
        "passed": np.where(passed, "1", "0").astype(object),
    }


def _is_repeated(orders: Orders) -> Flags:
    """Whether the same caller raised the same matter before, within the part."""
    matters = orders.matters
    keys: Numbers = (matters.caller * 1_000 + matters.topic) * 1_000 + matters.place
    _, first = np.unique(keys, return_index=True)
    again = np.ones(len(keys), dtype=bool)
    again[first] = False
    return again
