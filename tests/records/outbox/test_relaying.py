"""An outlet is one worker's while its round lasts, however long the rounds before it took."""

from collections.abc import Iterable
from datetime import datetime
from itertools import count

import pytest

from hengxian.records.models import Webhook
from hengxian.records.outbox.relaying import Outbox, Result
from hengxian.records.webhooks import registering
from tests.cast import NOON, found_site

SLOW = 50.0  # seconds that pass whenever somebody looks at the clock


@pytest.mark.django_db
def test_no_second_worker_takes_an_outlet_that_comes_late_in_a_long_round() -> None:
    by = found_site()["system_administrator"].as_actor()
    for name in ("甲", "乙", "丙"):
        registering.register(name, f"https://{name == '甲'}.example/", ["notice"], by=by, at=NOON)
    second: list[int] = []
    sent: list[datetime] = []

    def send(webhook: Webhook, message: int, at: datetime) -> Result:
        sent.append(at)
        second.append(outbox(taking).relay(at, lambda: 0.0))  # another worker comes by in the middle
        return Result.TAKEN

    def taking(webhook: Webhook, message: int, at: datetime) -> Result:
        return Result.TAKEN if webhook.pk == current() else Result.HELD

    def current() -> int:
        return Webhook.objects.order_by("pk")[len(sent) - 1].pk

    ticks = count(0.0, SLOW)
    outbox(send).relay(NOON, lambda: next(ticks))

    assert second == [0, 0, 0]
    assert (sent[-1] - NOON).total_seconds() > 600
    assert set(Webhook.objects.values_list("held_until", flat=True)) == {None}


def outbox(send: object) -> "Outbox[Webhook, int]":
    """An outbox of webhooks with one message each, that nobody listed."""

    def waiting(webhook: Webhook) -> Iterable[int]:
        return [1]

    return Outbox(Webhook, lambda webhook, at: 0, waiting, send, lambda *told: None, seconds=10_000)  # type: ignore[arg-type]
