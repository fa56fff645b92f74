"""Where a person works: for which hotlines, and for which units with their sub-units (R3.3, B-3)."""

from hengxian.hotline.models import Designation, Posting, Unit


def hotlines_of(person: int) -> set[int]:
    """The hotlines he works for himself; a unit's handler works for the unit, not for the hotline."""
    found = Posting.objects.filter(person=person, unit=None, ended_at=None)
    return set(found.values_list("hotline_id", flat=True))


def units_of(person: int) -> set[int]:
    """His units and every unit below them."""
    own = Posting.objects.filter(person=person, ended_at=None).exclude(unit=None)
    return within(set(own.values_list("unit_id", flat=True)))


def within(units: set[int]) -> set[int]:
    """The units themselves and all that are below them."""
    found, layer = set(units), set(units)
    while layer:
        layer = set(Unit.objects.filter(parent__in=layer).values_list("pk", flat=True)) - found
        found |= layer
    return found


def above(units: set[int]) -> set[int]:
    """The units themselves and all that are above them."""
    found, layer = set(units), set(units)
    while layer:
        parents = Unit.objects.filter(pk__in=layer).exclude(parent=None)
        layer = {each for each in parents.values_list("parent_id", flat=True) if each is not None} - found
        found |= layer
    return found


def duties_of(person: int, hotline: int) -> frozenset[str]:
    """What he is designated for at the hotline (ids of `Duty`)."""
    found = Designation.objects.filter(person=person, hotline=hotline, ended_at=None)
    return frozenset(found.values_list("duty", flat=True))
