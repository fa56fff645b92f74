"""The shared parts as pages show them."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from hengxian.kernel.refusals import NotAllowed, NotThere, Stale
from hengxian.web.components import menu
from hengxian.web.components.clocks import Clock
from hengxian.web.components.errors import broken, refusal_page
from hengxian.web.components.templatetags.kit import day, instant, tone
from tests.cast import NOON


@pytest.mark.parametrize(
    ("hours_left", "ended_after", "tone", "words"),
    [
        (-49, None, "late", "超期 2 天"),
        (-1, None, "late", "超期 1 小时"),
        (3, None, "soon", "尚余 3 小时"),
        (0, None, "soon", "尚余 不足 1 小时"),
        (100, None, "running", "尚余 4 天"),
        (0, -5, "kept", "按期完成"),
        (0, 0, "kept", "按期完成"),
        (0, 26, "missed", "超期 1 天后完成"),
    ],
)
def test_clock_says_what_time_has_brought(hours_left, ended_after, tone, words):
    due = NOON + timedelta(hours=hours_left)
    ended = None if ended_after is None else due + timedelta(hours=ended_after)

    clock = Clock("期限", due, NOON, ended)

    assert (clock.tone, clock.words) == (tone, words)


def test_instants_are_shown_in_the_time_of_shanghai():
    assert instant("2026-03-01T20:30:00+00:00") == "2026-03-02 04:30"
    assert (day(NOON), instant(None), day(None)) == ("2026年3月2日", "", "")


def test_state_without_a_known_word_is_plain():
    assert [tone(status) for status in ("有效", "暂停", "撤销", "注销", "审核中")] == [
        "calm", "warn", "stop", "past", "plain",
    ]  # fmt: skip


@pytest.fixture
def request_(settings):
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=False)
    return request


@pytest.mark.parametrize(
    ("refused", "status", "shown", "hidden"),
    [
        (NotAllowed("没有“受理”的权限", "6.1.3"), 403, "没有“受理”的权限（6.1.3）", "不存在"),
        (NotThere("案件 HX-1 属于他人"), 404, "无权知道其是否存在", "HX-1"),
        (Stale("申请已被他人改动", ("10:00 李二：受理",)), 409, "10:00 李二：受理", "不存在"),
    ],
)
def test_refusal_is_a_page_that_says_why_except_404(request_, refused, status, shown, hidden):
    answer = refusal_page(request_, refused)
    text = answer.content.decode()

    assert (answer.status_code, shown in text, hidden in text) == (status, True, False)


def test_refusal_to_htmx_is_a_fragment(request_):
    request_.headers = {"HX-Request": "true"}

    answer = refusal_page(request_, NotAllowed("不行", "1"))

    assert (answer.status_code, "<html" in answer.content.decode(), "不行" in answer.content.decode()) == (
        403,
        False,
        True,
    )


def test_page_of_an_accident_needs_no_database(request_):
    answer = broken(request_)

    assert (answer.status_code, "数据没有改变" in answer.content.decode()) == (500, True)


def test_menu_shows_the_lines_of_ones_roles_and_where_one_is(monkeypatch):
    entries = [
        menu.Entry("全部", "x", "entrance:index", order=2),
        menu.Entry("账号", "x", "entrance:mine", roles=frozenset({"clerk"}), order=1, group="己"),
    ]
    monkeypatch.setattr(menu, "_entries", entries)

    assert menu.shown_to({"auditor"}, "/account/") == [("", [menu.Line("全部", "x", "/", True)])]
    assert menu.shown_to({"clerk"}, "/account/x/") == [
        ("己", [menu.Line("账号", "x", "/account/", True)]),
        ("", [menu.Line("全部", "x", "/", False)]),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("shell", ["", "?shell=public"])
def test_gallery_shows_every_part(client, shell):
    text = client.get(f"/gallery/{shell}").text

    assert [
        word
        for word in ("构件陈列", "超期", "证书有效期未设定（7.1.6）", "有 14 处需要更正", "增加一行")
        if word not in text
    ] == []
