"""A citizen's evaluation by link and by code: once, however often it is sent; told when it is over (11.2.2.2)."""

from datetime import date

import pytest

from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.progress import of
from hengxian.hotline.intake.registering import Extras, Filed, file
from hengxian.hotline.models import Survey, SurveyAnswer
from hengxian.hotline.surveying.tokens import token_of
from tests.hotline.intake.test_registering import order as spoken
from tests.web_hotline.scene import Scene

SAID = {"attitude": "satisfied", "result": "mostly_satisfied", "comment": "修得快\r\n谢谢"}


@pytest.fixture
def filed(scene: Scene) -> Filed:
    """An order that was closed, whose caller is asked about it."""
    line = scene.line
    sender = Particulars(telephone="138000" + "01234")
    made = file(spoken(line), Extras(caller=sender), by=line.actor("agent"), at=line.at, key="k" * 22)
    units = [line.units["城管局"].pk]
    order = line.does("agent", made.order, "transfer", opinion="请办", units=units, limit_days=5)
    line.does("clerk", order, "take_up")
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已修复")
    line.does("clerk", order, "record", result="已修复", claimed_resolved=True)
    survey = Survey(hotline=line.hotline, name="三月", since=date(2026, 3, 1), until=date(2026, 3, 31))
    line.does("manager", survey, "open")
    line.does("manager", survey, "invite")
    return made


def address(filed: Filed) -> str:
    return f"/public/survey/{token_of(Survey.objects.get(), filed.order)}/"


def test_an_answer_leads_to_thanks_that_may_be_loaded_again(scene: Scene, filed: Filed) -> None:
    browser, place = scene.client("anonymous"), address(filed)

    answers = [
        browser.post(place, SAID) for _ in range(2)
    ]  # sent twice: the first answer was lost on its way
    thanks = browser.get(place).content.decode()

    assert [(each.status_code, each.url) for each in answers] == [(302, place)] * 2
    assert "已收到您的评价" in thanks and 'role="alert"' not in thanks and "<form" not in thanks
    assert SurveyAnswer.objects.get().comment == "修得快\n谢谢"


def test_another_answer_from_a_second_tab_is_told_that_it_does_not_count(scene: Scene, filed: Filed) -> None:
    browser, place = scene.client("anonymous"), address(filed)
    browser.post(place, SAID)

    second = browser.post(place, {**SAID, "attitude": "dissatisfied"})

    page = second.content.decode()
    assert (second.status_code, SurveyAnswer.objects.get().attitude) == (409, "satisfied")
    assert "这次填写的没有记入" in page and page.count("每个链接只能评价一次") == 1


def test_a_survey_that_is_over_says_so_once(scene: Scene, filed: Filed) -> None:
    scene.line.does("manager", Survey.objects.get(), "end", reason="期满")
    browser, place = scene.client("anonymous"), address(filed)

    answers = [browser.get(place), browser.post(place, SAID)]

    pages = [each.content.decode() for each in answers]
    assert [each.status_code for each in answers] == [200, 409]
    assert [page.count("这次评价已经结束") for page in pages] == [1, 1]
    assert not SurveyAnswer.objects.exists()


def test_whoever_follows_his_order_by_code_is_led_to_its_evaluation_until_he_gave_it(
    scene: Scene, filed: Filed
) -> None:
    browser, place = scene.client("anonymous"), address(filed)
    asked = {"number": filed.order.number, "query_code": filed.code}

    before = browser.post("/public/city/progress/", asked, follow=True).content.decode()
    browser.post(place, SAID)
    after = browser.post("/public/city/progress/", asked, follow=True).content.decode()

    assert f'href="{place}"' in before and "已修复" in before
    assert "/public/survey/" not in after and "已修复" in after
    assert of(scene.line.hotline, filed.order.pk).survey == ""
