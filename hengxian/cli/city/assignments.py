"""Which unit had an order from when to when: wrong units first, then the right one, then its partner."""

import numpy as np

from hengxian.cli.city.catalogue import RETURN_REASONS, UNIT_NAMES, words
from hengxian.cli.city.chance import Chance, Numbers
from hengxian.cli.city.course import Course
from hengxian.cli.city.folder import Rows, at, only, yes_no
from hengxian.cli.city.order_rows import seen
from hengxian.cli.city.orders import Orders
from hengxian.cli.city.season import NEVER, Season


def assignment_rows(orders: Orders, course: Course, season: Season, chance: Chance) -> Rows:
    """The `assignments` table: the rows of one order together, by time."""
    took_over = np.maximum(course.transferred, course.returned)
    wrong = np.flatnonzero(course.wrong_unit >= 0)
    main = np.flatnonzero(orders.is_transferred)
    partner = main[course.partner[main] >= 0]
    order = np.concatenate([wrong, main, partner])
    begun = np.concatenate([course.transferred[wrong], took_over[main], took_over[partner]])
    ended = np.concatenate([course.returned[wrong], course.closed[main], course.closed[partner]])
    unit = np.concatenate([course.wrong_unit[wrong], course.unit[main], course.partner[partner]])
    leads = np.repeat([True, False], [len(wrong) + len(main), len(partner)])
    leads &= course.has_lead[order] | (course.partner[order] < 0)
    kept = _by_order(order, begun, season)
    over = seen(ended, season)[kept]
    reasons = words(RETURN_REASONS)[chance.pick(len(order), (0.45, 0.3, 0.1, 0.15))]
    is_return = (np.arange(len(order)) < len(wrong))[kept] & (over != NEVER)
    return {
        "order_id": orders.id[order[kept]],
        "department": UNIT_NAMES[unit[kept]],
        "is_lead": yes_no(leads[kept]),
        "from_at": at(begun[kept]),
        "to_at": at(over),
        "return_reason": only(is_return, reasons[kept]),
    }


def _by_order(order: Numbers, begun: Numbers, season: Season) -> Numbers:
    """The rows the export can know of, order by order."""
    kept = np.flatnonzero(begun <= season.as_of)
    return kept[np.lexsort((begun[kept], order[kept]))]
