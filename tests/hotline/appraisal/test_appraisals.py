"""单位考核: a scheme set beforehand, the unit's objection in time, a logged correction, and what comes of it (11.3.2)."""

from datetime import date
from typing import Any

import pytest

from hengxian.hotline.appraising import read_scheme, tally
from hengxian.hotline.models import Exemption, Improvement, Order, UnitAppraisal
from hengxian.journal import verifying
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.models.notice import Notice
from hengxian.records.registers.reading import rows
from tests.hotline.closing import closed, set_parameters
from tests.hotline.line import Line
from tests.hotline.registers.keeping import lacking

SCHEME = "态度|0\n效率|40分\n过程|30分\n结果|30分\n优秀|90\n良好|75\n一般|0"


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
    drawn = line.does("manager", new(line), "draft")
    appraisal: UnitAppraisal = line.does("manager", drawn, "tell", days=3)
    return appraisal


def excluded(line: Line, order: Order) -> None:
    """The order turned out to be no matter of the unit: excluded by two persons."""
    said = {
        "order": order,
        "code": "超职责",
        "evidence": "职责清单",
        "caller_told": "已电话告知",
        "ends_order": False,
    }
    asked = line.does("agent", Exemption(**said), "propose")
    line.does("manager_two", asked, "approve", reason="属实")


@pytest.mark.covers("R11.3.2.2")
def test_scheme_is_set_before_the_period_starts(line: Line) -> None:
    line.later(days=2)
    set_parameters(line, P_appraisal=SCHEME)  # on 4 March, a day late
    line.later(days=10)

    with pytest.raises(Incomplete) as none:
        line.does("manager", new(line), "draft")
    with pytest.raises(Incomplete) as same_day:
        line.does("manager", new(line, since=date(2026, 3, 4)), "draft")
    made = line.does("manager", new(line, since=date(2026, 3, 5)), "draft")

    assert "没有生效的承办单位考核方案" in str(none.value)
    assert "须在考核期开始（2026-03-04）之前设定" in str(same_day.value)
    assert made.scheme["value"][:2] == [["态度", "0"], ["效率", "40分"]]


@pytest.mark.covers("R11.3.2.2")
def test_unit_objects_in_time_and_a_correction_is_logged(line: Line) -> None:
    appraisal = told(line)
    order = Order.objects.get()

    with pytest.raises(NotAllowed):
        line.does("clerk_of_water", appraisal, "object", reason="与本单位无关")
    with pytest.raises(Incomplete):
        line.does("manager_two", appraisal, "publish", place="政务网站")
    line.does("clerk", appraisal, "object", reason="一件系他单位工单")
    with pytest.raises(NotAllowed):
        line.does("manager", appraisal, "answer", answer="维持", reason="无误")
    with pytest.raises(Incomplete, match="先更正有误的记录"):
        line.does("manager_two", appraisal, "answer", answer="更正", reason="查实")
    excluded(line, order)
    answered = line.does("manager_two", appraisal, "answer", answer="更正", reason="查实")

    assert Notice.objects.filter(about=appraisal.story).count() == 2  # both clerks of the unit
    former = answered.corrections[0]
    assert ["按期办结", 1, 1] in [row[1:] for row in former["figures"]]
    assert ["按期办结", 0, 0] in [row[1:] for row in answered.figures]
    assert (answered.result, former["result"], former["reason"]) == (
        "0 至 100 分（满分 100 分；态度、效率、过程、结果无数据），等次未定，机构自定（规则未规定）",
        "40 至 100 分（满分 100 分；态度、过程、结果无数据），等次未定，机构自定（规则未规定）",
        "查实",
    )


@pytest.mark.covers("R11.3.1.1")
def test_published_result_stands_in_the_register_and_nobody_publishes_his_own_draft(line: Line) -> None:
    appraisal = told(line)
    line.later(days=10)

    with pytest.raises(NotAllowed):
        line.does("manager", appraisal, "publish", place="政务网站")
    published = line.does("manager_two", appraisal, "publish", place="政务网站")

    [row] = rows("publications", line.hotline.story)
    assert (published.status, published.row, row.subject) == (
        "已公布",
        row,
        "单位考核 城管局 2026-03-03 至 2026-03-10",
    )
    assert (row.data["way"], row.data["place"]) == ("单位考核公布", "政务网站")
    assert row.data["content"] == f"城管局：{published.result}"
    assert lacking(line, "publications", line.at.date()) == []
    assert list(verifying.faults()) == []


@pytest.mark.parametrize(
    ("scheme", "told"),
    [
        ("按期办结率|40分", "没有态度、效率、过程、结果的分值"),
        ("态度|20\n效率|三十\n过程|20\n结果|30", "“效率|三十”的“三十”应为分数"),
        ("态度|20\n效率|30\n过程|20\n结果|30\n合格|60", "等次“合格”不能用：得分不作这样的结论"),
        ("态度|20\n态度|30\n过程|20\n结果|30", "“态度”写了两次"),
    ],
)
def test_scheme_that_gives_no_points_to_the_four_aspects_is_refused(
    line: Line, scheme: str, told: str
) -> None:
    set_parameters(line, P_appraisal=scheme)
    line.later(days=10)

    with pytest.raises(Incomplete) as refusal:
        line.does("manager", new(line), "draft")

    assert told in str(refusal.value)


FULL = [
    ["态度", "网上评价", 8, 10],
    ["效率", "按期办结", 9, 10],
    ["过程", "电话回访", 1, 1],
    ["结果", "电话回访", 3, 4],
]


@pytest.mark.parametrize(
    ("figures", "result"),
    [
        (FULL, "85.50 分（满分 100 分），等次“良好”，机构自定（规则未规定）"),
        (
            [*FULL[1:], ["态度", "网上评价", 0, 0]],
            "69.50 至 89.50 分（满分 100 分；态度无数据），等次未定，机构自定（规则未规定）",
        ),
        (
            [
                ["态度", "网上评价", 0, 0],
                ["效率", "按期办结", 30, 30],
                ["过程", "电话回访", 1, 1],
                ["结果", "电话回访", 1, 1],
            ],
            "80 至 100 分（满分 100 分；态度无数据），等次“良好”，机构自定（规则未规定）",
        ),
    ],
)
def test_result_is_the_points_of_the_four_aspects_and_an_unknown_aspect_leaves_it_open(
    figures: list[Any], result: str
) -> None:
    scheme = read_scheme(
        [["态度", "20"], ["效率", "30"], ["过程", "20"], ["结果", "30"], ["良好", "75"], ["一般", "0"]]
    )

    assert tally(scheme, figures).result == result


def test_total_adds_the_points_exactly() -> None:
    scheme = read_scheme([["态度", "1"], ["效率", "1"], ["过程", "1"], ["结果", "0"]])
    thirds = [[label, "网上评价", 1, 3] for label in ("态度", "效率", "过程", "结果")]

    assert tally(scheme, thirds).least == 1


def test_late_objection_is_refused_and_publishing_is_free_then(line: Line) -> None:
    appraisal = told(line)
    line.later(days=10)

    with pytest.raises(Incomplete) as refusal:
        line.does("clerk", appraisal, "object", reason="一件系他单位工单")
    published = line.does("manager_two", appraisal, "publish", place="政务网站")

    assert "异议期限 2026-03-17 已过" in str(refusal.value)
    assert published.published_at == line.at


@pytest.mark.covers("R11.3.2.1")
def test_result_opens_a_plan_or_says_why_none_is_needed(line: Line) -> None:
    appraisal = told(line)
    line.later(days=10)
    line.does("manager_two", appraisal, "publish", place="政务网站")
    plan = line.does("manager", Improvement(hotline=line.hotline, problem="按期办结偏低"), "draft")

    with pytest.raises(Incomplete):
        line.does("manager", appraisal, "use")
    with pytest.raises(Incomplete):
        line.does("manager", appraisal, "use", improvement=plan.pk, none_reason="不需要")
    used = line.does("manager", appraisal, "use", improvement=plan.pk)
    none = line.does("manager", appraisal, "use", none_reason="各项均好于上期")

    assert used.improvement == plan
    assert none.none_reason == "各项均好于上期"
