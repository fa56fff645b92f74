"""Units and articles as a form names them: by id, of this hotline and no other (R3.3)."""

from collections.abc import Mapping
from typing import Any

from hengxian.hotline.models import Article, Order, Unit

LONGEST = 18  # digits: what every database takes for a number


def ids(said: Any) -> list[int]:
    """The ids that were said, once each, in order; a form says them as text. What can be no id is left out."""
    each = said if isinstance(said, list | tuple) else (said,)
    known = [one.pk if isinstance(one, Unit) else one for one in each]
    return [int(one) for one in dict.fromkeys(map(str, known)) if one.isdecimal() and len(one) <= LONGEST]


def units_named(order: Order, said: Any) -> list[Unit]:
    """The open units of the order's hotline among those said, in order of name."""
    found = Unit.objects.filter(hotline=order.hotline_id, pk__in=ids(said), closed_on=None)
    return list(found.order_by("name"))


def lead_of(order: Order, facts: Mapping[str, Any]) -> Unit | None:
    """The lead: the only unit, or the one named among several; None where it was not named."""
    units = units_named(order, facts["units"])
    if len(units) == 1:
        return units[0]
    wanted = ids(facts.get("lead"))
    return next((unit for unit in units if unit.pk in wanted), None)


def article_named(order: Order, said: Any) -> Article | None:
    """The article of the order's hotline that was said, None for none."""
    return (
        Article.objects.select_related("current").filter(hotline=order.hotline_id, pk__in=ids(said)).first()
    )
