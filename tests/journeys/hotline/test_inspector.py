"""Inspectors: a week is drawn, one judges what the draw gave him, another judges its accuracy without seeing that."""

import pytest

from hengxian.hotline.models import Hotline, Review, ReviewPlan
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ACCURACY = {"information_accuracy": "符合", "record_accuracy": "符合"}
JUDGED = {
    **ACCURACY,
    "language": "不符合",
    "procedure": "符合",
    "attitude": "符合",
    "remark": "未使用规范结束语",
}


def test_a_sample_is_drawn_and_judged_twice(stage: Stage, hotline: Hotline) -> None:
    first, second = stage.desk("inspector"), stage.desk("inspector2")

    page = first.open(f"/desk/hotline/{hotline.pk}/new/review_plan/draft/")
    first.fill(
        {
            "name": "周四工单",
            "since": "2026-03-19",
            "until": "2026-03-19",
            "of_orders": "yes",
            "of_calls": "no",
        }
    )
    first.send()
    plan = ReviewPlan.objects.get(name="周四工单")
    first.act(f"/desk/review_plan/{plan.pk}/", "抽取样本")
    first.look("inspector-1-draw", ("desktop",))
    review = Review.objects.filter(plan=plan, status="待评").order_by("pk")[0]
    first.open("/desk/inspecting/")
    first.look("inspector-2-desk")
    first.open(f"/desk/inspecting/{review.pk}/judge/")
    first.fill(JUDGED)
    first.look("inspector-3-judge", ("desktop",))
    first.send()
    seen = second.open(f"/desk/inspecting/{review.pk}/judge_again/").inner_text("main")
    second.fill(ACCURACY)
    second.send()

    assert page.locator("h1").count() == 1
    assert "未使用规范结束语" not in seen
    assert Review.objects.get(pk=review.pk).status == "已评"
