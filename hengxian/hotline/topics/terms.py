"""Words that rise: pairs of characters told in more orders than before, each with its orders (no figure)."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hengxian.hotline.models import Hotline, Order

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
# Characters that bind words and belong to none: a pair with one of them says nothing.
_BINDING = frozenset(
    "的了是在我你他她它们这那有和与及或也都就还又很不没被把给对从到向为于以之其请要会能可说称某个件"
)
FEWEST = 3
MOST = 30


@dataclass(frozen=True)
class Term:
    """A pair of characters: in how many orders now and before, how surprising that is, and the orders' ids."""

    text: str
    now: int
    before: int
    surprise: float
    orders: tuple[int, ...]


def rising_terms(
    hotline: Hotline, until: datetime, days: int, *, fewest: int = FEWEST, most: int = MOST
) -> list[Term]:
    """The terms of the days before `until` that stand out against as many days before them, most surprising first."""
    middle, since = until - timedelta(days=days), until - timedelta(days=2 * days)
    return risen(_texts(hotline, middle, until), _texts(hotline, since, middle), fewest=fewest, most=most)


def risen(
    now: Iterable[tuple[int, str]],
    before: Iterable[tuple[int, str]],
    *,
    fewest: int = FEWEST,
    most: int = MOST,
) -> list[Term]:
    """Terms of texts by order id. Of terms told in the very same orders only one is kept."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    held: Counter[str] = Counter()
    orders = [0, 0]
    for order, text in now:
        orders[0] += 1
        for pair in pairs(text):
            holders[pair].append(order)
    for _, text in before:
        orders[1] += 1
        held.update(pairs(text))
    found = [
        Term(pair, len(ids), held[pair], surprise(len(ids), orders[0], held[pair], orders[1]), tuple(ids))
        for pair, ids in holders.items()
        if len(ids) >= fewest and len(ids) * max(1, orders[1]) > held[pair] * orders[0]
    ]
    found.sort(key=lambda term: (-term.surprise, -term.now, term.text))
    return list(_without_twins(found))[:most]


def pairs(text: str) -> set[str]:
    """Every two neighbouring Chinese characters that could be a word."""
    runs = _CHINESE.findall(text)
    found = {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
    return {pair for pair in found if not _BINDING & set(pair)}


def surprise(now: int, orders_now: int, before: int, orders_before: int) -> float:
    """Log-likelihood ratio of the two shares: 0 when they are alike."""
    both, all_orders = now + before, orders_now + orders_before
    if not all_orders or not both:
        return 0.0

    def part(count: int, orders: int) -> float:
        expected = both * orders / all_orders
        return count * math.log(count / expected) if count and expected else 0.0

    return 2 * (part(now, orders_now) + part(before, orders_before))


def _texts(hotline: Hotline, since: datetime, until: datetime) -> Iterator[tuple[int, str]]:
    told = Order.objects.filter(
        hotline=hotline, accepted_at__gte=since, accepted_at__lt=until, is_test=False, is_confidential=False
    ).order_by("pk")
    for pk, title, text in told.values_list("pk", "title", "text").iterator(5_000):
        yield pk, f"{title}\n{text}"


def _without_twins(terms: Iterable[Term]) -> Iterator[Term]:
    seen: set[tuple[int, ...]] = set()
    for term in terms:
        if term.orders not in seen:
            seen.add(term.orders)
            yield term
