"""The indicator tree is the printed one, of the right size, and finds its nodes."""

from decimal import Decimal

import pytest

from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule

MEASURED = [
    "call_connection_rate", "timely_response_rate", "immediate_answer_rate", "on_time_closure_rate",
    "average_handling_time", "resolution_rate", "one_time_closure_rate", "information_accuracy_rate",
    "followup_timeliness_rate", "followup_coverage_rate", "followup_satisfaction_rate",
]  # fmt: skip


def test_tree_has_4_dimensions_15_groups_42_leaves(pack: Pack):
    tree = pack.tree

    assert (len(tree.dimensions), len(tree.groups), len(tree.leaves)) == (4, 15, 42)


def test_tree_measures_eleven_leaves_and_judges_the_rest(pack: Pack):
    assert [leaf.id for leaf in pack.tree.leaves if leaf.source == "measured"] == MEASURED
    assert [leaf.id for leaf in pack.tree.leaves if leaf.kind == "duration"] == ["average_handling_time"]
    assert [leaf.id for leaf in pack.tree.leaves if leaf.better == "lower"] == ["average_handling_time"]


def test_tree_weights_are_those_printed(pack: Pack, printed: PrintedRule):
    ours = {
        dimension.heading: {node.name: int(node.weight) for g in dimension.groups for node in (g, *g.leaves)}
        for dimension in pack.tree.dimensions
    }

    assert ours == printed.weights("13.1.1")


def test_improvement_leaves_are_those_printed_and_weigh_15(pack: Pack, printed: PrintedRule):
    tree = pack.tree

    ours = {group.name: {leaf.name: int(leaf.weight) for leaf in group.leaves} for group in tree.improvement}

    assert ours == printed.weights("13.1.2")
    assert sum(leaf.weight for leaf in tree.improvement_leaves) == 15


def test_improvement_leaves_are_not_among_those_of_the_composite(pack: Pack):
    composite = {leaf.id for leaf in pack.tree.leaves}

    assert not composite & {leaf.id for leaf in pack.tree.improvement_leaves}


def test_composite_weights_are_those_of_c5(pack: Pack, printed: PrintedRule):
    formula = printed.prose("C.5")

    for dimension in pack.tree.dimensions:
        assert f"{dimension.name}评价得分 × {dimension.composite_weight}" in formula
    assert sum(dimension.composite_weight for dimension in pack.tree.dimensions) == 1


def test_weights_are_exact(pack: Pack):
    assert pack.tree.dimension("quality").composite_weight == Decimal("0.30")
    assert all(isinstance(node.weight, Decimal) for node in (*pack.tree.groups, *pack.tree.leaves))


def test_path_is_the_full_printed_one(pack: Pack):
    assert pack.tree.path("call_connection_rate") == "服务质量 › 接通率 › 电话接通率"
    assert pack.tree.path("services") == "服务创新 › 服务创新"
    assert pack.tree.path("media_attention") == "提升指标 › 社会影响指标 › 媒体关注度"


def test_leaf_group_and_dimension_are_found_by_id(pack: Pack):
    assert pack.tree.leaf("public_recognition").weight == 4
    assert pack.tree.group("closure_effect").weight == 40
    with pytest.raises(KeyError):
        pack.tree.leaf("no_such_leaf")


def test_sheets_are_the_fifteen_printed_with_content_only_where_printed(pack: Pack, printed: PrintedRule):
    titles = {id: title for id, title in printed.titles.items() if id.startswith("D.") and id.count(".") == 2}

    assert {sheet.id: sheet.title for sheet in pack.sheets} == titles
    assert [sheet.id for sheet in pack.sheets if sheet.contents] == ["D.1.1"]
    cells = printed.cells("D.1.1")
    for content in pack.sheets["D.1.1"].contents:
        leaf = pack.tree.leaf(content.leaf)
        place = cells.index(leaf.name)
        assert cells[place + 1 : place + 3] == [content.text, str(leaf.weight)]
    assert pack.sheets["D.1.2"].content("service_language") is None
