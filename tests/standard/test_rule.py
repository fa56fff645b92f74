"""The rule's own data, constants, deadlines and checks: as printed, and complete."""

from datetime import date

import pytest

from hengxian.standard.model.limits import Limits
from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule


def test_rule_window_is_that_of_the_last_page(pack: Pack, printed: PrintedRule):
    assert printed.last_page()[1:] == ["本认证规则自2025年1月1日起实施", "本认证规则有效期至2025年5月20日"]
    assert (pack.rule.in_force_on, pack.rule.ends_on) == (date(2025, 1, 1), date(2025, 5, 20))


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2024, 12, 31), False),
        (date(2025, 1, 1), True),
        (date(2025, 5, 20), True),
        (date(2025, 5, 21), False),
    ],
)
def test_rule_is_in_force_on_both_ends_of_its_window(pack: Pack, on: date, holds: bool):
    assert pack.rule.is_in_force(on) is holds


def test_terms_are_the_eight_printed(pack: Pack, printed: PrintedRule):
    ours = {term.id: (term.name, term.text) for term in pack.rule.terms}

    assert ours == {f"3.{n}": (printed.titles[f"3.{n}"], printed.prose(f"3.{n}")) for n in range(1, 9)}


def test_hotline_kinds_and_contents_are_those_printed(pack: Pack, printed: PrintedRule):
    for clause, passages in (("1.1", pack.rule.hotline_kinds), ("1.2", pack.rule.contents)):
        ours = [(passage.id, passage.title, passage.text) for passage in passages]
        assert ours == [(item.id, item.title, item.text) for item in printed.numbered(clause)]


@pytest.mark.covers("T53")
def test_applicability_is_joined_over_the_hard_break(pack: Pack, printed: PrintedRule):
    assert pack.rule.applicability == printed.prose("4.3")
    assert "网络安全等其他领域" in pack.rule.applicability


def test_references_are_those_printed(pack: Pack, printed: PrintedRule):
    printed_titles = [item.text for clause in ("2.1", "2.2") for item in printed.numbered(clause)]

    ours = [
        f"{ref.number} 《{ref.title}》" if ref.number else f"《{ref.title}》" for ref in pack.rule.references
    ]

    assert ours == printed_titles


@pytest.mark.covers("T9", "T10")
def test_references_say_what_became_of_them(pack: Pack):
    notes = {ref.number or ref.title: ref.note or "" for ref in pack.rule.references}

    assert "已被 2025 版代替，按注日期版适用" in notes["GB/T 22080-2016"]
    assert "信访工作条例" in notes["中华人民共和国信访条例"]


def test_mode_and_names_are_printed_in_the_rule(pack: Pack, printed: PrintedRule):
    certificate = printed.prose("7.2.1")

    assert (
        f"认证类别：{pack.rule.category}认证领域：{pack.rule.field}认证模式：{pack.rule.mode}" in certificate
    )
    for text in (pack.rule.name, pack.rule.issuer, *(mode.text for mode in pack.rule.modes)):
        assert text.replace(" ", "") in printed.joined


def test_audit_kinds_give_the_days_on_site_of_5_3(pack: Pack, printed: PrintedRule):
    days = {}
    for kind in pack.rule.audit_kinds:
        low, high = pack.limits[kind.days_min].number, pack.limits[kind.days_max].number
        days[kind.name] = [kind.evaluation, kind.audit, f"{low}-{high}天"]

    cells = printed.cells("5.3")
    assert days == {name: cells[cells.index(name) + 1 : cells.index(name) + 4] for name in days}
    assert list(days) == ["初次认证", "监督审核", "再认证"]


def test_limits_are_printed_where_they_say(pack: Pack, printed: PrintedRule):
    for limit in pack.limits:
        if limit.source == "rule":
            head = limit.clause.rpartition(".")[0]
            passage = printed.prose(limit.clause if limit.clause in printed.lines else head)
            assert limit.printed in passage, limit.id


def test_measuring_limits_are_those_of_10_1_2_and_10_2_2(pack: Pack):
    assert pack.measuring_limits() == Limits(
        answer_seconds=15,
        message_seconds=180,
        mailbox_seconds=86400,
        connection_percent=95,
        connection_window_hours=24,
        transfer_working_days=2,
    )


def test_checks_read_the_constants_of_their_clause(pack: Pack):
    for check in pack.conformity:
        assert {pack.limits[name].clause for name in check.limits} <= set(check.clauses)


def test_deadlines_have_a_fixed_length_or_wait_for_a_parameter(pack: Pack):
    fixed = {line.id: pack.duration_of(line) for line in pack.deadlines}

    assert fixed["acceptance_review"] == pack.limits["acceptance_working_days"]
    assert fixed["suspension_end"] is None
    assert pack.deadlines["suspension_end"].parameter == "P-suspension"
    assert all(fixed[line.id] or line.parameter in pack.parameters for line in pack.deadlines)


def test_deadlines_stand_in_the_clause_of_their_constant(pack: Pack):
    apart = [
        line.id for line in pack.deadlines if (c := pack.duration_of(line)) and c.clause not in line.clauses
    ]

    assert apart == []


def test_every_clause_cited_is_printed(pack: Pack, printed: PrintedRule):
    cited = {
        *(clause for step in pack.process.steps for clause in step.clauses),
        *(clause for line in pack.deadlines for clause in line.clauses),
        *(clause for parameter in pack.parameters for clause in parameter.clauses),
        *(clause for family in pack.names for name in family.names for clause in name.clauses),
        *(limit.clause for limit in pack.limits if limit.source == "rule"),
        *(node.clause for node in (*pack.tree.dimensions, *pack.tree.improvement)),
        *(dimension.formula_clause for dimension in pack.tree.dimensions),
    }

    assert sorted(cited - printed.known) == []
