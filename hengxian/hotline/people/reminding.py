"""What waits in a hotline's registers, told every morning to the managers who are posted there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from hengxian.hotline.models import Posting
from hengxian.people.models import Account
from hengxian.records.clocks import local_day
from hengxian.records.reminders.computing import DueThing
from hengxian.records.reminders.registers import waiting_in_registers
from hengxian.records.reminders.telling import due_things

PAGE = "/manage/{kind}/{pk}/register/{table}/"
MANAGER = "hotline_manager"


@due_things
def registers(at: datetime) -> Iterator[DueThing]:
    """Plans, reviews, retests, checks and cycles whose day is near or past; each told at its own hotline (R3.3)."""
    managers: dict[str, tuple[int, ...]] = {}
    for thing in waiting_in_registers("hotline", local_day(at), PAGE):
        if thing.about not in managers:
            managers[thing.about] = _managers(thing.about)
        yield replace(thing, accounts={MANAGER: managers[thing.about]})


def _managers(about: str) -> tuple[int, ...]:
    kind, _, pk = about.partition(":")
    posted = Posting.objects.filter(unit=None, ended_at=None)
    lines = (
        {int(pk)}
        if kind == "hotline"
        else set(posted.filter(person=int(pk)).values_list("hotline_id", flat=True))
    )
    people = posted.filter(hotline__in=lines).values("person_id")
    held = Account.objects.filter(
        person__in=people, is_active=True, grants__role=MANAGER, grants__ended_at=None
    )
    return tuple(held.order_by("pk").values_list("pk", flat=True))
