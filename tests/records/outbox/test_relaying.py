"""An outlet is one worker's while its round lasts, however long the rounds before it took."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import count

import pytest

from hengxian.journal.acting import perform
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


@pytest.mark.django_db
@pytest.mark.parametrize(("verb", "sent"), [("switch_off", 1), ("renew", 3)])
def test_what_a_person_does_in_the_middle_of_a_round_holds_from_the_next_message(
    verb: str, sent: int
) -> None:
    by = found_site()["system_administrator"].as_actor()
    webhook = registering.register("甲", "https://a.example/", ["notice"], by=by, at=NOON)
    salts: list[str] = []

    def send(outlet: Webhook, message: int, at: datetime) -> Result:
        if not salts:
            perform(Webhook.objects.get(), verb, by=by, at=at, reason="人员变动")
        salts.append(outlet.salt)
        return Result.TAKEN

    outbox(send, 3).relay(NOON, lambda: 0.0)

    assert len(salts) == sent
    assert salts[1:] == [Webhook.objects.get().salt] * (sent - 1)
    assert salts[0] == webhook.salt


@pytest.mark.django_db
def test_an_outlet_is_taken_as_it_stands_when_its_turn_comes() -> None:
    by = found_site()["system_administrator"].as_actor()
    for name in ("甲", "乙"):
        registering.register(name, f"https://{name == '甲'}.example/", ["notice"], by=by, at=NOON)
    seen: list[int] = []

    def send(outlet: Webhook, message: int, at: datetime) -> Result:
        if outlet.name == "甲":  # meanwhile another worker had the second
            Webhook.objects.filter(name="乙").update(told_up_to=77)
        else:
            seen.append(outlet.told_up_to)
        return Result.TAKEN

    outbox(send).relay(NOON, lambda: 0.0)

    assert seen == [77]


@pytest.mark.django_db
def test_an_outlet_that_failed_with_another_worker_meanwhile_rests() -> None:
    by = found_site()["system_administrator"].as_actor()
    for name in ("甲", "乙"):
        registering.register(name, f"https://{name == '甲'}.example/", ["notice"], by=by, at=NOON)
    sent: list[str] = []

    def send(outlet: Webhook, message: int, at: datetime) -> Result:
        sent.append(outlet.name)
        Webhook.objects.filter(name="乙").update(failures=1, next_at=NOON + timedelta(minutes=5))
        return Result.TAKEN

    outbox(send).relay(NOON, lambda: 0.0)

    assert (sent, Webhook.objects.get(name="乙").failures) == (["甲"], 1)


def outbox(send: object, messages: int = 1) -> "Outbox[Webhook, int]":
    """An outbox of webhooks with so many messages each, that nobody listed."""

    def waiting(webhook: Webhook) -> Iterable[int]:
        return range(messages)

    return Outbox(Webhook, lambda webhook, at: 0, waiting, send, lambda *told: None, seconds=10_000)  # type: ignore[arg-type]
