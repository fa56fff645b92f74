"""Who sees a caller: masked for everybody by default, never shown to the unit complained of (B-9, R10.1.3.3, G-7)."""

from collections.abc import Callable

from django.db.models import Q, QuerySet

from hengxian.hotline import postings
from hengxian.hotline.models import Order
from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import NotAllowed
from hengxian.people.models import Account
from hengxian.records.models import StoredFile

CONTACT_ROLES = frozenset({"agent", "hotline_manager"})
IN_HAND = frozenset({"已转交", "办理中"})
RELEASED = "附件提供"  # the type of the note that names masked copies


def is_complained_of(order: Order, person: int) -> bool:
    """Whether the complaint is about the person's unit, one above it or one below it."""
    if order.complained_of_id is None:
        return False
    units = postings.units_of(person)
    return bool(units & (postings.within({order.complained_of_id}) | {order.complained_of_id}))


def may_know_caller(order: Order, by: Actor) -> bool:
    """Whether the person may reveal who called; `confidential` and a complaint about his unit beat every role.

    A unit's handler may while the order is in hand: once it is closed, he has no need to call back.
    """
    if is_complained_of(order, by.person):
        return False
    if order.is_confidential:
        return order.agent_id == by.person
    if order.hotline_id in postings.hotlines_of(by.person):
        return bool(by.roles & CONTACT_ROLES)
    if "handler" not in by.roles or order.status not in IN_HAND:
        return False
    return order.parts.filter(until=None, unit__in=postings.units_of(by.person)).exists()


def with_callers_known(by: Actor) -> QuerySet[Order]:
    """The orders of his hotlines whose caller the person may know; the rules of `may_know_caller`, for many."""
    if not by.roles & CONTACT_ROLES:
        return Order.objects.none()
    complained = postings.above(postings.units_of(by.person))
    found = Order.objects.filter(hotline__in=postings.hotlines_of(by.person))
    found = found.filter(Q(is_confidential=False) | Q(agent=by.person))
    return found.filter(Q(complained_of=None) | ~Q(complained_of__in=complained))


def check_may_know_caller(order: Order, by: Actor) -> None:
    """Refuse a reveal that nobody of the person's kind may make (NotAllowed)."""
    if is_complained_of(order, by.person):
        raise NotAllowed("该工单投诉的是本人所在单位，服务对象信息一律不予显示", "10.1.3.3")
    if not may_know_caller(order, by):
        raise NotAllowed("无权查看该工单的服务对象信息", "10.1.3.3")


def reader(order: Order, by: Actor) -> Callable[[str], str]:
    """What turns the caller's own words into those this person may read; asked once for many texts.

    For whoever may not know the caller, name, number and address of this caller are struck out wherever they
    stand, and whatever else looks like personal data is masked.
    """
    return str if may_know_caller(order, by) else order.masked


def words_for(order: Order, text: str, by: Actor) -> str:
    """One text as this person may read it."""
    return reader(order, by)(text)


def is_withheld(order: Order, by: Actor) -> bool:
    """Whether attachments and recordings of the caller are kept from this person: they could tell who called."""
    return is_complained_of(order, by.person) or (order.is_confidential and order.agent_id != by.person)


def may_open(order: Order, file: StoredFile, by: Actor) -> bool:
    """Whether the person may open a file of the order: where withheld, only his unit's own and masked copies."""
    return (
        not is_withheld(order, by) or file.received_by in colleagues(by.person) or file.pk in released(order)
    )


def released(order: Order) -> frozenset[int]:
    """The masked copies that were handed over."""
    told = order.notes.filter(type=RELEASED).values_list("told", flat=True)
    return frozenset(int(str(each).partition(":")[2]) for note in told for each in note.get("files", ()))


def colleagues(person: int) -> frozenset[int]:
    """The persons posted in the units he is posted in, himself included."""
    units = postings.units_of(person)
    posted = Account.objects.filter(person__postings__unit__in=units, person__postings__ended_at=None)
    return frozenset(posted.values_list("person_id", flat=True)) | {person}
