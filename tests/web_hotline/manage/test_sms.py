"""短信网关 on its pages: registered with a secret shown once, tested, switched; a receipt handed in from outside."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from hengxian.hotline.actions import sms as acts
from hengxian.hotline.intake import contacts
from hengxian.hotline.intake.callers import Particulars, known
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Sms, SmsGateway
from hengxian.hotline.texting.relaying import relay_sms
from hengxian.records.outbox.signing import headers, secret_of
from tests.records.webhooks.receiver import Receiver, receiver
from tests.web_hotline.scene import Scene

NUMBER = "138" + "0000" + "5678"


@pytest.fixture
def far(settings: Any) -> Iterator[Receiver]:
    settings.HENGXIAN_WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with receiver() as found:
        yield found


def form(far: Receiver, key: str = "k1") -> dict[str, str]:
    return {
        "key": key, "name": "短信公司（虚构）", "basis": "合同〔2026〕1号（虚构）", "address": far.address,
        "template_received": "T1",
    }  # fmt: skip


@pytest.fixture
def gateway(scene: Scene, far: Receiver) -> SmsGateway:
    by, at = scene.line.actor("manager"), scene.line.at
    facts = {name: value for name, value in form(far).items() if name != "key"}
    return acts.register(scene.line.hotline, by=by, at=at, **facts)


def sent(scene: Scene) -> Sms:
    """A message that the gateway has."""
    line = scene.line
    caller = known(line.hotline, NUMBER, by=line.actor("agent"), at=line.at)
    line.order(caller=caller, is_anonymous=False)
    relay_sms(line.later(minutes=5))
    return Sms.objects.get()


def test_manager_registers_and_sees_the_secret_once(scene: Scene, far: Receiver) -> None:
    browser = scene.client("manager")

    made = browser.post("/manage/sms/new/", form(far))
    twice = browser.post("/manage/sms/new/", form(far))
    page = browser.get(f"/manage/sms/{SmsGateway.objects.get().pk}/").content.decode()

    secret = secret_of(SmsGateway.objects.get().salt)
    assert secret in made.content.decode() and made["Cache-Control"] == "no-store"
    assert twice.status_code == 200 and secret not in page
    assert "模板 T1" in page and page.count("不发送") == 3


def test_faults_stand_in_the_form_and_nothing_is_made(scene: Scene, far: Receiver) -> None:
    browser = scene.client("manager")

    wrong = [
        browser.post("/manage/sms/new/", form(far) | change)
        for change in ({"address": "ftp://a.example/"}, {"template_received": ""}, {"basis": ""})
    ]

    told = [answer.content.decode() for answer in wrong]
    assert [answer.status_code for answer in wrong] == [422, 422, 422]
    assert "接收地址应以 https:// 开头" in told[0] and "至少填写一种短信的模板编号" in told[1]
    assert SmsGateway.objects.count() == 0


@pytest.mark.parametrize("who", ["agent", "clerk", "stranger", "system_administrator"])
def test_nobody_else_has_the_pages(scene: Scene, gateway: SmsGateway, who: str) -> None:
    browser = scene.client(who)

    answers = [
        browser.get("/manage/sms/"), browser.get(f"/manage/sms/{gateway.pk}/"),
        browser.post(f"/manage/sms/{gateway.pk}/switch_off/", {"reason": "x"}),
    ]  # fmt: skip

    gateway.refresh_from_db()
    assert {answer.status_code for answer in answers} == {404}
    assert gateway.status == "启用"


def test_acts_test_and_messages_with_numbers_masked(scene: Scene, gateway: SmsGateway, far: Receiver) -> None:
    browser, at = scene.client("manager"), f"/manage/sms/{gateway.pk}/"
    order = sent(scene).order
    assert order is not None

    tried = browser.post(f"{at}test/", follow=True).content.decode()
    changed = browser.post(
        f"{at}set_templates/", {"version": "1", "template_closed": "T2", "reason": "新模板"}
    )
    off = browser.post(f"{at}switch_off/", {"version": "2", "reason": "欠费"})
    page, of_order = browser.get(at).content.decode(), browser.get(f"/manage/order/{order.pk}/")

    assert "网关已应答：200 收到" in tried and json.loads(far.heard[-1][2])["type"] == "test"
    assert (changed.status_code, off.status_code) == (302, 302)
    assert "138****5678" in page and NUMBER not in page and "已交网关" in page and "停用" in page
    words = re.sub(r"<[^>]+>|\s", "", of_order.content.decode())
    assert "短信告知受理告知2026" in words and NUMBER not in words
    gateway.refresh_from_db()
    assert (gateway.status, gateway.templates) == ("停用", {"closed": "T2"})


def test_receipt_is_handed_in_from_outside(scene: Scene, gateway: SmsGateway, far: Receiver) -> None:
    identity = sent(scene).identity
    body = json.dumps({"id": identity, "status": "delivered"}).encode()
    head = headers("r-1", body, secret_of(gateway.salt), at=datetime.now(UTC))
    path, browser = f"/public/intake/sms/{gateway.pk}/receipts", scene.client("anonymous")

    answers = [
        browser.post(path, body, content_type="application/json", headers=told)
        for told in ({}, head | {"webhook-signature": "v1,AAAA"}, head, head)
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 200, 200]
    assert answers[2].json() == {"standing": "已送达"}
    assert answers[0].json() == {"sentence": "签名缺失、有误或已过时"}


def test_agent_is_told_whether_his_answer_goes_out_and_help_names_who_acts(
    scene: Scene, gateway: SmsGateway
) -> None:
    line = scene.line
    message = Message("sms", "m-1", line.at, "路灯不亮", sender=Particulars(telephone=NUMBER))
    contact = contacts.arrive(line.hotline, message, at=line.at)[0]
    contacts.claim(contact, by=line.actor("agent"), at=line.at)
    browser = scene.client("agent")

    without = browser.get(f"/desk/line/{contact.pk}/").content.decode()
    line.does("manager", gateway, "set_templates", template_reply="T4", reason="开通答复")
    with_it = browser.get(f"/desk/line/{contact.pk}/").content.decode()
    table = browser.get("/help/lifecycles/").content.decode()

    assert "本平台不发出这条答复，请另行联系来信人" in without
    assert "答复由本平台以短信发给来信人" in with_it and "不发出这条答复" not in with_it
    assert "短信网关" in table and "定时任务" in table and "timetable" not in table
