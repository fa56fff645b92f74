"""Registering: what each kind asks for, who called, one order however often the form comes, links without merging."""

from datetime import timedelta
from typing import Any

import pytest

from hengxian.hotline import establishing
from hengxian.hotline.intake import callers, likeness
from hengxian.hotline.intake.callers import Particulars, Times
from hengxian.hotline.intake.contacts import Message, arrive
from hengxian.hotline.intake.registering import Extras, file, file_for_public, from_contact
from hengxian.hotline.models import Caller, Contact, Link, Order
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from tests.hotline.intake.checking import chain_faults
from tests.hotline.intake.test_calls import MOBILE
from tests.hotline.line import Line

CALLER = Particulars(type="自然人", name="服务对象甲", telephone="0599-00001234", address="甲市东区某街 1 号")


def order(line: Line, **said: Any) -> Order:
    given = {
        "hotline": line.hotline, "channel": "phone", "type": "appeal", "matter": line.matters["路面破损"],
        "title": "路面破损", "text": "某路路面破损", "area": "东区", "place": "某路 5 号", "read_back": True,
    }  # fmt: skip
    return Order(**given | said)


def filed(line: Line, made: Order, who: str = "agent", caller: Particulars = CALLER, **extras: Any) -> Order:
    by, at = line.actor(who), line.later(minutes=1)
    return file(made, Extras(caller=caller, **extras), by=by, at=at).order


@pytest.mark.covers("R10.1.1.1-4", "R10.1.3.2")
@pytest.mark.parametrize(
    ("said", "lacking"),
    [
        ({"type": ""}, "类别"),
        ({"title": " "}, "标题"),
        ({"text": ""}, "反映内容"),
        ({"read_back": False}, "向服务对象复述确认"),
        ({"matter": None}, "事项类别"),
        ({"area": "", "place": ""}, "区域或地点"),
        ({"type": "suggestion", "matter": None}, "事项类别"),
        ({"type": "suggestion", "is_conduct_complaint": True}, "被投诉单位"),
        ({"type": "consultation", "matter": None, "area": "", "place": "", "text": ""}, "反映内容"),
        ({"type": "information", "matter": None, "area": "", "place": "", "title": ""}, "标题"),
    ],
)
def test_each_kind_asks_for_its_basics(line: Line, said: dict[str, Any], lacking: str) -> None:
    with pytest.raises(Incomplete) as refused:
        filed(line, order(line, **said))

    assert str(refused.value) == f"工单还缺：{lacking}（10.1.3.2）"
    assert not Order.objects.exists()


@pytest.mark.covers("R10.1.3.2")
def test_nobody_called_is_said_by_the_mark_and_by_nothing_else(line: Line) -> None:
    with pytest.raises(Incomplete) as refused:
        filed(line, order(line), caller=Particulars())

    made = filed(line, order(line, is_anonymous=True), caller=Particulars())

    assert str(refused.value) == "工单还缺：服务对象的号码或邮箱，或标明匿名（10.1.3.2）"
    assert (made.status, made.caller, made.is_anonymous) == ("已受理", None, True)


@pytest.mark.parametrize("type_", ["consultation", "appeal", "suggestion", "information"])
def test_each_of_the_four_kinds_is_taken(line: Line, type_: str) -> None:
    made = filed(line, order(line, type=type_))

    assert (made.type, made.status, made.agent_id) == (type_, "已受理", line.actor("agent").person)


@pytest.mark.covers("R3.4")
def test_an_organisation_has_a_name_and_a_contact_person(line: Line) -> None:
    firm = Particulars(type="法人", name="甲市某公司", telephone="0599-00005678")
    with pytest.raises(Incomplete) as refused:
        filed(line, order(line), caller=firm)

    made = filed(line, order(line), caller=Particulars(**{**firm.__dict__, "contact_person": "联系人乙"}))

    assert str(refused.value) == "服务对象为法人的，须写明名称与联系人（3.4）"
    assert (made.caller.type, made.caller.name, made.caller.contact_person) == (
        "法人",
        "甲市某公司",
        "联系人乙",
    )


def test_a_conduct_complaint_is_a_suggestion(line: Line) -> None:
    unit = line.units["城管局"]
    complaint = {"is_conduct_complaint": True, "complained_of": unit, "matter": None}
    with pytest.raises(Incomplete) as refused:
        filed(line, order(line, type="consultation", **complaint))

    made = filed(line, order(line, type="suggestion", **complaint))

    assert str(refused.value) == "投诉工作人员的，类别应为意见建议（10.1.1.3）"
    assert made.complained_of == unit


@pytest.mark.covers("B-7")
def test_a_caller_is_known_again_however_his_number_is_written(line: Line) -> None:
    numbers = [
        f"+86 {MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}",
        f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}",
        MOBILE,
    ]
    for number in numbers:
        caller = callers.known(line.hotline, number, by=line.actor("agent"), at=line.at)
        Contact.objects.create(
            hotline=line.hotline, channel="phone", identity=number, arrived_at=line.at, caller=caller
        )

    told = callers.times(Caller.objects.get(), at=line.at)

    assert told == Times(days=30, count=3)
    assert str(told) == "近 30 日第 3 次"


@pytest.mark.covers("B-7")
def test_contact_is_counted_among_the_times_and_an_order_without_a_contact_too(line: Line) -> None:
    filed(line, order(line))  # for a call of which no switch told
    caller = Caller.objects.get()
    contacts = [
        Contact.objects.create(
            hotline=line.hotline,
            channel="phone",
            identity=f"c{n}",
            arrived_at=line.later(days=n),
            caller=caller,
        )
        for n in (1, 20, 15)
    ]

    told = [str(callers.times_with(contact)) for contact in contacts]
    security = line.actor("manager")
    establishing.set_limits(line.hotline, by=security, at=line.at, reason="来电多", recall_days=10)
    last = Contact.objects.select_related("caller__hotline").get(pk=contacts[2].pk)

    assert told == ["近 30 日第 2 次", "近 30 日第 3 次", "近 30 日第 2 次"]
    assert str(callers.times_with(last)) == "近 10 日第 1 次"


@pytest.mark.covers("B-7")
def test_the_same_matter_is_suggested_and_linked_and_both_orders_stay(line: Line) -> None:
    first = filed(line, order(line))
    caller = Caller.objects.get()
    wanted = likeness.Wanted(caller, line.matters["路面破损"], place="某路 5 号")

    found = likeness.suggestions(line.hotline, wanted, at=line.at)
    again = filed(line, order(line), same_as=((first.pk, "duplicate"),))

    assert [(each.order, each.reason) for each in found] == [(first, "同一服务对象、同一地点、同一事项")]
    assert list(Link.objects.values_list("order", "earlier", "type")) == [(again.pk, first.pk, "duplicate")]
    assert (first.matter_key, Order.objects.count()) == (again.matter_key, 2)
    assert callers.matter_times(line.hotline, again.matter_key, at=line.at) == 2


def test_another_callers_order_about_the_same_place_is_suggested_without_saying_who(line: Line) -> None:
    first = filed(line, order(line))

    found = likeness.suggestions(
        line.hotline, likeness.Wanted(None, line.matters["路面破损"], place="某路 5 号"), at=line.at
    )

    assert [(each.order, each.type, each.reason) for each in found] == [
        (first, "same_matter", "同一地点、同一事项")
    ]


def test_a_form_sent_twice_makes_one_order_and_says_the_same_code(line: Line) -> None:
    by, at = line.actor("agent"), line.later(minutes=1)

    filings = [file(order(line), Extras(caller=CALLER), by=by, at=at, key="k1") for _ in range(2)]

    assert filings[0] == filings[1]
    assert (Order.objects.count(), len(filings[0].code)) == (1, 9)
    assert chain_faults() == []


def test_a_citizens_form_makes_contact_and_order_once_and_its_clock_runs(line: Line) -> None:
    made = [
        file_for_public(
            order(line, channel="web", matter=None, read_back=False),
            CALLER,
            at=line.at,
            key="form-1",
            channel="web",
        )
        for _ in range(2)
    ]

    contact = Contact.objects.get()
    assert made[0] == made[1]
    assert (contact.channel, contact.answered_at, made[0].order.contact) == ("web", None, contact)
    assert (made[0].order.channel, made[0].order.agent) == ("web", None)


def test_two_agents_and_one_contact_the_second_is_told_who_was_faster(line: Line) -> None:
    message = Message("sms", "s-1", line.at, "路灯不亮", sender=CALLER)
    contact, _ = arrive(line.hotline, message, at=line.at)
    said = {"type": "information", "title": "路灯不亮"}
    file(from_contact(contact, **said), Extras(), by=line.actor("agent"), at=line.later(minutes=1))

    with pytest.raises(NotNow) as refused:
        file(from_contact(contact, **said), Extras(), by=line.actor("agent_two"), at=line.later(minutes=1))

    assert str(refused.value) == "此短信已由 话务甲 接手（10.1.2.2）"
    assert Order.objects.count() == 1


def test_an_order_from_a_test_contact_is_a_test(line: Line) -> None:
    contact, _ = arrive(
        line.hotline, Message("app", "t-1", line.at, "测试", sender=CALLER, is_test=True), at=line.at
    )

    made = file(
        from_contact(contact, type="information", title="测试"), Extras(), by=line.actor("agent"), at=line.at
    )

    assert made.order.is_test
    assert callers.times(made.order.caller, at=line.at).count == 0


def test_a_manager_marks_an_order_and_its_contact_as_a_test_and_its_agent_does_not(line: Line) -> None:
    contact, _ = arrive(line.hotline, Message("app", "t-2", line.at, "神秘来访", sender=CALLER), at=line.at)
    made = file(
        from_contact(contact, type="information", title="来访"), Extras(), by=line.actor("agent"), at=line.at
    ).order

    with pytest.raises(NotAllowed):
        line.does("agent", made, "mark_test", reason="测试")
    line.does("manager", made, "mark_test", reason="第三方神秘来访")

    made.refresh_from_db()
    contact.refresh_from_db()
    assert (made.is_test, contact.is_test, made.status) == (True, True, "已受理")
    assert callers.times(contact.caller, at=line.at).count == 0
    assert Entry.objects.filter(verb="mark_test").count() == 2
    assert chain_faults() == []


def test_numbers_count_up_each_day_and_each_hotline(line: Line) -> None:
    numbers = [filed(line, order(line)).number for _ in range(2)]
    line.at += timedelta(days=1)

    numbers.append(filed(line, order(line)).number)

    assert numbers == ["20260302-00001", "20260302-00002", "20260303-00001"]


@pytest.mark.covers("R3.1", "R3.3")
def test_an_agent_of_another_hotline_registers_nothing_here(line: Line) -> None:
    with pytest.raises(NotAllowed):
        filed(line, order(line), who="stranger")

    with pytest.raises(Incomplete) as refused:
        filed(line, order(line, hotline=line.other), who="stranger")

    assert str(refused.value) == "事项类别不属于本热线（3.3）"


def test_what_was_recorded_is_put_right_with_a_reason(line: Line) -> None:
    made = filed(line, order(line, place="某路"))
    before = made.matter_key

    line.does(
        "agent", made, "correct", place="某路 7 号", matter=line.matters["停水"].pk, reason="服务对象更正"
    )

    put = Order.objects.get()
    assert (put.place, put.matter, put.title) == ("某路 7 号", line.matters["停水"], "路面破损")
    assert put.matter_key not in ("", before)


def test_orders_cannot_be_accepted_in_the_future(line: Line) -> None:
    with pytest.raises(Incomplete):
        filed(line, order(line, accepted_at=line.at + timedelta(days=1)))
