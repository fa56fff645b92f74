"""Random records of a hotline, stored as they would be after the acts: contacts, orders, spells, follow-ups."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from hengxian.hotline.keys import caller_key, matter_key
from hengxian.hotline.models import (
    Caller,
    Contact,
    Extension,
    FollowUp,
    FollowUpAttempt,
    Hotline,
    Judgement,
    Order,
    Part,
    Review,
    Supervision,
)
from tests.hotline.line import Line

DAY = timedelta(days=1)
CHANNELS = ("phone", "phone", "phone", "sms", "mailbox", "web", "app", "social")
OUTCOMES = ("reached", "reached", "refused", "unreachable")
OPINIONS = ("satisfied", "mostly_satisfied", "dissatisfied", "no_opinion", "")


@dataclass
class Made:
    """A world's dice and its place."""

    line: Line
    dice: Random
    start: datetime
    days: int

    def moment(self, since: datetime | None = None, hours: float = 0) -> datetime:
        """Some time in the period, or up to so many hours after a moment; to the microsecond."""
        if since is None:
            return self.start + timedelta(microseconds=self.dice.randrange(self.days * 86_400_000_000))
        return since + timedelta(microseconds=self.dice.randrange(int(hours * 3_600_000_000)))

    def maybe(self, chance: float) -> bool:
        """True now and then."""
        return self.dice.random() < chance


def scatter(
    line: Line, seed: int, *, start: datetime, days: int, contacts: int, hotline: Hotline | None = None
) -> None:
    """Fill a hotline with invented records; a third of the contacts become orders. Only tests store like this."""
    made, hotline = Made(line, Random(seed), start, days), hotline or line.hotline
    callers = [
        Caller.objects.create(
            hotline=hotline, key=caller_key(hotline, f"演示号码{seed}-{n}"), name=f"某服务对象{n}",
            telephone=f"演示号码{seed}-{n}", address="某街某号",
        )
        for n in range(7)
    ]  # fmt: skip
    for number in range(contacts):
        contact = _contact(made, hotline, callers, f"{seed}-{number}")
        if made.maybe(0.4):
            _order(made, contact, f"D{seed}-{number:05d}")


def _contact(made: Made, hotline: Hotline, callers: list[Caller], identity: str) -> Contact:
    arrived, channel = made.moment(), made.dice.choice(CHANNELS)
    wait = made.dice.choice((0.004, 0.004, 0.01, 0.2, 30))
    answered = made.moment(arrived, wait) if made.maybe(0.9) else None
    return Contact.objects.create(
        hotline=hotline, channel=channel, identity=identity, arrived_at=arrived, answered_at=answered,
        ended_at=made.moment(answered or arrived, 0.2) if made.maybe(0.9) else None, queue="综合",
        agent=made.line.people["agent"].person if answered else None, caller=made.dice.choice([None, *callers]),
        subject="某标题", text="服务对象自述某街某号", is_test=made.maybe(0.04),
    )  # fmt: skip


def _order(made: Made, contact: Contact, number: str) -> None:
    line, accepted = made.line, made.moment(contact.arrived_at, 2)
    at_once = made.maybe(0.4)
    replied = made.moment(accepted, 1 if at_once else 150) if made.maybe(0.8) else None
    recorded = made.moment(replied, 20) if replied and made.maybe(0.9) else None
    matter = line.matters[made.dice.choice(sorted(line.matters))]
    due = made.moment(accepted, 140) if made.maybe(0.8) and not at_once else None
    emergency = made.maybe(0.05)
    order = Order.objects.create(
        hotline=contact.hotline, number=number, contact=contact, caller=contact.caller, channel=contact.channel,
        type=made.dice.choice(("consultation", "appeal", "suggestion", "information")), matter=matter,
        title="某标题", text="反映内容提到某人", area=made.dice.choice(("东区", "西区", "")), place="某路",
        matter_key=matter_key(contact.hotline, contact.caller.key if contact.caller else "", "某路", matter.name),
        agent=line.people["agent"].person, accepted_at=accepted, is_emergency=emergency,
        reported_to_manager_at=made.moment(accepted, 1) if emergency and made.maybe(0.7) else None,
        reported_to_department_at=made.moment(accepted, 1) if emergency and made.maybe(0.7) else None,
        handling="direct" if at_once else "transferred" if made.maybe(0.9) else "",
        closed_in_first_contact=at_once and replied is not None,
        transferred_at=None if at_once else made.moment(accepted, 90) if made.maybe(0.9) else None,
        due_at=due, limit_at=due, replied_at=replied, recorded_at=recorded,
        closed_at=max(replied, recorded) if replied and recorded else None,
        claimed_resolved=made.dice.choice((True, False, None)), rounds=1 if made.maybe(0.9) else 2,
        exclusion=made.dice.choice(("", "", "", "", "", "超职责")), followup_planned=made.dice.choice((True, False, None)),
        status="办理中", is_confidential=made.maybe(0.1), is_test=made.maybe(0.03),
    )  # fmt: skip
    if not at_once:
        _handle(made, order)
    if order.closed_at:
        _follow_up(made, order)
    if made.maybe(0.4):
        _review(made, order)


def _handle(made: Made, order: Order) -> None:
    units = made.dice.sample(sorted(made.line.units), made.dice.choice((1, 1, 2)))
    for place, name in enumerate(units):
        unit, since = made.line.units[name], made.moment(order.accepted_at, 30)
        Part.objects.create(
            order=order, unit=unit, is_lead=place == 0 and made.maybe(0.8), since=since, status="承办中",
            until=made.moment(since, 100) if made.maybe(0.5) else None, return_reason="某人不归本单位管" if made.maybe(0.1) else "",
        )  # fmt: skip
    if order.due_at and made.maybe(0.3):
        decided = made.moment(order.accepted_at, 140)
        Extension.objects.create(
            order=order, unit=made.line.units[units[0]], reason="某理由", days=3, requested_at=order.accepted_at,
            decided_at=decided, due_at=order.due_at + 3 * DAY, status="已批准",
        )  # fmt: skip
        if decided <= order.due_at:
            Order.objects.filter(pk=order.pk).update(limit_at=order.due_at + 3 * DAY)
    if made.maybe(0.3):
        trigger = made.dice.choice(("突发应急", "多次反映", "临近时限", "超期未结", "人工提出"))
        opened = made.moment(order.accepted_at, 200)
        Supervision.objects.create(
            order=order,
            trigger=trigger,
            reason="某理由",
            proposed_at=opened,
            opened_at=opened,
            status="督办中",
        )


def _follow_up(made: Made, order: Order) -> None:
    closed = order.closed_at
    assert closed is not None
    drawn = FollowUp.objects.create(order=order, drawn_at=closed, status="待回访")
    for _ in range(made.dice.choice((0, 1, 1, 2))):
        outcome = made.dice.choice(OUTCOMES)
        said = outcome == "reached"
        FollowUpAttempt.objects.create(
            followup=drawn, order=order, attempted_at=made.moment(closed, 90), outcome=outcome,
            person=made.line.people["agent_two"].person,
            process_satisfaction=made.dice.choice(OPINIONS) if said else "",
            result_satisfaction=made.dice.choice(OPINIONS) if said else "",
            resolved=made.dice.choice((True, False, None)) if said else None, remark="某人说",
        )  # fmt: skip


def _review(made: Made, order: Order) -> None:
    items = ("information_accuracy", "record_accuracy", "language", "procedure", "attitude")
    settled = made.moment(order.accepted_at, 200)
    review = Review.objects.create(
        hotline=order.hotline, order=order if made.maybe(0.8) else None, drawn_at=settled, settled_at=settled,
        status=made.dice.choice(("已评", "已定", "待评")), is_picked_by_hand=made.maybe(0.2),
        results={item: made.maybe(0.8) for item in items},
    )  # fmt: skip
    Judgement.objects.create(
        review=review,
        round=1,
        person=made.line.people["inspector"].person,
        judged_at=settled,
        remark="某人的评语",
    )
