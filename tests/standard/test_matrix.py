"""The 16 characteristics and the certificate's results against chapter 13; what has no home says so."""

from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule


def test_matrix_lists_the_16_characteristics_in_order(pack: Pack):
    ids = [clause.id for clause in pack.clauses if clause.id.startswith("5.1.1.")]

    assert list(pack.matrix.characteristics.ids) == ids


def test_social_influence_has_no_home(pack: Pack):
    homeless = [row.id for row in pack.matrix.characteristics if row.relation == "无"]

    assert [pack.clauses[id].title for id in homeless] == ["社会影响力"]
    assert [row.id for row in pack.matrix.characteristics if not row.leaves] == homeless


def test_weaker_mappings_give_their_reason(pack: Pack):
    assert [row.id for row in pack.matrix.characteristics if row.relation != "对应" and not row.note] == []


def test_certificate_says_where_the_rule_gives_no_computation(pack: Pack, printed: PrintedRule):
    lines = pack.matrix.certificate

    assert [line.name for line in lines if line.printed == "规则未给出计算"] == ["服务效果", "管理体系"]
    results = {line.heading: [] for line in lines}
    for line in lines:
        results[line.heading].append(line.name)
    for heading, names in results.items():
        assert f"{heading}：{'、'.join(names)}" in printed.prose("7.2.2")
