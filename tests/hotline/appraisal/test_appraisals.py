"""单位考核: a scheme set beforehand, the unit's objection in time, a logged correction, and what comes of it (11.3.2)."""

from datetime import date
from typing import Any

import pytest

from hengxian.hotline.models import Improvement, UnitAppraisal
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.models.notice import Notice
from tests.hotline.closing import closed, set_parameters
from tests.hotline.line import Line

SCHEME = "按期办结率|40分\n过程满意|30分\n结果满意|30分"


def new(line: Line, **said: Any) -> UnitAppraisal:
    """城管局 from 3 to 10 March."""
    columns = {
        "hotline": line.hotline, "unit": line.units["城管局"], "since": date(2026, 3, 3), "until": date(2026, 3, 10),
    }  # fmt: skip
    return UnitAppraisal(**columns | said)


def told(line: Line) -> UnitAppraisal:
    """Drawn up by one manager and told to the unit on 12 March, with three days to object."""
    set_parameters(line, P_appraisal=SCHEME)
    closed(line)
    line.later(days=10)
    drawn = line.does("manager", new(line), "draft", result="得 92 分")
    appraisal: UnitAppraisal = line.does("manager", drawn, "tell", days=3)
    return appraisal


@pytest.mark.covers("R11.3.2.2")
def test_scheme_is_set_before_the_period_starts(line: Line) -> None:
    line.later(days=2)
    set_parameters(line, P_appraisal=SCHEME)  # on 4 March, a day late
    line.later(days=10)

    with pytest.raises(Incomplete) as none:
        line.does("manager", new(line), "draft", result="得 92 分")
    with pytest.raises(Incomplete) as same_day:
        line.does("manager", new(line, since=date(2026, 3, 4)), "draft", result="得 92 分")
    made = line.does("manager", new(line, since=date(2026, 3, 5)), "draft", result="得 92 分")

    assert "没有生效的承办单位考核方案" in str(none.value)
    assert "须在考核期开始（2026-03-04）之前设定" in str(same_day.value)
    assert made.scheme["value"] == [["按期办结率", "40分"], ["过程满意", "30分"], ["结果满意", "30分"]]


@pytest.mark.covers("R11.3.2.2")
def test_unit_objects_in_time_and_a_correction_is_logged(line: Line) -> None:
    appraisal = told(line)

    with pytest.raises(NotAllowed):
        line.does("clerk_of_water", appraisal, "object", reason="与本单位无关")
    with pytest.raises(Incomplete):
        line.does("manager", appraisal, "publish")
    line.does("clerk", appraisal, "object", reason="一件系他单位工单")
    with pytest.raises(NotAllowed):
        line.does("manager", appraisal, "answer", answer="维持", reason="无误")
    answered = line.does("manager_two", appraisal, "answer", answer="更正", reason="查实", result="得 95 分")
    published = line.does("manager", appraisal, "publish")

    assert ["按期办结", 1, 1] in [row[1:] for row in appraisal.figures]
    assert Notice.objects.filter(about=appraisal.story).count() == 2  # both clerks of the unit
    assert (answered.result, answered.corrections[0]["result"]) == ("得 95 分", "得 92 分")
    assert published.status == "已公布"


def test_late_objection_is_refused_and_publishing_is_free_then(line: Line) -> None:
    appraisal = told(line)
    line.later(days=10)

    with pytest.raises(Incomplete) as refusal:
        line.does("clerk", appraisal, "object", reason="一件系他单位工单")
    published = line.does("manager", appraisal, "publish")

    assert "异议期限 2026-03-17 已过" in str(refusal.value)
    assert published.published_at == line.at


@pytest.mark.covers("R11.3.2.1")
def test_result_opens_a_plan_or_says_why_none_is_needed(line: Line) -> None:
    appraisal = told(line)
    line.later(days=10)
    line.does("manager", appraisal, "publish")
    plan = line.does("manager", Improvement(hotline=line.hotline, problem="按期办结偏低"), "draft")

    with pytest.raises(Incomplete):
        line.does("manager", appraisal, "use")
    with pytest.raises(Incomplete):
        line.does("manager", appraisal, "use", improvement=plan.pk, none_reason="不需要")
    used = line.does("manager", appraisal, "use", improvement=plan.pk)
    none = line.does("manager", appraisal, "use", none_reason="各项均好于上期")

    assert used.improvement == plan
    assert none.none_reason == "各项均好于上期"
