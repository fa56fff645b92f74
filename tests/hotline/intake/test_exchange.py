"""Taking events in: one contact a call, known events ignored, wrong lines told, silent days named."""

import json
from datetime import date, timedelta

import pytest

from hengxian.hotline.intake import exchange
from hengxian.hotline.intake.exchange import Taken
from hengxian.hotline.intake.outages import Silence, silent_days
from hengxian.hotline.models import Contact, Leg, Outage, SwitchEvent
from tests.hotline.intake.checking import chain_faults
from tests.hotline.intake.test_calls import BEGAN, CONFERENCE, MOBILE, told
from tests.hotline.line import Line

LATER = BEGAN + timedelta(hours=1)


def lines(*events: object) -> list[str]:
    return [json.dumps(event, ensure_ascii=False) for event in events]


@pytest.mark.covers("B-1", "R3.7")
def test_the_legs_of_one_call_are_one_contact(line: Line) -> None:
    taken = exchange.take_lines(line.hotline, lines(*CONFERENCE), at=LATER)

    contact = Contact.objects.get()
    assert taken == Taken(new=9)
    assert (contact.identity, contact.arrived_at, contact.answered_at) == (
        "C1",
        BEGAN,
        BEGAN + timedelta(seconds=9),
    )
    assert (contact.agent_id, contact.caller.telephone) == (line.actor("agent").person, MOBILE)
    assert Leg.objects.filter(contact=contact).count() == 2


def test_events_told_again_in_another_order_change_nothing(line: Line) -> None:
    exchange.take_lines(line.hotline, lines(*CONFERENCE), at=LATER)
    before = list(Contact.objects.values())

    taken = exchange.take_lines(line.hotline, lines(*reversed(CONFERENCE)), at=LATER)

    assert taken == Taken(known=9)
    assert list(Contact.objects.values()) == before


def test_a_late_arrival_event_puts_the_arrival_right(line: Line) -> None:
    exchange.take_lines(line.hotline, lines(*CONFERENCE[1:]), at=LATER)

    exchange.take_lines(line.hotline, lines(CONFERENCE[0]), at=LATER)

    assert Contact.objects.get().arrived_at == BEGAN


def test_wrong_lines_are_told_and_the_others_taken(line: Line) -> None:
    other = told("1", "arrival", caller="")

    taken = exchange.take_lines(line.hotline, ["{", "", *lines(CONFERENCE[0], other)], at=LATER)

    assert taken == Taken(1, 0, ((1, "不是一行 JSON"), (4, "事件编号 1 已用于另一内容，未予采用")))
    assert SwitchEvent.objects.count() == 1


def test_the_same_call_id_at_two_hotlines_is_two_calls(line: Line) -> None:
    for hotline in (line.hotline, line.other):
        exchange.take_lines(hotline, lines(*CONFERENCE), at=LATER)

    assert [contact.hotline_id for contact in Contact.objects.order_by("id")] == [
        line.hotline.pk,
        line.other.pk,
    ]


@pytest.mark.covers("B-1")
def test_a_day_without_events_may_be_an_outage(line: Line) -> None:
    outage = told(
        "o", "outage", 3 * 86400, until=(BEGAN + timedelta(days=3, hours=2)).isoformat(), reason="检修"
    )
    exchange.take_lines(line.hotline, lines(*CONFERENCE, outage), at=LATER)

    silent = silent_days(line.hotline, date(2026, 3, 1), date(2026, 3, 5))

    assert silent == {
        date(2026, 3, 1): Silence.POSSIBLE,
        date(2026, 3, 3): Silence.POSSIBLE,
        date(2026, 3, 4): Silence.POSSIBLE,
        date(2026, 3, 5): Silence.KNOWN,
    }
    assert Outage.objects.count() == 1


def test_everything_heard_is_in_the_journal(line: Line) -> None:
    exchange.take_lines(line.hotline, lines(*CONFERENCE), at=LATER)

    assert chain_faults() == []
