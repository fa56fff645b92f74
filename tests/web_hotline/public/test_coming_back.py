"""Back button, reload and a form left open: nothing is filed twice, no word is lost, no page is a dead end (B-8)."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengxian.hotline.models import Order
from hengxian.web.acting.visitor import now
from hengxian.web.public import following
from tests.web_hotline.public.test_requests import KEY, WORDS, sent
from tests.web_hotline.scene import Scene

FORM = "/public/city/request/"


def text(words: object) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile("a.txt", str(words).encode(), "text/plain")]


def stranger() -> Client:
    """A browser whose forms need their token, as a citizen's do."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "路灯不亮四天了，请修理。"},
        {"telephone": "0599-00009999"},
        {"is_confidential": "yes"},
        {"files": "现场情况"},
    ],
    ids=["words", "number", "wish", "file"],
)
def test_other_words_under_a_key_that_was_used_are_not_taken_for_the_first(
    scene: Scene, change: dict[str, object]
) -> None:
    browser = scene.client("anonymous")
    sent(browser)
    first = Order.objects.get()

    def again(**said: object) -> object:  # a browser reads the chosen file anew
        words = {name: text(value) if name == "files" else value for name, value in change.items()}
        return sent(browser, **words, **said)

    told = again()
    page = told.content.decode()
    fresh = re.search(r'name="key" value="([^"]+)"', page)[1]
    same = sent(browser)
    other = again(key=fresh)

    assert (told.status_code, same.status_code, other.status_code) == (409, 200, 200)
    assert f"已经提交过，工单编号 {first.number}" in page and str(change.get("text", "路灯不亮")) in page
    assert fresh != KEY and Order.objects.count() == 2


@pytest.mark.parametrize("key", ["", "short", "有空 格"])
def test_a_form_without_a_usable_key_is_filed_under_one_of_its_own(scene: Scene, key: str) -> None:
    answer = sent(scene.client("anonymous"), key=key)

    assert answer.status_code == 200 and Order.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "said", "kept"),
    [
        (FORM, {**WORDS, "key": KEY}, "路灯不亮三天了，请修理。</textarea>"),
        ("/public/city/progress/", {"number": "20260302-00001", "query_code": "x"}, 'value="20260302-00001"'),
    ],
)
def test_a_form_left_open_too_long_comes_back_with_its_words_and_can_be_sent(
    scene: Scene, place: str, said: dict[str, str], kept: str
) -> None:
    browser = stranger()

    late = browser.post(place, said)
    page = late.content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    again = browser.post(place, {**said, "csrfmiddlewaretoken": token})

    assert (late.status_code, "页面已过期，内容没有提交" in page, kept in page) == (403, True, True)
    assert "页面已过期" not in again.content.decode()
    assert Order.objects.count() == (place == FORM)


def test_other_forms_without_their_token_are_refused_as_ever(scene: Scene) -> None:
    answer = stranger().post("/account/login/", {"login": "agent", "password": "x"})

    assert answer.status_code == 403 and "页面已过期（长时间未操作" in answer.content.decode()


def test_progress_may_be_loaded_again_for_a_while_and_then_asks_for_the_code(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = scene.client("anonymous")
    code = re.search(r'monospace">([^<]+)<', sent(browser).content.decode())[1]
    number = Order.objects.get().number
    shown = browser.post("/public/city/progress/", {"number": number, "query_code": code})

    again = [browser.get(shown.url).content.decode() for _ in range(2)]
    elsewhere = browser.get(shown.url.replace("/city/", "/heat/"))
    forged = browser.get(shown.url[:-6] + "AAAAA/")
    monkeypatch.setattr(following, "now", lambda: now() + timedelta(minutes=16))
    over = browser.get(shown.url)

    page = over.content.decode()
    assert again[0] == again[1] and "现在的状态" in again[0]
    assert code not in shown.url and (elsewhere.status_code, forged.status_code) == (404, 410)
    assert (over.status_code, "请再次输入查询码" in page, f'value="{number}"' in page) == (410, True, True)
    assert 'action="/public/city/progress/"' in page and "现在的状态" not in page


def test_hidden_keys_are_not_kept_by_a_browser_that_loads_the_page_again(scene: Scene) -> None:
    page = scene.client("anonymous").get(FORM).content.decode()

    assert re.search(r'name="key" value="\w{32}" autocomplete="off"', page)
