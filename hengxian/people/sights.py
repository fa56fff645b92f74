"""Who may see which records: each domain registers a table by kind and role; whatever it leaves out is not there.

sights.register("body", {"case": (Case, {"clerk": always(EVERYTHING)})})
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet

from hengxian.journal.actor import Actor

Sight = Callable[[Actor], Q]
Sights = Mapping[str, tuple[type[Model], Mapping[str, Sight]]]
NOTHING = Q(pk__in=())
EVERYTHING = ~NOTHING  # an empty Q would vanish beside another
_tables: dict[str, dict[str, tuple[type[Model], Mapping[str, Sight]]]] = {}


def register(site: str, table: Sights) -> None:
    """Add to what is seen at a site: by kind, the model and each role's sight (`anyone` is everybody signed in).

    ValueError for a kind that another table gave before.
    """
    known = _tables.setdefault(site, {})
    for kind, row in table.items():
        if known.setdefault(kind, row) is not row:
            raise ValueError(f"the sights of {kind} at {site} are given twice")


def always(sight: Q) -> Sight:
    """The same for every person of the role."""
    return lambda actor: sight


def may_see(kind: str, actor: Actor) -> "QuerySet[Any]":
    """The records of a kind that are there for the person. KeyError for a kind that no table has."""
    model, sights = _here()[kind]
    found = NOTHING
    for role, sight in sights.items():
        if role in actor.roles or role == "anyone":
            found |= sight(actor)
    seen: QuerySet[Any] = model._default_manager.filter(found)
    return seen


def roles_that_see(kind: str, site: str = "") -> Collection[str]:
    """The roles for which there can be records of the kind at all, at the site at hand or the one named."""
    return _here(site)[kind][1].keys()


def _here(site: str = "") -> Sights:
    return _tables.get(site or settings.HENGXIAN_SITE, {})
