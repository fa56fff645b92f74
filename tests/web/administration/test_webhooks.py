"""The system administrator's pages of webhooks, on the body's site and on the hotline's."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from hengxian.records.jobs import TIMETABLE
from hengxian.records.models import Webhook
from hengxian.records.notices.telling import To, tell
from hengxian.records.outbox.signing import secret_of
from hengxian.records.webhooks.relaying import relay
from tests.cast import NOON
from tests.records.webhooks.receiver import Receiver, receiver

pytestmark = pytest.mark.django_db
PLACE = "/administration/webhooks/"


@pytest.fixture
def far(settings) -> Iterator[Receiver]:
    settings.HENGXIAN_WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with receiver() as found:
        yield found


def register(browser: Client, address: str, **more: str) -> str:
    said = {"name": "公文系统", "address": address, "kinds": ["notice"], "key": "k1", **more}
    return browser.post(f"{PLACE}new/", said).content.decode()


@pytest.mark.parametrize("where", ["body", "hotline"])
def test_a_webhook_is_registered_tried_and_its_answers_listed(
    signed_in: Callable[[str], Client], far: Receiver, settings, where: str
):
    settings.HENGXIAN_SITE = where
    settings.ROOT_URLCONF = {"body": settings.ROOT_URLCONF, "hotline": "hengxian.config.urls_hotline"}[where]
    browser = signed_in("system_administrator")

    answered = register(browser, far.address)
    made = Webhook.objects.get()
    tell(To(role="clerk"), "有一件", about="case:1", by=TIMETABLE, at=NOON)
    tried = browser.post(f"{PLACE}{made.pk}/test/", follow=True).content.decode()
    relay(NOON)
    page = browser.get(f"{PLACE}{made.pk}/").content.decode()

    assert secret_of(made.salt) in answered
    assert "测试已送达，回答：200 收到" in tried
    assert "notice.tell" in page and "已送达" in page
    assert re.search("whsec_", page) is None
    assert f'"site":"{where}"'.encode() in far.heard[1][2]


def test_a_form_sent_twice_registers_once(signed_in: Callable[[str], Client], far: Receiver):
    browser = signed_in("system_administrator")

    for _ in range(2):
        register(browser, far.address)

    assert Webhook.objects.count() == 1


def test_an_unusable_address_is_told_at_the_form(signed_in: Callable[[str], Client]):
    page = register(signed_in("system_administrator"), "gopher://x/")

    assert "接收地址应以 https:// 开头" in page
    assert Webhook.objects.count() == 0


def test_switching_off_and_on_asks_for_a_reason(signed_in: Callable[[str], Client], far: Receiver):
    browser = signed_in("system_administrator")
    register(browser, far.address)
    place = f"{PLACE}{Webhook.objects.get().pk}/"

    without = browser.post(f"{place}switch_off/", {"reason": ""}).status_code
    browser.post(f"{place}switch_off/", {"reason": "对方停机"})
    off = Webhook.objects.get().status
    browser.post(f"{place}switch_on/", {"reason": "恢复"})

    assert (without, off, Webhook.objects.get().status) == (422, "停用", "启用")


@pytest.mark.parametrize("who", ["security_administrator", "audit_administrator", "clerk"])
def test_nobody_else_finds_any_of_the_pages(signed_in: Callable[[str], Client], far: Receiver, who: str):
    register(signed_in("system_administrator"), far.address)
    place = f"{PLACE}{Webhook.objects.get().pk}/"

    browser = signed_in(who)
    answers = {
        browser.get(path).status_code for path in (PLACE, f"{PLACE}new/", place, f"{place}switch_off/")
    }
    answers |= {
        browser.post(f"{place}{verb}/", {"reason": "x"}).status_code
        for verb in ("test", "switch_off", "renew")
    }

    assert answers == {404}
    assert Webhook.objects.get().status == "启用"


def test_an_act_the_timetable_does_is_no_page(signed_in: Callable[[str], Client], far: Receiver):
    browser = signed_in("system_administrator")
    register(browser, far.address)
    place = f"{PLACE}{Webhook.objects.get().pk}/"

    assert [browser.get(f"{place}{verb}/").status_code for verb in ("give_up", "register", "nothing")] == [
        404
    ] * 3
