"""The order's one page, and who reads what on it (R3.6, B-5, B-9)."""

import re
from datetime import date

import pytest

from hengxian.hotline.models import Caller, Extension, Order
from hengxian.journal.models import Entry
from hengxian.web.acting import visitor
from tests.cast import placed
from tests.hotline.knowledge.test_articles import published
from tests.web_hotline.scene import Scene


def known(scene: Scene) -> Caller:
    line = scene.line
    return placed(Caller(hotline=line.hotline, key="k1", name="林某某", telephone="0571-88001234"))


def page(scene: Scene, who: str, order: Order, door: str) -> str:
    answer = scene.client(who).get(f"/{door}/order/{order.pk}/")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.covers("R3.6")
def test_one_page_shows_caller_matter_handling_newest_first(scene: Scene) -> None:
    line = scene.line
    order = line.transferred("城管局", caller=known(scene), is_anonymous=False)
    line.does("clerk", order, "take_up")

    text = page(scene, "manager", order, "manage")

    assert "林**" in text and "0571-****34" in text and "林某某" not in text and "88001234" not in text
    assert "某路与某街交叉口路面破损，请维修。" in text
    places = [
        text.index(word)
        for word in ("<strong>接收（牵头）</strong>", "<strong>转交办理</strong>", "<strong>受理</strong>")
    ]
    assert places == sorted(places)


@pytest.mark.covers("B-5")
def test_page_shows_the_limit_with_and_without_the_extension_and_why(scene: Scene) -> None:
    line = scene.line
    order = line.does("clerk", line.transferred("城管局"), "take_up")
    extension = line.does("clerk", Extension(order=order, reason="需协调", days=3), "ask")
    line.does("manager", extension, "approve", reason="确需协调")

    text = page(scene, "clerk", order, "unit")

    assert (
        "自 2026-03-02（第 0 日）起第 5 个工作日，至 2026-03-09 24:00；周末 2026-03-07 至 2026-03-08 不计。"
        in text
    )
    assert "自 2026-03-09（第 0 日）起第 3 个工作日，至 2026-03-12 24:00。" in text
    assert "原定办理期限" in text and "批准延期" in text


@pytest.mark.covers("B-9")
def test_unit_complained_of_reads_no_caller_and_cannot_ask(scene: Scene) -> None:
    line = scene.line
    order = line.order(
        is_conduct_complaint=True, complained_of=line.units["城管局"], type="suggestion", caller=known(scene),
        is_anonymous=False, text="林某某反映窗口态度", title="林某某投诉窗口",
    )  # fmt: skip
    line.does(
        "agent", order, "transfer", opinion="请核实", limit_days=3, lead=line.units["应急局"].pk,
        units=[line.units["城管局"].pk, line.units["应急局"].pk],
    )  # fmt: skip

    text = page(scene, "clerk", order, "unit")
    asked = scene.client("clerk").post(f"/unit/order/{order.pk}/caller/", {"reason": "回电"})

    assert "林" not in text.replace("森林", "") and "服务对象信息一律不予显示" in text
    assert asked.status_code == 403


@pytest.mark.covers("G-7")
def test_caller_is_shown_for_a_reason_that_the_run_keeps(scene: Scene) -> None:
    line = scene.line
    order = line.transferred("城管局", caller=known(scene), is_anonymous=False)
    browser = scene.client("clerk")

    refused = browser.post(f"/unit/order/{order.pk}/caller/", {"reason": " "})
    shown = browser.post(f"/unit/order/{order.pk}/caller/", {"reason": "核实地点"})

    entry = Entry.objects.get(verb="reveal", object_kind="order")
    assert (refused.status_code, shown.status_code) == (422, 200)
    assert "0571-88001234" in shown.content.decode()
    assert (entry.story, entry.reason, entry.person) == (order.story, "核实地点", line.actor("clerk").person)


@pytest.mark.covers("G-6")
def test_of_two_agents_at_one_order_the_loser_gets_409_and_keeps_what_was_typed(scene: Scene) -> None:
    line = scene.line
    order = line.order()
    said = {
        "opinion": "请尽快修补路面", "units": [str(line.units["城管局"].pk)], "limit_days": "5",
        "version": str(order.version),
    }  # fmt: skip
    address = f"/desk/order/{order.pk}/transfer/"

    first = scene.client("agent").post(address, said | {"key": "a"})
    second = scene.client("agent_two").post(address, said | {"opinion": "请住建局办理", "key": "b"})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "请住建局办理" in second.content.decode()


def test_due_date_follows_days_and_units_while_the_transfer_is_written(scene: Scene) -> None:
    line, browser = scene.line, scene.client("agent")
    order = line.order()
    address = f"/desk/order/{order.pk}/due/"
    unit, other = (line.units[name].pk for name in ("城管局", "住建局"))

    form = browser.get(f"/desk/order/{order.pk}/transfer/").content.decode()
    told = [
        browser.get(address, said).content.decode().split("\n")[1]
        for said in (
            {"limit_days": "2", "units": [unit]},
            {"limit_days": "", "units": [unit, other], "lead": other},
            {"limit_days": "", "units": [unit, other]},
            {"limit_days": "0"},
        )
    ]

    assert f'hx-get="{address}"' in form and "至 2026-03-09 24:00" in form
    assert told == [
        "转交城管局，办理期限：自 2026-03-02（第 0 日）起第 2 个工作日，至 2026-03-04 24:00。",
        "转交住建局、城管局（住建局牵头），办理期限：自 2026-03-02（第 0 日）起第 5 个工作日，至 2026-03-09 24:00；"
        "周末 2026-03-07 至 2026-03-08 不计。",
        "转交住建局、城管局（须指定牵头单位），办理期限：自 2026-03-02（第 0 日）起第 5 个工作日，至 2026-03-09 24:00；"
        "周末 2026-03-07 至 2026-03-08 不计。",
        "办理时限须为 1 至 250 个工作日的整数（10.2.2.2）",
    ]
    assert scene.client("stranger").get(address).status_code == 404


def test_due_date_of_an_order_transferred_before_stays(scene: Scene) -> None:
    line = scene.line
    order = line.does("clerk", line.transferred("城管局"), "return", reason="非本单位职责")

    told = scene.client("manager").get(f"/manage/order/{order.pk}/due/", {"limit_days": "9"}).content.decode()

    assert "办理期限仍为 2026-03-09 24:00：自受理之日起算，改派不重新起算。" in told


def test_the_article_that_the_caller_s_words_find_is_offered_first_and_none_out_of_force(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = scene.line
    monkeypatch.setattr(visitor, "now", lambda: line.at)
    published(line, "路面破损如何反映", text="请说明道路名称和破损大小。")
    published(line, "路灯不亮如何报修", text="请说明灯杆编号。", valid_until=date(2026, 2, 1))
    published(line, "燃气费怎样缴纳", text="燃气费可在营业厅缴纳，账单每月五日出具。")
    order = line.order(text="想问燃气费账单哪天出", title="燃气费账单")

    form = scene.client("agent").get(f"/desk/order/{order.pk}/answer/").content.decode()

    assert re.findall(r"ZS-\S+ (\S+?)</option>", form) == ["燃气费怎样缴纳", "路面破损如何反映"]


def test_a_unit_in_which_nobody_works_says_so_before_an_order_is_sent_there(scene: Scene) -> None:
    order = scene.line.order()

    form = scene.client("agent").get(f"/desk/order/{order.pk}/transfer/").content.decode()

    assert "应急局（尚无承办人员）" in form and "城管局（尚无承办人员）" not in form
