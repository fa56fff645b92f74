"""The sheets of appendix D as the rule prints them: titles and points by the weights, the assessor's words, blank too."""

import pytest

from hengxian.certification.models import Case
from hengxian.certification.papers.sheets import sheets_pdf
from hengxian.certification.queries.sheets import sheets_of
from hengxian.evaluation.blanks import blank_sheets
from hengxian.records.edition import pack
from hengxian.scoring.sheets import FilledSheet
from tests.certification.evaluation.scored import judge, on_site
from tests.certification.world import World
from tests.records.documents.reading import pdf_words

# What each sheet is worth, as 13.1 prints the weights.
POINTS = {
    "D.1": {"接通率": 20, "服务规范性": 25, "服务态度": 20, "信息安全性": 15, "应急处理能力": 20},
    "D.2": {"办理时限": 30, "办结效果": 40, "回访效果": 30},
    "D.3": {"机构设置": 20, "制度建设": 25, "流程管理": 30, "质量管理": 25},
    "D.4": {"技术应用": 35, "服务创新": 35, "管理创新": 30},
}
WORDS = "评价人员自拟的评价内容"


def of(sheets: tuple[FilledSheet, ...], part: str) -> dict[str, FilledSheet]:
    return {each.title.removesuffix("打分表"): each for each in sheets if each.id.startswith(f"{part}.")}


@pytest.fixture
def case(world: World) -> Case:
    """On site."""
    return on_site(world)


@pytest.mark.covers("XD.1.2-5", "T46")
@pytest.mark.parametrize("name", ["服务规范性", "服务态度", "信息安全性", "应急处理能力"])
def test_sheet_of_quality_is_made_from_the_weights_and_holds_the_assessors_words(
    world: World, case: Case, name: str
) -> None:
    group = next(each for each in pack().tree.groups if each.name == name)
    blank = of(blank_sheets(pack()), "D.1")[name]
    leaves = [leaf for leaf in group.leaves if leaf.source == "judged"]
    assert leaves

    judge(world, case, {leaf.id: "80" for leaf in leaves}, content=WORDS)

    filled = of(sheets_of(case), "D.1")[name]
    assert int(blank.total_weight) == POINTS["D.1"][name]
    assert [int(row[2]) for row in blank.rows[:-1]] == [int(leaf.weight) for leaf in group.leaves]
    judged = {leaf.name for leaf in leaves}
    assert {row[1] for row in blank.rows[:-1] if row[0] in judged} == {"规则未列评价内容"}
    assert {row[1] for row in filled.rows[:-1] if row[0] in judged} == {f"规则未列评价内容：{WORDS}"}


@pytest.mark.covers("XD.4.1-3")
@pytest.mark.parametrize("part", list(POINTS))
def test_fifteen_sheets_total_a_hundred_in_each_dimension_and_print_blank(
    case: Case, world: World, part: str
) -> None:
    blank, filled = blank_sheets(pack()), sheets_of(case)

    words = pdf_words(sheets_pdf(case, blank, world.at))

    found = {name: int(sheet.total_weight) for name, sheet in of(blank, part).items()}
    assert (found, sum(found.values())) == (POINTS[part], 100)
    assert (len(blank), [each.id for each in filled]) == (15, [each.id for each in blank])
    assert {name: int(sheet.total_weight) for name, sheet in of(filled, part).items()} == found
    assert [each.title for each in of(blank, part).values() if f"{each.id}{each.title}" not in words] == []
    assert {row[3] for sheet in of(blank, part).values() for row in sheet.rows} == {""}
