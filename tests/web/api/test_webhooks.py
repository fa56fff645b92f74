"""Webhooks by the API: registered, tried, listed and switched off, by the system administrator alone."""

from collections.abc import Iterator

import pytest

from hengxian.records.models import Webhook
from hengxian.records.outbox.signing import secret_of
from tests.records.webhooks.receiver import Receiver, receiver
from tests.web.api.test_calls import caller, post
from tests.web.scene import Scene

PLACE = "/api/v1/webhooks"


@pytest.fixture
def far(settings) -> Iterator[Receiver]:
    settings.HENGXIAN_WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with receiver() as found:
        yield found


def test_program_registers_tries_lists_and_switches_off(scene: Scene, far: Receiver) -> None:
    client = caller(scene, "system_administrator")
    wanted = {"name": "公文系统", "address": far.address, "kinds": ["case"]}

    made = [post(client, PLACE, wanted, "k").json() for _ in range(2)]
    tried = post(client, f"{PLACE}/{made[0]['id']}/test", {}).json()
    sent = client.get(f"{PLACE}/{made[0]['id']}/deliveries").json()
    off = post(client, f"{PLACE}/{made[0]['id']}/switch_off", {"reason": "停机"}).json()
    listed = client.get(PLACE).json()

    assert made[0] == made[1]
    assert made[0]["secret"] == secret_of(Webhook.objects.get().salt)
    assert tried == {
        "event": "test",
        "sequence": None,
        "standing": "已送达",
        "tries": 1,
        "status": 200,
        "answer": "收到",
    }
    assert (sent, off["status"]) == ([tried], "停用")
    assert listed == [off] and "secret" not in listed[0]


@pytest.mark.parametrize("who", ["clerk", "head_of_body", "security_administrator"])
def test_nobody_else_finds_the_calls(scene: Scene, who: str) -> None:
    client = caller(scene, who)

    answers = {
        client.get(PLACE).status_code,
        client.get(f"{PLACE}/1/deliveries").status_code,
        post(client, PLACE, {"name": "x", "address": "https://a.example/", "kinds": ["case"]}).status_code,
        post(client, f"{PLACE}/1/switch_off", {"reason": "x"}).status_code,
    }

    assert answers == {404}
    assert Webhook.objects.count() == 0


def test_unusable_address_is_marked_at_its_field(scene: Scene) -> None:
    client = caller(scene, "system_administrator")

    answer = post(client, PLACE, {"name": "x", "address": "file:///etc/passwd", "kinds": ["case"]})

    assert answer.status_code == 422
    assert list(answer.json()["fields"]) == ["address"]
