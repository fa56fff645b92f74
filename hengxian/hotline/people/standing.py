"""Who a person is to a hotline's registers, and to the file of somebody who works for it."""

from hengxian.hotline import postings
from hengxian.hotline.models import Hotline, Posting
from hengxian.hotline.standing import at_hotline
from hengxian.journal.actor import Actor
from hengxian.journal.conditions import standing_of
from hengxian.kernel.lifecycle import Standing
from hengxian.people.models import Person
from hengxian.records.registers.entries import beside


@standing_of("hotline")
def of_hotline(record: Hotline, by: Actor) -> Standing:
    """Duties at this hotline; a handler of one of its units is `unit_handler`."""
    return Standing(at_hotline(record.pk, by) | _handling(record, by))


@standing_of("person")
def of_person(record: Person, by: Actor) -> Standing:
    """Duties at the hotlines for which that person works or has worked: others' managers see nothing of him (R3.3)."""
    held = (at_hotline(hotline, by) for hotline in _worked_for(record))
    return Standing(frozenset().union(*held))


@beside("person")
def of_his_hotlines(record: Person) -> list[str]:
    """The hotlines whose registers a person's books may name."""
    return [f"hotline:{hotline}" for hotline in sorted(_worked_for(record))]


def _worked_for(record: Person) -> set[int]:
    found = Posting.objects.filter(person=record.pk, unit=None)
    return set(found.values_list("hotline_id", flat=True))


def _handling(record: Hotline, by: Actor) -> frozenset[str]:
    if "handler" not in by.roles or not by.person:
        return frozenset()
    units = postings.units_of(by.person)
    return frozenset({"unit_handler"}) if record.units.filter(pk__in=units).exists() else frozenset()
