"""Names that sound alike keep ids of their own, and none fills another (T13, T17, T18)."""

import pytest

from hengxian.standard.model.pack import Pack


@pytest.mark.covers("T17")
@pytest.mark.parametrize(
    ("trap", "printed"),
    [
        ("T13", ["呼叫接通率", "接通率", "接通率", "电话接通率"]),
        ("T17", ["信息准确性", "信息记录准确性", "信息准确率"]),
        ("T18", ["满意度", "回访满意度", "公众认可度", "社会满意度", "公众满意度"]),
    ],
)
def test_family_keeps_a_distinct_id_for_each_name(pack: Pack, trap: str, printed: list[str]):
    family = pack.names[trap]

    assert [name.name for name in family.names] == printed
    assert len({name.id for name in family.names}) == len(printed)


def test_connection_group_is_not_the_call_connection_rate(pack: Pack):
    carried = {name.id: name.node for name in pack.names["T13"].names}

    assert carried["call_connection_term"] == carried["call_connection_leaf"] == "call_connection_rate"
    assert carried["connection_group"] == "connection"
    assert [leaf.id for leaf in pack.tree.group("connection").leaves] == [
        "call_connection_rate",
        "timely_response_rate",
    ]


def test_satisfaction_names_share_no_leaf(pack: Pack):
    nodes = [name.node for name in pack.names["T18"].names if name.node]

    assert nodes == ["followup_satisfaction_rate", "public_recognition", "social_satisfaction"]


def test_only_the_defined_ratio_has_an_alias(pack: Pack):
    aliases = {leaf.id: leaf.aliases for leaf in pack.tree.leaves if leaf.aliases}

    assert aliases == {"call_connection_rate": ("呼叫接通率",)}
