"""The switch as pure decisions: news of its telephones and an instant go in, what they are to do comes out.

It queues callers in the order they came, rings the agent who has been free longest, brings a unit's phone into the
conversation, and tells every step in the words of docs/hotline/exchange.md. It knows no SIP, no sound and no clock.
"""

from datetime import datetime, timedelta

from hengxian.telephony import keys, news, story
from hengxian.telephony.calls import Call, Leg, Seat
from hengxian.telephony.contract import Event
from hengxian.telephony.plan import Phone, Plan

NO_ANSWER, CALLER_LEFT, DROPPED, CLOSED = "振铃未接", "服务对象已挂机", "话务员取消", "排队机停机"


class Switch:
    """Every call and every seat. `hear` and `wake` are its only doors; both give what is to be done, in order."""

    def __init__(self, plan: Plan, *, at: datetime) -> None:
        self.plan = plan
        self.calls: dict[str, Call] = {}
        self.seats = [Seat(phone, at) for phone in plan.agents]
        self._bids: list[news.Bid] = []

    def hear(self, heard: news.News, *, at: datetime) -> list[news.Bid]:
        """Take one piece of news; of a leg that is not known (any more) only that it is to be hung up."""
        match heard:
            case news.Arrived():
                self._arrive(heard, at)
            case news.PickedUp(leg):
                self._pick_up(leg, at)
            case news.Announced(leg):
                self._queue(leg, at)
            case news.Keyed(leg, key):
                self._key(leg, key, at)
            case news.Gone(leg, reason):
                self._lose(leg, reason, at)
            case news.Kept():
                self._tell(story.kept(heard, at))
        return self.wake(at=at)

    def wake(self, *, at: datetime) -> list[news.Bid]:
        """Do what time brings: phones that have rung long enough are let go, free agents are rung."""
        for call in list(self.calls.values()):
            for leg in list(call.legs.values()):
                if leg.is_ringing and at >= leg.began_at + self._patience(leg):
                    self._bids.append(news.HangUp(leg.identity))
                    self._lose(leg.identity, NO_ANSWER, at)
        self._ring_agents(at)
        bids, self._bids = self._bids, []
        return bids

    def due_at(self) -> datetime | None:
        """When to be woken at the latest; None as long as nothing is awaited."""
        ringing = [leg for call in self.calls.values() for leg in call.legs.values() if leg.is_ringing]
        awaited = [leg.began_at + self._patience(leg) for leg in ringing]
        if any(call.is_waiting for call in self.calls.values()):
            awaited += [seat.free_at for seat in self.seats if not seat.leg]
        return min(awaited, default=None)

    def stop(self, *, at: datetime) -> list[news.Bid]:
        """End every call, because the switch is being stopped."""
        for call in list(self.calls.values()):
            self._bids.append(news.HangUp(call.identity))
            self._end(call, CLOSED, at)
        bids, self._bids = self._bids, []
        return bids

    # ------------------------------------------------------------ what the telephones tell
    def _arrive(self, heard: news.Arrived, at: datetime) -> None:
        call = self.calls[heard.leg] = Call(heard.leg, heard.caller, at)
        self._tell(story.arrival(call, self.plan))
        self._bids.append(news.Answer(call.identity))

    def _pick_up(self, leg: str, at: datetime) -> None:
        if call := self.calls.get(leg):
            if not call.is_open:
                call.is_open = True
                self._tell(story.robot(call, at))
                self._bids.append(news.Announce(leg))
            return
        call = self._call_of(leg)
        if call is None:
            self._bids.append(news.HangUp(leg))  # he picked up when the call was over, or as we let him go
        elif call.legs[leg].is_ringing:
            call.legs[leg].answered_at = at
            self._tell(*story.picked_up(call, call.legs[leg], at))
            self._join(call)

    def _queue(self, leg: str, at: datetime) -> None:
        call = self.calls.get(leg)
        if call and call.queued_at is None:
            call.queued_at = at
            self._tell(story.queued(call, self.plan, at))

    def _key(self, leg: str, key: str, at: datetime) -> None:
        call = self._call_of(leg)
        if call is None or not call.legs[leg].phone.is_agent:
            return
        own = call.legs[leg]
        own.keys = (own.keys + key)[-keys.LONGEST :]
        match keys.wish(own.keys):
            case (keys.HOLD, _):
                call.is_held = not call.is_held
                self._join(call)
            case (keys.DROP, _):
                self._drop(call, leg, at)
            case (keys.ADD, extension):
                self._add(call, self.plan.phone_of(extension), at)
            case _:
                return
        own.keys = ""

    def _lose(self, leg: str, reason: str, at: datetime) -> None:
        if call := self.calls.get(leg):
            self._end(call, CALLER_LEFT, at)
        elif call := self._call_of(leg):
            lost = call.legs.pop(leg)
            self._let_go(call, lost, reason or NO_ANSWER, at)
            # Whom an agent held, only an agent could take back.
            call.is_held = call.is_held and any(leg.phone.is_agent for leg in call.legs.values())
            if call.legs:
                self._join(call)
            elif lost.answered_at:
                self._bids.append(news.HangUp(call.identity))
                self._end(call, "", at)
            # Else nobody has taken the receiver: he waits again, and keeps his place.

    # ------------------------------------------------------------ what the switch does
    def _ring_agents(self, at: datetime) -> None:
        waiting = [(call.queued_at, call.identity) for call in self.calls.values() if call.is_waiting]
        free = sorted((seat for seat in self.seats if seat.is_free(at)), key=lambda seat: seat.free_at)
        for (_, identity), seat in zip(sorted(waiting), free, strict=False):
            self._ring(self.calls[identity], seat.phone, at)

    def _ring(self, call: Call, phone: Phone, at: datetime) -> None:
        call.dialled += 1
        leg = Leg(f"{call.identity}-{call.dialled}", phone, at)
        call.legs[leg.identity] = leg
        for seat in self.seats:
            if seat.phone == phone:
                seat.leg = leg.identity
        self._tell(story.rung(call, leg))
        self._bids.append(news.Ring(leg.identity, phone.phone))

    def _add(self, call: Call, phone: Phone | None, at: datetime) -> None:
        """A third phone: one of the plan's, and not one that is in a call already."""
        busy = {leg.phone for each in self.calls.values() for leg in each.legs.values()}
        if phone and phone not in busy:
            self._ring(call, phone, at)

    def _drop(self, call: Call, own: str, at: datetime) -> None:
        others = [name for name in call.legs if name != own]
        if others:
            self._bids.append(news.HangUp(others[-1]))
            self._lose(others[-1], DROPPED, at)

    def _end(self, call: Call, reason: str, at: datetime) -> None:
        del self.calls[call.identity]
        for leg in call.legs.values():
            self._bids.append(news.HangUp(leg.identity))
            self._let_go(call, leg, reason, at)
        self._tell(story.ended(call, at))
        self._bids.append(news.Close(call.identity))

    def _let_go(self, call: Call, leg: Leg, reason: str, at: datetime) -> None:
        """Tell how the leg came out, and leave its seat the rest that the plan gives."""
        self._tell(story.let_go(call, leg, reason, at))
        rest = self.plan.wrap_up_seconds if leg.answered_at else self.plan.rest_seconds
        for seat in self.seats:
            if seat.leg == leg.identity:
                is_to_rest = leg.answered_at or reason != CALLER_LEFT
                seat.leg = ""
                seat.free_at = at + timedelta(seconds=rest) if is_to_rest else seat.free_at

    def _join(self, call: Call) -> None:
        own = () if call.is_held or not call.talking else (call.identity,)
        self._bids.append(news.Join(call.identity, own + call.talking))

    def _patience(self, leg: Leg) -> timedelta:
        return timedelta(
            seconds=self.plan.ring_seconds if leg.phone.is_agent else self.plan.unit_ring_seconds
        )

    def _call_of(self, leg: str) -> Call | None:
        return next((call for call in self.calls.values() if leg in call.legs), None)

    def _tell(self, *events: Event) -> None:
        self._bids += [news.Tell(event) for event in events]
