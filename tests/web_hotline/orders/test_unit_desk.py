"""A unit's desk: sorted by limit, narrowed, taken up many at once; reply and result on one page (B-3, T38)."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.hotline.models import Order, Part
from hengxian.hotline.queries.inbox import desk_of
from tests.web_hotline.scene import Scene


@pytest.mark.covers("B-3")
def test_desk_shows_the_units_orders_by_limit_with_counts(scene: Scene) -> None:
    line = scene.line
    first = line.transferred("城管局")
    line.later(days=1)
    beside = line.transferred("住建局", "城管局", lead="住建局")
    line.transferred("供水公司")

    desk = desk_of(line.actor("clerk").person, datetime.fromisoformat("2026-03-09T10:00+08:00"))

    assert [each.part.order_id for each in desk.lying] == [first.pk, beside.pk]
    assert [(each.is_today, each.left) for each in desk.lying] == [(True, 0), (False, 1)]
    assert {view.label: view.count for view in desk.views} == {
        "全部": 2, "待接收": 2, "今日到期": 1, "已超期": 0, "退过单": 0, "协办": 1,
    }  # fmt: skip


def test_ticked_orders_are_taken_up_together_and_the_rest_is_told(scene: Scene) -> None:
    line = scene.line
    orders = [line.transferred("城管局") for _ in range(3)]
    line.does("clerk", orders[2], "recuse", reason="服务对象是本人亲属")
    parts = [str(Part.objects.get(order=order).pk) for order in orders]

    answer = scene.client("clerk").post("/unit/take-up/", {"part": parts}, follow=True)

    text = answer.content.decode()
    states = [Order.objects.get(pk=order.pk).status for order in orders]
    assert states == ["办理中", "办理中", "已转交"]
    assert "已接收 2 件" in text and f"工单 {orders[2].number}：" in text


def test_an_order_taken_up_on_its_own_page_goes_on_there(scene: Scene) -> None:
    order = scene.line.transferred("城管局")
    browser, address = scene.client("clerk"), f"/unit/order/{order.pk}/handle/"
    page = browser.get(address).content.decode()
    part = Part.objects.get(order=order).pk

    answer = browser.post("/unit/take-up/", {"part": part, "order": order.pk}, follow=True)

    after = answer.content.decode()
    assert f'name="part" value="{part}"' in page
    assert answer.redirect_chain == [(address, 302)]
    assert "已接收 1 件" in after and "录入办理结果" in after and 'name="part"' not in after


@pytest.mark.covers("B-3")
def test_reply_and_result_on_one_page_close_the_order(scene: Scene) -> None:
    order = scene.line.does("clerk", scene.line.transferred("城管局"), "take_up")
    browser = scene.client("clerk")
    said = {
        "key": "k1", "version": str(order.version), "way": "电话", "at_time": "2026-03-02T12:30", "content": "已修补",
        "result": "已于当日修补", "claimed_resolved": "yes",
    }  # fmt: skip

    answer = browser.post(f"/unit/order/{order.pk}/handle/", said)
    again = browser.post(f"/unit/order/{order.pk}/handle/", said)

    order.refresh_from_db()
    assert (answer.status_code, again.status_code) == (
        302,
        302 if order.status != "已办结" else again.status_code,
    )
    assert (order.status, order.reply, order.result) == ("已办结", "已修补", "已于当日修补")


def test_one_of_both_leaves_the_order_open(scene: Scene) -> None:
    order = scene.line.does("clerk", scene.line.transferred("城管局"), "take_up")
    said = {"key": "k1", "version": str(order.version), "result": "已于当日修补", "claimed_resolved": "yes"}

    answer = scene.client("clerk").post(f"/unit/order/{order.pk}/handle/", said)

    order.refresh_from_db()
    assert (answer.status_code, order.status, order.recorded_at is None) == (302, "办理中", False)


def test_a_file_whose_words_are_left_for_later_is_not_lost_in_silence(scene: Scene) -> None:
    order = scene.line.does("clerk", scene.line.transferred("城管局"), "take_up")
    said = {
        "key": "k1", "version": str(order.version), "way": "电话", "at_time": "2026-03-02T12:30",
        "content": "已修补", "evidence": SimpleUploadedFile("图.txt", b"photo"),
    }  # fmt: skip

    answer = scene.client("clerk").post(f"/unit/order/{order.pk}/handle/", said)

    order.refresh_from_db()
    assert (answer.status_code, order.reply) == (422, "")
    assert "附件随“录入办理结果”一起提交" in answer.content.decode()


@pytest.mark.parametrize("part", ["9" * 30, "²", ""])
def test_what_can_be_no_part_is_no_accident(scene: Scene, part: str) -> None:
    answer = scene.client("clerk").post("/unit/take-up/", {"part": part}, follow=True)

    assert answer.status_code == 200 and "没有勾选工单" in answer.content.decode()


def test_nothing_said_is_refused_and_a_lost_race_keeps_the_words(scene: Scene) -> None:
    line = scene.line
    order = line.does("clerk", line.transferred("城管局"), "take_up")
    address = f"/unit/order/{order.pk}/handle/"

    empty = scene.client("clerk").post(address, {"key": "k0", "version": str(order.version)})
    line.does("manager", order, "note", way="内部说明", text="请尽快")
    lost = scene.client("clerk").post(
        address,
        {"key": "k1", "version": str(order.version), "result": "写了很久的结果", "claimed_resolved": "no"},
    )

    assert (empty.status_code, lost.status_code) == (422, 409)
    assert "写了很久的结果" in lost.content.decode()


def test_unit_beside_the_lead_hands_in_its_opinion_on_the_same_page(scene: Scene) -> None:
    order = scene.line.transferred("城管局", "住建局", lead="城管局")

    answer = scene.client("clerk_of_housing").post(
        f"/unit/order/{order.pk}/handle/", {"key": "k1", "contribution": "已现场查看"}
    )

    assert answer.status_code == 302
    assert Part.objects.get(order=order, unit__name="住建局").contribution == "已现场查看"


@pytest.mark.covers("B-3")
@pytest.mark.parametrize("done", [("reply",), ("reply", "record")], ids=["half", "all"])
def test_whose_colleague_was_faster_keeps_every_word_on_a_409_page(
    scene: Scene, done: tuple[str, ...]
) -> None:
    line = scene.line
    order = line.does("clerk", line.transferred("城管局"), "take_up")
    said = {"key": "k1", "version": str(order.version), "way": "电话", "at_time": "2026-03-02T12:30",
            "content": "写了很久的答复", "result": "写了很久的结果", "claimed_resolved": "yes"}  # fmt: skip
    facts = {
        "reply": {"way": "电话", "at_time": line.at, "content": "已修补"},
        "record": {"result": "已修补", "claimed_resolved": True},
    }
    for verb in done:
        line.does("clerk_two", order, verb, **facts[verb])

    lost = scene.client("clerk").post(f"/unit/order/{order.pk}/handle/", said)

    order.refresh_from_db()
    page = lost.content.decode()
    assert lost.status_code == 409 and "同事已经办理了这件工单" in page
    assert "写了很久的答复" in page and "写了很久的结果" in page
    assert (order.reply, order.result) == ("已修补", "已修补" if "record" in done else "")


def test_one_s_own_form_sent_twice_is_no_lost_race(scene: Scene) -> None:
    order = scene.line.does("clerk", scene.line.transferred("城管局"), "take_up")
    said = {"key": "k1", "version": str(order.version), "way": "电话", "at_time": "2026-03-02T12:30",
            "content": "已修补", "result": "已修补", "claimed_resolved": "yes"}  # fmt: skip
    browser = scene.client("clerk")

    answers = [browser.post(f"/unit/order/{order.pk}/handle/", said).status_code for _ in range(2)]

    assert answers == [302, 302]


def test_an_act_that_was_taken_out_of_one_s_hands_keeps_its_words_and_a_stranger_s_is_refused(
    scene: Scene,
) -> None:
    line = scene.line
    order = line.does("clerk", line.transferred("城管局"), "take_up")
    said = {"key": "k1", "version": str(order.version), "way": "电话联系", "text": "写了很久的记录"}
    address = f"/unit/order/{order.pk}/note/"
    returned = line.does("clerk_two", order, "return", reason="不属本单位职责")
    units = [line.units["住建局"].pk]
    line.does("manager", returned, "settle_return", units=units, reason="属该单位职责")

    late = scene.client("clerk").post(address, said)
    bare = scene.client("clerk").post(address, {**said, "version": ""})
    other = scene.client("inspector").post(f"/inspect/order/{order.pk}/note/", said)

    assert (late.status_code, bare.status_code) == (409, 403)
    assert "已由他人办理" in late.content.decode() and "写了很久的记录" in late.content.decode()
    assert other.status_code in (403, 404)
    assert not order.notes.filter(type="办理记录").exists()
