"""Webhooks: told from the journal, signed, in order, at least once, and never to a machine inside."""

import base64
import hashlib
import hmac
import json
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from hengxian.journal import verifying
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.people.models import Account
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models import Delivery, Notice, Webhook
from hengxian.records.notices.telling import To, tell
from hengxian.records.outbox import posting
from hengxian.records.outbox.addresses import NotCalled, checked, place_of, reachable
from hengxian.records.outbox.posting import Answer, post
from hengxian.records.outbox.relaying import MOST_FAILURES, PAUSES
from hengxian.records.outbox.signing import secret_of
from hengxian.records.webhooks import registering
from hengxian.records.webhooks.relaying import relay
from tests.cast import NOON, found_site
from tests.records.webhooks.receiver import Receiver, receiver

LATER = NOON + timedelta(minutes=5)


@pytest.fixture
def keeper(db: None) -> Actor:
    found_site()
    return Account.objects.get(username="system_administrator").as_actor()


@pytest.fixture
def far(settings) -> Iterator[Receiver]:
    settings.HENGXIAN_WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with receiver() as found:
        yield found


@pytest.fixture
def webhook(keeper: Actor, far: Receiver) -> Webhook:
    return registering.register("公文系统", far.address, ["notice"], by=keeper, at=NOON)


def told(number: int) -> Notice:
    return tell(To(role="clerk"), f"第 {number} 件", about=f"case:{number}", by=TIMETABLE, at=NOON)


def as_sent(each: tuple[str, dict[str, str], bytes]) -> dict:
    return json.loads(each[2])


def test_an_act_is_told_signed_and_without_a_word_of_it(webhook: Webhook, far: Receiver):
    notice = told(7)

    taken = relay(LATER)

    (path, headers, body) = far.heard[0]
    entry = Entry.objects.get(object_kind="notice")
    key = base64.b64decode(secret_of(webhook.salt).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    assert (taken, path, headers["webhook-timestamp"]) == (
        1,
        "/hook?for=hengxian",
        str(int(LATER.timestamp())),
    )
    assert (
        headers["webhook-signature"]
        == "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    )
    assert json.loads(body) == {
        "id": f"body-{entry.sequence}", "site": "body", "sequence": entry.sequence, "event": "notice.tell",
        "object": {"kind": "notice", "id": str(notice.pk)}, "story": "case:7", "from": "", "to": "", "at": NOON.isoformat(),
    }  # fmt: skip
    assert [(each.standing, each.status, each.answer) for each in Delivery.objects.all()] == [
        ("已送达", 200, "收到")
    ]


def test_the_verification_printed_in_the_docs_knows_ours_from_a_forgery(
    webhook: Webhook, far: Receiver, root: Path
):
    printed = (root / "docs/webhooks.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    known: dict[str, Any] = {}
    exec(printed, known)
    told(1)
    relay(datetime.now(UTC))

    (_, headers, body) = far.heard[0]
    secret = secret_of(webhook.salt)
    answers = [
        known["is_ours"](headers, body, secret),
        known["is_ours"](headers, body + b" ", secret),
        known["is_ours"](
            headers | {"webhook-timestamp": str(int(headers["webhook-timestamp"]) - 1)}, body, secret
        ),
        known["is_ours"](headers, body, secret_of("another")),
    ]

    assert answers == [True, False, False, False]


def test_what_was_rolled_back_is_never_told_and_nothing_is_told_twice(webhook: Webhook, far: Receiver):
    with transaction.atomic():
        told(1)
        transaction.set_rollback(True)
    told(2)

    counts = [relay(LATER), relay(LATER)]

    assert counts == [1, 0]
    assert [as_sent(each)["story"] for each in far.heard] == ["case:2"]


def test_a_receiver_that_fails_is_told_again_later_in_order_and_under_the_same_id(
    webhook: Webhook, far: Receiver
):
    told(1), told(2)
    far.answers = [503]

    first = relay(LATER)
    too_soon = relay(LATER + timedelta(minutes=PAUSES[0], seconds=-1))
    again = relay(LATER + timedelta(minutes=PAUSES[0]))

    assert (first, too_soon, again) == (0, 0, 2)
    assert [as_sent(each)["story"] for each in far.heard] == ["case:1", "case:1", "case:2"]
    assert far.heard[0][1]["webhook-id"] == far.heard[1][1]["webhook-id"]
    assert list(Delivery.objects.order_by("sequence").values_list("tries", flat=True)) == [2, 1]


def test_a_redirect_is_an_answer_and_is_not_followed(webhook: Webhook, far: Receiver):
    told(1)
    far.answers = [302]

    relay(LATER)

    assert [each[0] for each in far.heard] == ["/hook?for=hengxian"]
    assert [(each.standing, each.status) for each in Delivery.objects.all()] == [("未送达", 302)]


def test_too_many_failures_switch_it_off_with_a_notice_and_switched_on_it_goes_on(
    webhook: Webhook, far: Receiver, keeper: Actor
):
    told(1)
    far.answers = [500] * MOST_FAILURES
    at = LATER

    for pause in (*PAUSES, 0):
        relay(at)
        at += timedelta(minutes=pause)
    webhook.refresh_from_db()
    status, heard = webhook.status, len(far.heard)
    notice = Notice.objects.get(role="system_administrator")
    relay(at + timedelta(days=9))
    still_off = len(far.heard)
    perform(webhook, "switch_on", by=keeper, at=at, reason="对方已修复")
    relay(at, clock=lambda: 0.0)

    assert (status, heard, still_off) == ("停用", MOST_FAILURES, MOST_FAILURES)
    assert (
        notice.text
        == f"推送地址 {webhook.pk} 连续 8 次未送达，已停用；未送达的事项保留，重新启用后按次序补发"
    )
    assert set(Delivery.objects.filter(event="notice.tell").values_list("taken_at", flat=True)) == {at}
    assert list(verifying.faults()) == []


def test_a_test_is_sent_at_once_and_not_again(webhook: Webhook, far: Receiver, keeper: Actor):
    far.answers = [400]

    trial = registering.test(webhook, by=keeper, at=NOON)
    relay(LATER)

    assert (trial.event, trial.status, trial.standing) == ("test", 400, "未送达")
    assert [as_sent(each)["event"] for each in far.heard] == ["test"]


def test_a_renewed_secret_signs_and_the_journal_never_saw_one(webhook: Webhook, far: Receiver, keeper: Actor):
    before = secret_of(webhook.salt)

    perform(webhook, "renew", by=keeper, at=NOON, reason="人员变动")

    said = [
        str(entry.said.facts) for entry in Entry.objects.filter(object_kind="webhook").select_related("said")
    ]
    assert secret_of(webhook.salt) != before
    assert not any(secret[6:20] in each for each in said for secret in (before, secret_of(webhook.salt)))
    assert before not in str(Webhook.objects.values())


def test_only_the_system_administrator_registers(far: Receiver, keeper: Actor):
    other = Account.objects.get(username="security_administrator").as_actor()

    with pytest.raises(NotAllowed, match="没有“登记推送地址”的权限"):
        registering.register("别的", far.address, ["notice"], by=other, at=NOON)

    assert Webhook.objects.count() == 0


@pytest.mark.parametrize(
    "address",
    ["ftp://a.example/", "https://u:p@a.example/", "https://a.example/#x", "https://a.example:x/", "https:///", "https://a b/"],
)  # fmt: skip
def test_an_address_that_cannot_be_is_refused(keeper: Actor, address: str):
    with pytest.raises(Incomplete, match="接收地址"):
        registering.register("甲", address, ["notice"], by=keeper, at=NOON)


INSIDE = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "[::1]", "[fe80::1]", "[fc00::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "2130706433", "0x7f.1",
]  # fmt: skip


@pytest.mark.parametrize("host", INSIDE)
def test_a_machine_inside_is_not_called_however_it_is_written(host: str):
    with pytest.raises(NotCalled):
        reachable(place_of(f"https://{host}/"), ())


def test_the_operator_opens_a_network_and_only_there_a_call_goes_without_tls():
    opened = ["10.1.0.0/16"]

    inside = reachable(place_of("http://10.1.2.3/"), opened)

    assert inside == "10.1.2.3"
    for address in ("http://10.2.0.1/", "http://93.184.216.34/"):
        with pytest.raises(NotCalled):
            reachable(place_of(address), opened)


def test_a_name_is_judged_by_every_machine_it_answers_with():
    place = place_of("https://rebinding.example/")

    alone = checked(place, ["93.184.216.34"], ())

    assert alone == "93.184.216.34"
    with pytest.raises(NotCalled, match="内部网络"):
        checked(place, ["93.184.216.34", "127.0.0.1"], ())


def test_a_name_of_this_machine_is_not_called():
    answer = post("https://localhost/", b"{}", {}, inside=())

    assert (answer.is_taken, answer.text) == (
        False, "地址指向内部网络，运营者没有许可（HENGXIAN_WEBHOOK_NETWORKS）",
    )  # fmt: skip


def test_nobody_listening_is_a_sentence_and_no_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    answer = post(f"http://127.0.0.1:{port}/", b"{}", {}, inside=["127.0.0.0/8"])

    assert answer == Answer(None, "没有得到回答：对方的端口没有服务，请检查端口，或者对方服务是否已启动")


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".example"])
def test_a_host_that_no_name_can_be_is_answered_by_a_sentence(host: str) -> None:
    answer = post(f"https://{host}/", b"{}", {}, inside=[])

    assert (answer.status, answer.text) == (None, "没有找到这个主机名")


def test_what_is_no_answer_at_all_is_told_in_plain_words_that_quote_nothing() -> None:
    said = [b"\x00\xff nonsense\r\n\r\n", b"call " + b"138" + b"00005678\r\n\r\n"]
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_say, args=(server, said), daemon=True).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        answers = [post(address, b"{}", {}, inside=["127.0.0.1/32"]) for _ in range(2)]

    assert set(answers) == {
        Answer(None, "没有得到回答：对方的回答不是完整的 HTTP 回答，请检查地址和端口是否属于该服务")
    }


def test_whoever_hangs_up_speaks_no_tls_or_says_nothing_is_told_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "LONGEST_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_say, args=(server, [b"", b"no TLS\r\n", b"H"], 1.0), daemon=True).start()
        place = f"127.0.0.1:{server.getsockname()[1]}/"

        told = [
            post(f"{scheme}://{place}", b"{}", {}, inside=["127.0.0.1/32"]).text.removeprefix(
                "没有得到回答："
            )
            for scheme in ("http", "https", "http")
        ]

    assert told == [
        "对方没有答完就断开了", "没有谈成加密连接，请检查对方是否以 https 提供服务", "对方 8 秒内没有答完",
    ]  # fmt: skip


def _say(server: socket.socket, said: list[bytes], lasting: float = 0.0) -> None:
    """Each to the next who calls; then hung up, after the last only when that time is over."""
    for each in said:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(each)
            time.sleep(lasting * (each is said[-1]))
