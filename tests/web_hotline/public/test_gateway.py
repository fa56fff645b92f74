"""Programmes hand in events and messages with a key; the same handed in again changes nothing."""

import json
from typing import Any

import pytest

from hengxian.hotline.intake import access
from hengxian.hotline.models import Contact
from tests.hotline.intake.test_calls import CONFERENCE
from tests.web_hotline.scene import Scene


def key(scene: Scene, purpose: str, channel: str = "") -> dict[str, str]:
    by = scene.line.actor("manager")
    _, text = access.make(scene.line.hotline, "接入方", purpose, by=by, at=scene.line.at, channel=channel)
    return {"Authorization": f"Bearer {text}"}


def send(scene: Scene, path: str, body: str, headers: dict[str, str]) -> Any:
    browser = scene.client("anonymous")
    return browser.post(f"/public/intake/{path}", body, content_type="application/json", headers=headers)


@pytest.mark.covers("B-1")
def test_a_switch_hands_in_its_events_and_may_repeat_them(scene: Scene) -> None:
    body = "\n".join(json.dumps(event, ensure_ascii=False) for event in CONFERENCE) + "\n{"
    headers = key(scene, "exchange")

    answers = [send(scene, "exchange", body, headers).json() for _ in range(2)]

    wrong = [{"line": 10, "sentence": "不是一行 JSON"}]
    assert answers == [{"new": 9, "known": 0, "refused": wrong}, {"new": 0, "known": 9, "refused": wrong}]
    assert Contact.objects.get().channel == "phone"


@pytest.mark.covers("R3.2")
@pytest.mark.parametrize("channel", ["sms", "app", "social"])
def test_a_gateway_hands_in_messages_of_its_channel(scene: Scene, channel: str) -> None:
    body = json.dumps(
        {"id": "m1", "from": "0599-00001234", "text": "路灯不亮", "at": "2026-03-02T12:00:00+08:00"}
    )
    headers = key(scene, "messages", channel)

    answers = [send(scene, "messages", body, headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [201, 200]
    contact = Contact.objects.get()
    assert (contact.channel, contact.text, contact.arrived_at.isoformat()) == (
        channel, "路灯不亮", "2026-03-02T04:00:00+00:00",
    )  # fmt: skip


def test_nobody_comes_in_without_the_right_key(scene: Scene) -> None:
    gateway = key(scene, "messages", "sms")
    made, text = access.make(
        scene.line.hotline, "旧", "exchange", by=scene.line.actor("manager"), at=scene.line.at
    )
    access.end(made, by=scene.line.actor("manager"), at=scene.line.at)

    statuses = [
        send(scene, "exchange", "{}", headers).status_code
        for headers in ({}, gateway, {"Authorization": f"Bearer {text}"})
    ]

    assert statuses == [403, 403, 403]


@pytest.mark.parametrize("body", ["[]", "{", "{}", json.dumps({"id": "1", "text": "喂", "at": "gestern"})])
def test_what_is_no_message_is_refused_in_one_sentence(scene: Scene, body: str) -> None:
    answer = send(scene, "messages", body, key(scene, "messages", "sms"))

    assert (answer.status_code, len(answer.json()["sentence"]) > 5) == (422, True)
