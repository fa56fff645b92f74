"""Where a person works: for which hotlines, and for which units with their sub-units (R3.3, B-3)."""

from collections.abc import Collection

from hengxian.hotline.models import Designation, Duty, Posting, Unit
from hengxian.journal.conditions import known_while_reading


@known_while_reading
def hotlines_of(person: int) -> frozenset[int]:
    """The hotlines he works for himself; a unit's handler works for the unit, not for the hotline."""
    found = Posting.objects.filter(person=person, unit=None, ended_at=None)
    return frozenset(found.values_list("hotline_id", flat=True))


@known_while_reading
def units_of(person: int) -> frozenset[int]:
    """His units and every unit below them."""
    own = Posting.objects.filter(person=person, ended_at=None).exclude(unit=None)
    return within(set(own.values_list("unit_id", flat=True)))


def within(units: Collection[int]) -> frozenset[int]:
    """The units themselves and all that are below them."""
    found, layer = set(units), set(units)
    while layer:
        layer = set(Unit.objects.filter(parent__in=layer).values_list("pk", flat=True)) - found
        found |= layer
    return frozenset(found)


def above(units: Collection[int]) -> frozenset[int]:
    """The units themselves and all that are above them."""
    found, layer = set(units), set(units)
    while layer:
        parents = Unit.objects.filter(pk__in=layer).exclude(parent=None)
        layer = {each for each in parents.values_list("parent_id", flat=True) if each is not None} - found
        found |= layer
    return frozenset(found)


def staffed(hotline: int) -> frozenset[int]:
    """The units of a hotline in which somebody works, or in one above them."""
    found = Posting.objects.filter(hotline=hotline, ended_at=None).exclude(unit=None)
    return within(set(found.values_list("unit_id", flat=True)))


@known_while_reading
def duties_of(person: int, hotline: int) -> frozenset[str]:
    """What he is designated for at the hotline (ids of `Duty`)."""
    found = Designation.objects.filter(person=person, hotline=hotline, ended_at=None)
    return frozenset(found.values_list("duty", flat=True))


@known_while_reading
def archives_of(person: int) -> frozenset[int]:
    """The hotlines for whose archive he is designated (10.5)."""
    held = Designation.objects.filter(person=person, duty=Duty.ARCHIVE, ended_at=None)
    return frozenset(held.values_list("hotline_id", flat=True))
