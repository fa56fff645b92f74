"""Everybody comes in by his own door, and by no other."""

import pytest

from hengxian.web.acting.visitor import DOORS
from tests.web_hotline.scene import Scene

FIRST = {
    "agent": "desk", "supervisor": "desk", "inspector": "desk", "editor": "desk", "clerk": "unit",
    "manager": "manage", "assessor": "assess", "both": "desk",
}  # fmt: skip
OPEN = {**{who: {door} for who, door in FIRST.items()}, "manager": {"manage", "assess"}} | {
    "both": {"desk", "manage", "assess"}, "system_administrator": set(),
}  # fmt: skip


@pytest.mark.parametrize("who", FIRST)
def test_sign_in_lands_on_what_waits_at_ones_own_door(scene: Scene, who: str) -> None:
    browser = scene.client(who)

    answer = browser.get("/")
    page = browser.get(answer["Location"])

    assert answer["Location"] == f"/{FIRST[who]}/"
    assert page.status_code == 200
    assert "待办" in page.content.decode()


def test_a_part_of_a_page_tells_whoever_was_signed_out_where_it_stands(scene: Scene) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/line/7/?a=1"}

    answer = scene.client("anonymous").get("/desk/line/strip/", headers=asked)

    part = answer.content.decode()
    assert answer.status_code == 403
    assert "登录已失效" in part and "/account/login/?next=%2Fdesk%2Fline%2F7%2F" in part
    assert "<html" not in part


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/desk/line/7/", "%2Fdesk%2Fline%2F7%2F"),
        ("http://elsewhere.example/x", "%2F"),
        ("", "%2F"),
    ],
)
def test_whoever_sent_a_form_signed_out_comes_back_to_its_page(scene: Scene, referer: str, back: str) -> None:
    answer = scene.client("anonymous").post("/desk/line/7/claim/", headers={"Referer": referer})

    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={back}")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/desk/order/?status=%00", None),
        ("/public/city/progress/?number=%00", None),
        ("/desk/line/suggest/", {"hotline": "city", "place": "\0", "text": "路灯"}),
        ("/desk/order/{}/caller/", {"reason": "回电\0"}),
        ("/public/city/progress/", {"number": "\0", "query_code": "\0"}),
    ],
)
def test_a_sign_that_no_database_keeps_is_turned_away(
    scene: Scene, path: str, said: dict[str, str] | None
) -> None:
    browser, order = scene.client("agent"), scene.line.order()
    browser.raise_request_exception = False

    address = path.format(order.pk)
    answer = browser.get(address) if said is None else browser.post(address, said)

    assert answer.status_code == 400
    assert "无法识别" in answer.content.decode()


@pytest.mark.parametrize("who", OPEN)
def test_a_room_is_not_there_for_whoever_has_no_role_in_it(scene: Scene, who: str) -> None:
    browser = scene.client(who)

    found = {door for door in DOORS["hotline"] if browser.get(f"/{door}/").status_code == 200}

    assert found == OPEN[who]


def test_whoever_has_two_rooms_finds_both_in_the_menu(scene: Scene) -> None:
    page = scene.client("both").get("/desk/").content.decode()

    assert [door for door in DOORS["hotline"] if f'href="/{door}/"' in page] == ["desk", "manage", "assess"]
    assert 'href="/manage/parameters/"' not in page  # the other rooms' own lines stand in those rooms


@pytest.mark.parametrize("who", FIRST)
def test_every_line_of_the_menu_leads_to_a_page(scene: Scene, who: str) -> None:
    browser = scene.client(who)
    menu = browser.get(f"/{FIRST[who]}/").context["menu"]

    found = {line.url: browser.get(line.url).status_code for _, lines in menu for line in lines}

    assert {url: status for url, status in found.items() if status != 200} == {}


def test_the_archive_is_in_the_menu_of_whoever_is_designated(scene: Scene) -> None:
    pages = {who: scene.client(who).get("/desk/").content.decode() for who in ("agent", "agent_two")}

    assert [who for who, page in pages.items() if 'href="/desk/archive/"' in page] == ["agent_two"]


def test_an_office_address_is_no_address_here(scene: Scene) -> None:
    answers = [scene.client("manager").get(path).status_code for path in ("/office/", "/portal/", "/api/v1/")]

    assert answers == [404, 404, 404]


def test_the_front_page_and_the_citizens_page_need_no_account(scene: Scene) -> None:
    browser = scene.client("anonymous")

    assert "热线工作人员" in browser.get("/").content.decode()
    assert scene.line.hotline.number in browser.get("/public/").content.decode()


def test_help_speaks_of_the_hotline(scene: Scene) -> None:
    browser = scene.client("agent")

    flow, words = (browser.get(f"/help/{page}/").content.decode() for page in ("lifecycles", "words"))

    assert "转交" in flow and "认证决定" not in flow
    assert "话务员" in words and "审核组长" not in words and "审计管理员" in words
