"""Every printed item stands in the register as printed, with the modal words its text holds (T53)."""

import pytest

from hengxian.standard.model.pack import Pack
from tests.standard.printed import Item, PrintedRule


@pytest.fixture
def items(printed: PrintedRule) -> list[Item]:
    chapters = [
        item for clause in printed.clauses_of("9", "10", "11", "12") for item in printed.numbered(clause)
    ]
    return [*printed.lettered("5.1.1"), *printed.lettered("5.2.1"), *chapters]


@pytest.mark.covers("T53")
def test_register_holds_every_printed_item_in_order(pack: Pack, items: list[Item]):
    registered = [(clause.id, clause.title, clause.text) for clause in pack.clauses]

    assert len(items) == 145
    assert registered == [(item.id, item.title, item.text) for item in items]


def test_register_counts_16_characteristics_and_20_audit_items(pack: Pack):
    assert sum(clause.id.startswith("5.1.1.") for clause in pack.clauses) == 16
    assert sum(clause.id.startswith("5.2.1.") for clause in pack.clauses) == 20


def test_register_headings_are_those_printed(pack: Pack, printed: PrintedRule):
    for section in pack.clauses.sections:
        parts = section.id.split(".")
        above = [".".join(parts[:count]) for count in range(1, len(parts))]
        if section.id in printed.titles:
            assert section.title == printed.titles[section.id]
        assert list(section.under) == [printed.titles[clause] for clause in above]


def test_modal_words_are_those_of_the_text(pack: Pack, items: list[Item]):
    assert {c.id: c.modal for c in pack.clauses} == {item.id: item.modal for item in items}


def test_modal_words_print_as_the_catalogue_lists_them(pack: Pack):
    listed = {
        "9.1.1.1": "应",
        "9.1.1.2": "—",
        "10.1.2.1": "宜",
        "10.1.3.3": "不应",
        "10.2.1.2": "可",
        "10.6.2.2": "应；可",
    }

    assert {id: pack.clauses[id].modal_text for id in listed} == listed


def test_advice_is_what_the_rule_only_advises_or_allows(pack: Pack):
    advised = [clause.id for clause in pack.clauses if clause.is_advice]

    assert advised == ["10.1.2.1", "10.2.1.2", "10.4.1.2", "10.4.2.3"]


def test_questions_are_asked_once_each_and_in_our_own_words(pack: Pack):
    questions = [clause.question for clause in pack.clauses]

    assert len(set(questions)) == len(questions) == 145
    assert all(question.endswith("？") for question in questions)
    assert not any(clause.question in clause.text for clause in pack.clauses)


def test_clauses_are_measured_by_what_the_catalogue_names(pack: Pack):
    measured = {clause.id: set(clause.measures) for clause in pack.clauses if clause.measures}

    assert measured["10.1.2.2"] == {
        "call_connection_rate", "timely_response_rate", "connection_24h", "answer_15s", "message_3min",
        "mailbox_24h",
    }  # fmt: skip
    assert measured["10.2.2.1"] == {"transfer_2_working_days"}
    assert measured["10.2.3.1"] == {"supervised"}
    chapter_10 = set().union(*(names for id, names in measured.items() if id.startswith("10.")))
    assert set(pack.conformity.ids) <= chapter_10
