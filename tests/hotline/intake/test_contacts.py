"""Contacts by each channel: their own arrival time and clock, claimed by one, answered by a person."""

from datetime import timedelta

import pytest

from hengxian.hotline.intake import contacts
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.clocks import wait_of
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Contact
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people import sights
from tests.hotline.line import Line

SENDER = Particulars(telephone="0599-00001234")
SOON = timedelta(seconds=1)


@pytest.mark.covers("R3.2")
@pytest.mark.parametrize(
    ("channel", "limit"),
    [("sms", 180), ("mailbox", 86400), ("web", 180), ("app", 180), ("social", 180), ("other", 180)],
)
def test_each_channel_makes_a_contact_with_its_own_clock(line: Line, channel: str, limit: int) -> None:
    message = Message(channel, "m-1", line.at, "路灯不亮", sender=SENDER)

    contact, is_new = contacts.arrive(line.hotline, message, at=line.at + SOON)
    again = contacts.arrive(line.hotline, message, at=line.at + SOON)

    wait = wait_of(contact, at=line.at + timedelta(seconds=10, milliseconds=1))
    assert (is_new, again) == (True, (contact, False))
    assert (contact.channel, contact.arrived_at) == (channel, line.at)
    assert (wait.limit, wait.waited, wait.left, wait.is_running) == (limit, 11, limit - 11, True)


@pytest.mark.parametrize(("seconds", "is_late"), [(180.0, False), (180.001, True)])
def test_the_last_second_is_in_time(line: Line, seconds: float, is_late: bool) -> None:
    contact, _ = contacts.arrive(line.hotline, Message("sms", "1", line.at, "路灯不亮"), at=line.at)

    contacts.respond(contact, "已登记", by=line.actor("agent"), at=line.at + timedelta(seconds=seconds))

    wait = wait_of(contact, at=line.at + timedelta(days=9))
    assert (wait.is_late, wait.is_running) == (is_late, False)


def test_the_first_answer_stops_the_clock_and_a_second_one_is_added(line: Line) -> None:
    contact, _ = contacts.arrive(line.hotline, Message("sms", "1", line.at, "路灯不亮"), at=line.at)

    for minutes, words in ((1, "在哪里？"), (9, "已转路灯所。")):
        contacts.respond(contact, words, by=line.actor("agent"), at=line.at + timedelta(minutes=minutes))

    assert contact.answered_at == line.at + timedelta(minutes=1)
    assert contact.response == "在哪里？\n\n已转路灯所。"


def test_only_one_agent_has_it(line: Line) -> None:
    contact, _ = contacts.arrive(line.hotline, Message("sms", "1", line.at, "路灯不亮"), at=line.at)
    contacts.claim(contact, by=line.actor("agent"), at=line.at)

    with pytest.raises(NotNow) as refused:
        contacts.claim(contact, by=line.actor("agent_two"), at=line.at)

    contacts.release(contact, by=line.actor("agent"), at=line.at)
    contacts.claim(contact, by=line.actor("agent_two"), at=line.at)
    assert str(refused.value) == "此短信已由 话务甲 接手（10.1.2.2）"
    assert contact.agent_id == line.actor("agent_two").person


@pytest.mark.covers("R3.1", "R3.3")
def test_data_of_two_hotlines_never_mix(line: Line) -> None:
    own, _ = contacts.arrive(line.hotline, Message("sms", "1", line.at, "本线", sender=SENDER), at=line.at)
    other, _ = contacts.arrive(line.other, Message("sms", "1", line.at, "外线", sender=SENDER), at=line.at)
    order = line.order()

    seen = {
        who: [set(sights.may_see(kind, line.actor(who))) for kind in ("contact", "caller", "order")]
        for who in ("agent", "stranger")
    }
    with pytest.raises(NotAllowed):
        contacts.respond(own, "您好", by=line.actor("stranger"), at=line.at)

    assert seen == {"agent": [{own}, {own.caller}, {order}], "stranger": [{other}, {other.caller}, set()]}
    assert own.caller.key != other.caller.key  # the same number is not known across hotlines


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (("phone", "1", "喂"), "渠道应为"),
        (("fax", "1", "喂"), "渠道应为"),
        (("sms", "", "喂"), "来源编号应为 1 至 120 个字符"),
        (("sms", "1", " "), "来件没有内容"),
    ],
)
def test_a_message_that_is_none_is_refused(line: Line, message: tuple[str, str, str], sentence: str) -> None:
    channel, identity, text = message

    with pytest.raises(Incomplete) as refused:
        contacts.arrive(line.hotline, Message(channel, identity, line.at, text), at=line.at)

    assert str(refused.value).startswith(sentence)
    assert not Contact.objects.exists()
