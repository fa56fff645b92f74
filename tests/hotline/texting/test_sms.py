"""短信: told from the journal to a real gateway on this machine, signed, once, and never to whoever wishes for silence."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hengxian.hotline.actions import sms as acts
from hengxian.hotline.archive.destroying import ask_to_erase
from hengxian.hotline.intake import contacts
from hengxian.hotline.intake.callers import Particulars, known
from hengxian.hotline.intake.contacts import Message
from hengxian.hotline.models import Contact, Hotline, Order, Sms, SmsGateway, Survey
from hengxian.hotline.surveying.tokens import token_of
from hengxian.hotline.texting import receipts, relaying
from hengxian.hotline.texting.asking import mobile_of
from hengxian.hotline.texting.listing import list_messages
from hengxian.hotline.texting.relaying import relay_sms
from hengxian.hotline.texting.sending import HELD, MOST_REFUSALS, send
from hengxian.journal.models import Entry
from hengxian.journal.models.erasure import Erasure
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere
from hengxian.records.models import Notice
from hengxian.records.outbox.relaying import MOST_FAILURES, MOST_REFUSED, PAUSES
from hengxian.records.outbox.signing import headers, is_signed, secret_of
from tests.hotline.closing import closed
from tests.hotline.intake.checking import chain_faults
from tests.hotline.line import Line
from tests.records.webhooks.receiver import Receiver, receiver

NUMBER = "138" + "0000" + "5678"  # no mobile number stands in the repository (G-24)
FIVE = timedelta(minutes=5)
ALL = {"received": "T1", "closed": "T2", "survey": "T3", "reply": "T4"}


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.HENGXIAN_SITE = "hotline"
    settings.HENGXIAN_SITES = {"hotline": "https://hotline.example"}


@pytest.fixture
def far(settings: Any) -> Iterator[Receiver]:
    settings.HENGXIAN_WEBHOOK_NETWORKS = ["127.0.0.1/32"]
    with receiver() as found:
        yield found


def registered(line: Line, address: str, hotline: Hotline | None = None, **templates: str) -> SmsGateway:
    facts = {f"template_{type_}": template for type_, template in (templates or ALL).items()}
    return acts.register(
        hotline or line.hotline, by=line.actor("manager"), at=line.at, name="短信公司（虚构）", address=address,
        basis="合同〔2026〕1号（虚构）", **facts,
    )  # fmt: skip


@pytest.fixture
def gateway(line: Line, far: Receiver) -> SmsGateway:
    return registered(line, far.address)


def calling(line: Line, telephone: str = NUMBER) -> dict[str, Any]:
    """Columns of an order whose caller left that number."""
    caller = known(line.hotline, telephone, by=line.actor("agent"), at=line.at)
    return {"caller": caller, "is_anonymous": False}


def said(far: Receiver) -> list[dict[str, Any]]:
    return [json.loads(body) for _, _, body in far.heard]


def test_acceptance_and_closing_are_told_once_signed_and_without_the_matter(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    order = closed(line, **calling(line))
    other = line.order(**calling(line))

    taken = [relay_sms(line.later(minutes=5)), relay_sms(line.later(minutes=5))]

    first, second = said(far)
    (_, head, body) = far.heard[0]
    assert taken == [2, 0]
    assert first == {
        "id": f"city-sms-{Sms.objects.order_by('pk')[0].pk}", "type": "closed", "to": NUMBER, "template": "T2",
        "parameters": {
            "hotline": "甲市12345热线", "telephone": "12345", "number": order.number,
            "link": "https://hotline.example/public/city/progress/",
        },
        "text": f"【甲市12345热线】您反映的事项（工单编号 {order.number}）已办结。如有疑问请拨打 12345，"
        "查询：https://hotline.example/public/city/progress/",
    }  # fmt: skip
    assert (second["type"], second["parameters"]["number"]) == ("received", other.number)
    at = datetime.fromtimestamp(int(head["webhook-timestamp"]), UTC)
    assert is_signed(head, body, gateway.salt, at=at, within=FIVE)
    assert not is_signed(head, body + b" ", gateway.salt, at=at, within=FIVE)
    assert {each.standing for each in Sms.objects.all()} == {"已交网关"}
    assert chain_faults() == []


def test_number_stands_neither_in_the_message_nor_in_the_journal(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    relay_sms(line.later(minutes=5))

    entries = Entry.objects.filter(object_kind="sms").select_related("said")

    assert len(entries) == 1
    assert NUMBER not in str([(entry.reason, entry.said.facts) for entry in entries])
    assert NUMBER not in str(list(Sms.objects.values()))


@pytest.mark.covers("B-8")
@pytest.mark.parametrize(
    "columns", [{"no_reply": True}, {"is_test": True}, {"telephone": "0599-00001234"}, {"is_anonymous": True}]
)
def test_nobody_is_told_who_wishes_for_silence_or_has_no_mobile(
    line: Line, gateway: SmsGateway, far: Receiver, columns: dict[str, Any]
) -> None:
    own = dict(columns)
    whose = {} if own.get("is_anonymous") else calling(line, own.pop("telephone", NUMBER))

    line.order(**whose | own)
    relay_sms(line.later(minutes=5))

    assert far.heard == []


def test_whoever_was_answered_in_the_call_gets_no_message_and_a_type_without_template_is_not_sent(
    line: Line, far: Receiver
) -> None:
    registered(line, far.address, received="T1")
    order = line.order(**calling(line))
    line.does("agent", order, "answer", without_article="常识", result="已答复")
    closed(line, **calling(line))

    relay_sms(line.later(minutes=5))

    assert far.heard == []


def test_gateway_that_fails_gets_the_same_id_later_and_the_citizen_one_message(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    far.answers = [503]
    at = line.later(minutes=5)

    counts = [
        relay_sms(at), relay_sms(at + timedelta(minutes=PAUSES[0], seconds=-1)),
        relay_sms(at + timedelta(minutes=PAUSES[0])), relay_sms(at + timedelta(hours=2)),
    ]  # fmt: skip

    assert counts == [0, 0, 1, 0]
    assert len({each[1]["webhook-id"] for each in far.heard}) == 1 and len(far.heard) == 2
    assert [(each.tries, each.status) for each in Sms.objects.all()] == [(2, 200)]


def test_two_workers_do_not_hand_the_same_message_over(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    far.answers = [503]
    at = line.later(minutes=5)
    relay_sms(at)
    sms = Sms.objects.get()
    Sms.objects.update(held_until=at + HELD)  # somebody is about to

    results = [send(gateway, sms, at).name, send(gateway, sms, at + HELD + timedelta(seconds=1)).name]
    again = send(gateway, sms, at + HELD * 2).name

    assert (results, again, len(far.heard)) == (["HELD", "TAKEN"], "HELD", 2)


def test_message_refused_for_good_holds_up_nobody_and_old_news_is_not_sent(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line)), line.order(**calling(line))
    far.answers = [422]
    relay_sms(line.later(minutes=5))
    line.order(**calling(line))
    far.answers = [500]
    relay_sms(line.later(minutes=5))

    relay_sms(line.later(hours=25))

    assert [each["type"] for each in said(far)] == ["received"] * 3
    assert [(each.standing, each.status, each.answer) for each in Sms.objects.order_by("pk")] == [
        ("未发送", 422, "收到"), ("已交网关", 200, "收到"), ("未发送", None, "超过 24 小时未能发出，已过时"),
    ]  # fmt: skip


def test_message_that_is_always_refused_holds_up_nobody_and_is_ended_with_its_reason(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    first = line.order(**calling(line))
    list_messages(gateway, line.at)
    far.refused = {first.sms.get().identity}
    at, rounds = line.at, []
    for _ in range(MOST_REFUSALS + 1):
        line.order(**calling(line))
        at += FIVE
        rounds.append(relay_sms(at))
    gateway.refresh_from_db()

    assert rounds == [1] * (MOST_REFUSALS + 1)
    assert (gateway.status, gateway.failures, gateway.next_at) == ("启用", 0, None)
    bad = first.sms.get()
    assert (bad.standing, bad.tries, bad.status, bad.answer) == (
        "未发送", MOST_REFUSALS, 503, "网关 5 次没有接受，不再发送：收到",
    )  # fmt: skip


def test_lone_message_that_is_always_refused_is_ended_before_the_gateway_is_switched_off(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    far.answers = [503] * MOST_REFUSALS
    at = line.later(minutes=5)
    for pause in PAUSES[:MOST_REFUSALS]:
        relay_sms(at)
        at += timedelta(minutes=pause)
    line.order(**calling(line))

    taken = relay_sms(at)

    gateway.refresh_from_db()
    assert (taken, gateway.status, gateway.failures) == (1, "启用", 0)
    assert [each.standing for each in Sms.objects.order_by("pk")] == ["未发送", "已交网关"]


def test_gateway_that_refuses_all_is_what_fails_and_no_message_is_ended_for_it(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    for _ in range(2):
        line.order(**calling(line))
    far.answers = [503] * 2 * (MOST_FAILURES - 1)
    at = line.later(minutes=5)
    for pause in PAUSES:
        relay_sms(at)
        at += timedelta(minutes=pause)

    taken = relay_sms(at)

    assert (taken, len(far.heard)) == (2, 2 * MOST_FAILURES)
    assert {(each.standing, each.tries) for each in Sms.objects.all()} == {("已交网关", MOST_FAILURES)}


def test_three_refusals_in_a_row_end_the_round(line: Line, gateway: SmsGateway, far: Receiver) -> None:
    for _ in range(MOST_REFUSED + 1):
        line.order(**calling(line))
    far.answers = [503] * MOST_REFUSED

    taken = relay_sms(line.later(minutes=5))

    gateway.refresh_from_db()
    assert (taken, len(far.heard), gateway.failures) == (0, MOST_REFUSED, 1)


def test_too_many_failures_switch_it_off_tell_the_managers_and_switched_on_it_starts_from_now(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line)), line.order(**calling(line))
    far.answers = [500] * 2 * MOST_FAILURES
    at = line.later(minutes=5)
    for pause in (*PAUSES, 0):
        relay_sms(at)
        at += timedelta(minutes=pause)
    gateway.refresh_from_db()
    status, heard = gateway.status, len(far.heard)
    line.at = at
    line.order(**calling(line))
    relay_sms(line.later(days=1))
    while_off = len(far.heard)

    line.does("manager", gateway, "switch_on", reason="已修复")
    line.order(**calling(line))
    relay_sms(line.later(days=1))

    told = {each.account.username for each in Notice.objects.exclude(account=None) if each.account}
    assert (status, heard, while_off) == ("停用", 2 * MOST_FAILURES, 2 * MOST_FAILURES)
    assert told == {"manager", "manager_two"}
    assert len(far.heard) == 2 * MOST_FAILURES + 1
    assert chain_faults() == []


def wrote(line: Line, text: str = "路灯不亮") -> Contact:
    message = Message("sms", "m-1", line.at, text, sender=Particulars(telephone=NUMBER))
    return contacts.arrive(line.hotline, message, at=line.at)[0]


def test_agents_answer_to_a_message_goes_back_by_sms_at_once(
    line: Line, gateway: SmsGateway, far: Receiver, django_capture_on_commit_callbacks: Any
) -> None:
    contact = wrote(line)

    with django_capture_on_commit_callbacks(execute=True):
        contacts.respond(contact, "已派人查看", by=line.actor("agent"), at=datetime.now(UTC))

    (told,) = said(far)
    assert (told["type"], told["template"], told["to"]) == ("reply", "T4", NUMBER)
    assert told["parameters"] == {"hotline": "甲市12345热线", "telephone": "12345", "content": "已派人查看"}
    assert told["text"] == "【甲市12345热线】已派人查看"
    assert [each.story for each in Sms.objects.all()] == [contact.story]


@pytest.mark.parametrize(("answers", "standing"), [([], ["已交网关"] * 2), ([500], ["待发送"] * 2)])
def test_answer_does_not_wait_for_what_failed_before_and_ends_or_leaves_the_pause(
    line: Line, gateway: SmsGateway, far: Receiver, django_capture_on_commit_callbacks: Any, answers: list[int],
    standing: list[str],
) -> None:  # fmt: skip
    line.order(**calling(line))
    far.answers = [500]
    relay_sms(datetime.now(UTC))
    far.answers = list(answers)
    contact = wrote(line)

    with django_capture_on_commit_callbacks(execute=True):
        contacts.respond(contact, "已派人查看", by=line.actor("agent"), at=datetime.now(UTC))

    gateway.refresh_from_db()
    assert [each.standing for each in Sms.objects.order_by("pk")] == standing
    assert (gateway.failures, gateway.next_at is None) == ((1, False) if answers else (0, True))
    assert len(far.heard) == (2 if answers else 3)


def test_answer_waits_for_nobody_where_the_hotline_sends_none(line: Line, far: Receiver) -> None:
    contacts.respond(wrote(line), "已派人查看", by=line.actor("agent"), at=line.at)

    assert (Sms.objects.count(), far.heard) == (0, [])


def test_answers_words_go_with_the_order_that_is_destroyed(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    contact = wrote(line)
    contacts.respond(contact, "已派人查看", by=line.actor("agent"), at=line.at)
    order = closed(line, contact=Contact.objects.get(), channel="sms")

    asked = ask_to_erase(order, None, by=line.actor("agent_two"), at=line.at, reason="期满")

    assert "sms" in set(Erasure.objects.filter(pk__in=asked).values_list("object_kind", flat=True))


def test_survey_goes_out_by_sms_with_its_own_link(line: Line, gateway: SmsGateway, far: Receiver) -> None:
    order = closed(line, **calling(line))
    gone = relay_sms(line.later(minutes=5))
    survey = Survey(hotline=line.hotline, name="三月", since=date(2026, 3, 1), until=date(2026, 3, 31))
    line.does("manager", survey, "open")

    line.does("manager", survey, "invite")
    relay_sms(line.later(minutes=5))

    told = said(far)[gone]
    assert (told["type"], told["parameters"]["link"]) == (
        "survey", f"https://hotline.example/public/survey/{token_of(survey, order)}/",
    )  # fmt: skip
    assert [each.way for each in survey.invitations.all()] == ["短信"]


def receipt(gateway: SmsGateway, at: datetime, **body: str) -> tuple[bytes, dict[str, str]]:
    text = json.dumps(body).encode()
    return text, headers("r-1", text, secret_of(gateway.salt), at=at)


@pytest.mark.parametrize(("status", "standing"), [("delivered", "已送达"), ("failed", "未送达")])
def test_receipt_says_whether_it_reached_the_telephone_and_the_first_stands(
    line: Line, gateway: SmsGateway, far: Receiver, status: str, standing: str
) -> None:
    line.order(**calling(line))
    relay_sms(line.later(minutes=5))
    at, identity = line.later(minutes=1), said(far)[0]["id"]
    other = "failed" if status == "delivered" else "delivered"

    for each in (status, status, other):
        body, head = receipt(gateway, at, id=identity, status=each)
        sms = receipts.take(gateway.pk, body, head, at=at)

    assert (sms.standing, Sms.objects.get().outcome_at) == (standing, at)


def test_forged_old_strange_and_malformed_receipts_are_refused(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    relay_sms(line.later(minutes=5))
    at, identity = line.at, said(far)[0]["id"]
    body, head = receipt(gateway, at, id=identity, status="delivered")

    with pytest.raises(NotAllowed):
        receipts.take(gateway.pk, body + b" ", head, at=at)
    with pytest.raises(NotAllowed):
        receipts.take(gateway.pk, body, head, at=at + timedelta(minutes=6))
    with pytest.raises(NotAllowed):
        receipts.take(gateway.pk + 1, body, head, at=at)
    for wrong in ("city-sms-0", "heat-sms-1", "x", "city-sms-²"):
        with pytest.raises(NotThere):
            receipts.take(gateway.pk, *receipt(gateway, at, id=wrong, status="delivered"), at=at)
    with pytest.raises(Incomplete, match="delivered、failed"):
        receipts.take(gateway.pk, *receipt(gateway, at, id=identity, status="read"), at=at)

    assert Sms.objects.get().standing == "已交网关"


def test_only_a_manager_of_the_hotline_registers_and_one_gateway_is_in_use(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    with pytest.raises(Incomplete, match="本热线已在使用短信网关“短信公司（虚构）”，请先停用"):
        registered(line, far.address)
    with pytest.raises(NotAllowed):
        registered(line, far.address, hotline=line.other)
    line.does("manager", gateway, "switch_off", reason="换公司")
    registered(line, far.address, closed="T9")
    with pytest.raises(Incomplete, match="请先停用"):
        line.does("manager", gateway, "switch_on", reason="换回")


@pytest.mark.parametrize("address", ["ftp://a.example/", "https://u:p@a.example/", ""])
def test_address_that_cannot_be_is_refused(line: Line, address: str) -> None:
    with pytest.raises(Incomplete, match="接收地址"):
        registered(line, address)


def test_gateway_without_any_template_is_refused(line: Line, far: Receiver) -> None:
    with pytest.raises(Incomplete, match="至少填写一种短信的模板编号"):
        acts.register(
            line.hotline, by=line.actor("manager"), at=line.at, name="甲", address=far.address, basis="合同"
        )


@pytest.mark.parametrize(
    ("written", "digits"),
    [(NUMBER, NUMBER), (f"+86 {NUMBER[:3]}-{NUMBER[3:]}", NUMBER), (f"0086{NUMBER}", NUMBER),
     ("".join(chr(ord(digit) + 0xFEE0) for digit in NUMBER), NUMBER), (f"１{NUMBER[1:-1]}٣", ""),
     ("0599-00001234", ""), ("12345", ""), ("", ""), (f"{NUMBER}1", "")],
)  # fmt: skip
def test_mobile_numbers_are_known_however_they_are_written(written: str, digits: str) -> None:
    assert mobile_of(written) == digits


def test_reopened_order_is_told_of_again_when_it_is_closed_again(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    order = closed(line, **calling(line))
    line.does("manager", order, "reopen", reason="核查不实")
    relay_sms(line.later(minutes=5))
    still_open = len(far.heard)
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已重新修复")
    line.does("clerk", Order.objects.get(pk=order.pk), "record", result="已修复", claimed_resolved=True)

    relay_sms(line.later(minutes=5))

    assert (still_open, [each["type"] for each in said(far)]) == (1, ["received", "closed"])


def test_the_round_of_one_gateway_ends_in_time(
    line: Line, gateway: SmsGateway, far: Receiver, settings: Any
) -> None:
    for _ in range(3):
        line.order(**calling(line))
    each = relaying.ROUND_SECONDS / 2 + 1

    taken = relay_sms(line.later(minutes=5), clock=lambda: len(far.heard) * each)

    assert (taken, len(far.heard)) == (2, 2)


def test_gateway_switched_off_in_the_middle_of_a_round_gets_nothing_more(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    for _ in range(2):
        line.order(**calling(line))
    far.answers = [503] * 2
    at = line.later(minutes=5)
    relay_sms(at)
    line.does("manager", gateway, "switch_off", reason="合同到期")

    results = [send(gateway, each, at + FIVE).name for each in Sms.objects.order_by("pk")]

    assert (results, len(far.heard)) == (["HELD", "HELD"], 2)


def test_what_waits_at_a_gateway_that_stays_off_is_ended_after_a_day(
    line: Line, gateway: SmsGateway, far: Receiver
) -> None:
    line.order(**calling(line))
    far.answers = [503]
    relay_sms(line.later(minutes=5))
    line.does("manager", gateway, "switch_off", reason="合同到期")

    relay_sms(line.later(hours=25))

    assert [(each.standing, each.answer) for each in Sms.objects.all()] == [
        ("未发送", "超过 24 小时未能发出，已过时")
    ]
