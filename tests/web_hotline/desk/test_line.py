"""The desk: what waits, who calls, one filing however often it is sent, 409 for the slower agent."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from hengxian.hotline.intake import contacts, exchange
from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Contact, Link, Order
from tests.cast import placed
from tests.hotline.intake.test_calls import MOBILE, told
from tests.web_hotline.scene import Scene

SAID = {"type": "appeal", "text": "某路路灯不亮", "place": "某路 5 号", "read_back": "yes", "key": "key-1"}


def form(scene: Scene, **more: Any) -> dict[str, Any]:
    return {**SAID, "matter": scene.line.matters["路面破损"].pk, "telephone": "0599-00001234", **more}


def call(scene: Scene) -> Contact:
    event = told("1", "arrival", caller=MOBILE)
    exchange.take_lines(scene.line.hotline, [json.dumps(event)], at=scene.line.at)
    return Contact.objects.get()


def message(scene: Scene, text: str = "某路路灯不亮") -> Contact:
    sender = Particulars(telephone=MOBILE)
    return contacts.arrive(
        scene.line.hotline, Message("sms", text, scene.line.at, text, sender=sender), at=scene.line.at
    )[0]


def test_the_strip_shows_what_waits_with_its_clock_and_nobody_in_clear(scene: Scene) -> None:
    call(scene)

    strip = scene.client("agent").get("/desk/line/strip/").content.decode()

    assert "电话 138****0000" in strip and "超 " in strip
    assert MOBILE not in strip
    assert "138****0000" not in scene.client("stranger").get("/desk/line/strip/").content.decode()


@pytest.mark.covers("R10.1.3.2")
def test_a_call_is_filed_once_and_its_number_and_code_are_said(scene: Scene) -> None:
    contact, browser = call(scene), scene.client("agent")

    answers = [browser.post(f"/desk/line/{contact.pk}/", form(scene), follow=True) for _ in range(2)]

    order = Order.objects.get()
    assert (order.contact, order.caller, order.read_back) == (contact, contact.caller, True)
    assert order.caller.telephone == "0599-00001234" and order.caller.key == contact.caller.key
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content or order.number in answers[1].content.decode()
    assert "查询码" in answers[0].content.decode()


def test_the_slower_agent_gets_409_and_keeps_what_he_typed(scene: Scene) -> None:
    contact = message(scene)
    scene.client("agent").post(f"/desk/line/{contact.pk}/claim/")

    slower = scene.client("agent_two").post(
        f"/desk/line/{contact.pk}/", form(scene, text="我记下的很长的一段话")
    )

    page = slower.content.decode()
    assert slower.status_code == 409
    assert "此短信已由 话务甲 接手" in page and ">我记下的很长的一段话</textarea>" in page
    assert not Order.objects.exists()


def test_what_is_missing_is_said_and_the_words_stay(scene: Scene) -> None:
    answer = scene.client("agent").post("/desk/line/", form(scene, read_back="", text="某路有坑"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "向服务对象复述确认" in page and ">某路有坑</textarea>" in page
    assert not Order.objects.exists()


@pytest.mark.covers("R10.1.3.2")
def test_what_is_missing_is_marked_where_it_is_asked(scene: Scene) -> None:
    said = form(scene, read_back="", place="", matter="", telephone="")

    page = scene.client("agent").post("/desk/line/", said).content.decode()

    marked = [name for name in ("telephone", "read_back", "matter", "place") if f'href="#f-{name}"' in page]
    assert marked == ["telephone", "read_back", "matter", "place"]
    assert "还缺服务对象的号码或邮箱，或标明匿名" in page and 'href="#f-text"' not in page


def test_a_name_too_long_is_said_at_its_field_and_the_words_stay(scene: Scene) -> None:
    answer = scene.client("agent").post("/desk/line/", form(scene, name="欧" * 81))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“姓名或名称”最多 80 个字，现有 81 个字" in page and 'href="#f-name"' in page
    assert "欧" * 81 in page and not Order.objects.exists()


@pytest.mark.parametrize(
    ("same_as", "status"), [("99999999:duplicate", 422), ("²:duplicate", 302), (f"{9**40}:duplicate", 302)]
)
def test_a_link_to_no_order_is_no_accident(scene: Scene, same_as: str, status: int) -> None:
    answer = scene.client("agent").post("/desk/line/", form(scene, same_as=same_as))

    assert answer.status_code == status
    assert not Link.objects.exists()


@pytest.mark.covers("R10.1.3.4")
def test_an_emergency_is_marked_in_the_same_form_and_alarms(scene: Scene) -> None:
    scene.client("agent").post("/desk/line/", form(scene, emergency_type="事故灾难"))

    order = Order.objects.get()
    inbox = scene.client("manager").get("/manage/notices/").content.decode()
    assert order.is_emergency and order.reported_to_manager_at is not None
    assert f"突发应急事件（事故灾难）：工单 {order.number}" in inbox


@pytest.mark.covers("B-7")
def test_alike_orders_are_suggested_while_typing_and_linked_when_ticked(scene: Scene) -> None:
    contact, browser = call(scene), scene.client("agent")
    browser.post(f"/desk/line/{contact.pk}/", form(scene))
    first = Order.objects.get()
    said = {
        "hotline": "city",
        "contact": contact.pk,
        "matter": scene.line.matters["路面破损"].pk,
        "place": "某路 5 号",
    }

    hints = browser.post("/desk/line/suggest/", said).content.decode()
    browser.post(f"/desk/line/{contact.pk}/", form(scene, key="key-2", same_as=f"{first.pk}:duplicate"))

    assert (
        "近 30 日第 2 次反映" in hints
        and first.number in hints
        and "同一服务对象、同一地点、同一事项" in hints
    )
    assert list(Link.objects.values_list("earlier", "type")) == [(first.pk, "duplicate")]


def test_a_message_is_claimed_answered_in_words_and_leaves_the_strip(scene: Scene) -> None:
    contact, browser = message(scene), scene.client("agent")

    page = browser.post(f"/desk/line/{contact.pk}/claim/", follow=True).content.decode()
    browser.post(f"/desk/line/{contact.pk}/respond/", {"response": "已登记。"})

    strip = browser.get("/desk/line/strip/").content.decode()
    contact.refresh_from_db()
    assert "某路路灯不亮</textarea>" in page and "138****0000" in page
    assert (contact.response, contact.answered_at is not None) == ("已登记。", True)
    assert "没有等待的来电来件" in strip


@pytest.mark.parametrize("more", [{}, {"more": "yes"}])
def test_the_same_answer_sent_twice_answers_once(scene: Scene, more: dict[str, str]) -> None:
    contact, browser = message(scene), scene.client("agent")
    page = browser.post(f"/desk/line/{contact.pk}/claim/", follow=True).content.decode()
    at = page.index(f'action="/desk/line/{contact.pk}/respond/"')
    key = re.findall(r'name="key" value="([^"]+)"', page[at:])[0]
    said = {"response": "已登记。", "key": key, **more}

    answers = [browser.post(f"/desk/line/{contact.pk}/respond/", said) for _ in range(2)]

    contact.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert contact.response == "已登记。"


def test_the_desk_lifts_and_hangs_up_only_in_the_demo(scene: Scene, settings: Any) -> None:
    contact, browser = call(scene), scene.client("agent")
    real = browser.post(f"/desk/line/{contact.pk}/hang-up/")
    settings.HENGXIAN_DEMO = True

    browser.post(f"/desk/line/{contact.pk}/claim/")
    browser.post(f"/desk/line/{contact.pk}/hang-up/")

    contact.refresh_from_db()
    assert real.status_code == 422
    assert contact.answered_at is not None and contact.ended_at is not None
    assert contact.no_recording_reason == "演示通话，未录音"


@pytest.mark.parametrize("who", ["supervisor", "inspector", "editor"])
def test_nobody_else_of_the_desk_registers(scene: Scene, who: str) -> None:
    assert scene.client(who).get("/desk/line/").status_code == 404


def test_a_code_is_shown_to_whoever_filed_and_to_nobody_else(scene: Scene) -> None:
    scene.client("agent").post("/desk/line/", form(scene))
    order = Order.objects.get()

    seen = [
        scene.client(who).get(f"/desk/line/filed/{order.pk}/key-1/").status_code
        for who in ("agent", "agent_two")
    ]

    assert seen == [200, 404]


@pytest.mark.covers("B-7")
def test_card_counts_this_contact_and_says_where_the_other_orders_lie(scene: Scene) -> None:
    contact, browser, line = call(scene), scene.client("agent"), scene.line
    old = placed(
        Order(
            hotline=line.hotline, number="N-1", channel="phone", type="appeal", title="某事", text="某事",
            accepted_at=contact.arrived_at - timedelta(days=40), status="已办结", caller=contact.caller,
        )
    )  # fmt: skip
    recent = placed(
        Order(
            hotline=line.hotline, number="N-2", channel="phone", type="appeal", title="某事", text="某事",
            accepted_at=contact.arrived_at - timedelta(days=4), status="已办结", caller=contact.caller,
        )
    )  # fmt: skip

    page = browser.get(f"/desk/line/{contact.pk}/").content.decode()
    browser.post(f"/desk/line/{contact.pk}/", form(scene))
    after = browser.get(f"/desk/line/{contact.pk}/").content.decode()

    assert "近 30 日第 2 次" in page and "含本次" in page and "本次已登记" not in page
    assert f"{old.number} 已办结，30 日以前" in page and f"{recent.number} 已办结</span>" in page
    assert "近 30 日第 2 次" in after and "本次已登记" in after and "其他工单 2 件" in after


@pytest.mark.parametrize("response", ["", "   "])
def test_an_answer_that_says_nothing_is_refused_on_the_desk_itself(scene: Scene, response: str) -> None:
    contact, browser = message(scene), scene.client("agent")
    browser.post(f"/desk/line/{contact.pk}/claim/")

    answer = browser.post(f"/desk/line/{contact.pk}/respond/", {"response": response})

    page = answer.content.decode()
    assert answer.status_code == 422 and "须写明答复内容" in page
    assert f'action="/desk/line/{contact.pk}/respond/"' in page


def test_an_answer_to_what_another_agent_has_keeps_its_words(scene: Scene) -> None:
    contact = message(scene)
    scene.client("agent_two").post(f"/desk/line/{contact.pk}/claim/")

    lost = scene.client("agent").post(f"/desk/line/{contact.pk}/respond/", {"response": "写了很久的答复"})

    contact.refresh_from_db()
    page = lost.content.decode()
    assert (lost.status_code, contact.response) == (409, "")
    assert "没有发出的答复" in page and "写了很久的答复" in page
    assert f"/desk/line/{contact.pk}/" not in page and "某路路灯不亮" not in page  # it is the other's by now
