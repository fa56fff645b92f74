"""A disputed return on pages: the manager reads why before he rules, the next unit reads the ruling (B-4)."""

import re

from hengxian.hotline.models import Order, Part
from tests.hotline.closing import closed
from tests.web_hotline.scene import Scene

WHY, PROPOSED = "该路段由园区自管，不属本单位职责", "园区管委会"


def returned(scene: Scene) -> Order:
    return scene.line.does(
        "clerk", scene.line.transferred("城管局"), "return", reason=WHY, proposed_unit=PROPOSED
    )


def test_who_rules_on_a_return_reads_its_reason_and_the_unit_proposed(scene: Scene) -> None:
    order = returned(scene)

    browser = scene.client("manager")
    form, page = (
        browser.get(f"/manage/order/{order.pk}/{each}").content.decode() for each in ("settle_return/", "")
    )

    assert "第 1 次退单，等待裁定" in form and WHY in form and PROPOSED in form
    assert "第 1 次退单，等待裁定" in page and PROPOSED in page


def test_both_units_read_why_a_return_was_settled_so(scene: Scene) -> None:
    order, line = returned(scene), scene.line
    said = {"units": [line.units["住建局"].pk], "is_directed": True, "reason": "该路段属住建局代管"}
    line.does("manager", order, "settle_return", **said)

    former = scene.client("clerk").get(f"/unit/order/{order.pk}/").content.decode()
    page = scene.client("clerk_of_housing").get(f"/unit/order/{order.pk}/handle/").content.decode()

    run = former.partition("<h2>办理情况</h2>")[2].partition("</ol>")[0]
    assert "<strong>裁定退单</strong>" in run and "该路段属住建局代管" in run and "承办单位：住建局" in run
    assert re.search(
        r"<strong>转交办理</strong>.*?牵头单位：城管局", run, re.DOTALL
    )  # as it was, not as it is
    assert "该路段属住建局代管" in page and "等待裁定" not in former
    assert f"/unit/order/{order.pk}/return/" not in page  # directed: no button that can only be refused


def test_whoever_worked_beside_the_lead_is_not_dropped_by_a_ruling_that_changes_nothing(scene: Scene) -> None:
    line = scene.line
    order = line.transferred("城管局", "住建局", "供水公司", lead="城管局")
    part = Part.objects.get(order=order, unit=line.units["供水公司"])
    line.does("clerk_of_water", part, "contribute", contribution="已现场查看")  # said; nobody asks it again
    line.does("clerk", order, "return", reason=WHY)

    form = scene.client("manager").get(f"/manage/order/{order.pk}/settle_return/").content.decode()

    chosen = re.findall(r'name="units"[^>]*value="(\d+)"[^>]*checked', form)
    assert sorted(map(int, chosen)) == sorted(line.units[name].pk for name in ("城管局", "住建局"))


def test_a_unit_beside_the_lead_gives_back_its_own_part(scene: Scene) -> None:
    order = scene.line.transferred("城管局", "住建局", lead="城管局")
    part = Part.objects.get(order=order, is_lead=False)

    page = scene.client("clerk_of_housing").get(f"/unit/order/{order.pk}/handle/").content.decode()

    assert f"/unit/part/{part.pk}/return/" in page and f"/unit/order/{order.pk}/return/" not in page


def test_a_reason_too_long_for_its_place_is_refused_and_not_cut(scene: Scene) -> None:
    order = scene.line.transferred("城管局")
    said = {"key": "k1", "version": str(order.version), "reason": "非本单位职责。" * 60}

    answer = scene.client("clerk").post(f"/unit/order/{order.pk}/return/", said)

    order.refresh_from_db()
    page = answer.content.decode()
    assert (answer.status_code, order.status) == (422, "已转交")
    assert "“退单理由”最多 400 个字，现有 420 个字" in page and said["reason"] in page


def test_a_manager_s_desk_has_the_return_and_no_closed_order_that_waits_for_nothing(scene: Scene) -> None:
    done, order = closed(scene.line), returned(scene)

    desk = scene.client("manager").get("/manage/").content.decode()

    assert f"/manage/order/{order.pk}/settle_return/" in desk
    assert f"/manage/order/{done.pk}/" not in desk
    assert "plan_followup" not in scene.client("manager").get(f"/manage/order/{done.pk}/").content.decode()
