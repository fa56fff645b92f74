"""Keys are made by managers, shown once, ended; contacts have pages; recordings are heard for a reason."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.intake import exchange
from hengxian.hotline.models import AccessKey, Contact
from hengxian.journal.models import Entry
from tests.hotline.intake.test_calls import CONFERENCE, MOBILE, told
from tests.web_hotline.scene import Scene

SOUND = b"RIFF....WAVE"


@pytest.fixture
def call(scene: Scene, settings: Any, tmp_path: Path) -> Contact:
    settings.HENGXIAN_RECORDINGS = tmp_path
    (tmp_path / "C1.wav").write_bytes(SOUND)
    kept = told("9", "recording", 215, path="C1.wav", sha256=hashlib.sha256(SOUND).hexdigest())
    exchange.take_lines(scene.line.hotline, map(json.dumps, [*CONFERENCE[:8], kept]), at=scene.line.at)
    return Contact.objects.get()


def test_a_manager_makes_a_key_that_is_shown_once(scene: Scene) -> None:
    browser = scene.client("manager")
    said = {"hotline": scene.line.hotline.pk, "name": "短信平台", "purpose": "messages", "channel": "sms"}

    refused = browser.post("/manage/keys/", {**said, "channel": ""})
    made = browser.post("/manage/keys/", said).content.decode()
    later = browser.get("/manage/keys/").content.decode()
    browser.post(f"/manage/keys/{AccessKey.objects.get().pk}/end/")

    assert refused.status_code == 422 and "须选定网关的渠道" in refused.content.decode()
    assert "hxl_" in made and "hxl_" not in later and "短信平台" in later
    assert AccessKey.objects.get().ended_at is not None


@pytest.mark.covers("R9.2.2.2")
def test_a_recording_is_heard_for_a_reason_and_that_is_logged(scene: Scene, call: Contact) -> None:
    browser, place = scene.client("agent"), f"/desk/contact/{call.pk}/recording/"

    silent = browser.post(place, {"reason": ""})
    heard = browser.post(place, {"reason": "核对地址"})

    assert silent.status_code == 422
    assert b"".join(heard.streaming_content) == SOUND
    assert heard["Cache-Control"] == "private, no-store"
    assert list(Entry.objects.filter(verb="play").values_list("actor", "reason")) == [("话务甲", "核对地址")]


def test_a_contact_s_page_masks_the_caller_and_shows_legs_and_clock(scene: Scene, call: Contact) -> None:
    page = scene.client("manager").get(f"/manage/contact/{call.pk}/").content.decode()

    assert MOBILE not in page and "138****0000" in page
    assert "城管局" in page and "9 秒后人工应答（限 15s）" in page
    assert scene.client("stranger").get(f"/desk/contact/{call.pk}/").status_code == 404


def test_a_manager_marks_a_mystery_call_with_a_reason(scene: Scene, call: Contact) -> None:
    browser = scene.client("manager")

    refused = browser.post(f"/manage/contact/{call.pk}/mark-test/", {"reason": ""})
    browser.post(f"/manage/contact/{call.pk}/mark-test/", {"reason": "第三方神秘来电"})

    call.refresh_from_db()
    assert (refused.status_code, call.is_test) == (422, True)
