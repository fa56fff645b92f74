"""The index in the real database."""

import pytest

from hengxian.hotline.search.index import ARTICLES, ORDERS

pytestmark = pytest.mark.django_db
CITY, HEAT = 1, 2


@pytest.fixture(autouse=True)
def rows() -> None:
    """A few records of two hotlines."""
    ORDERS.keep_many(
        [
            (1, CITY, "燃气费用", "本月燃气费偏高"),
            (2, CITY, "供热不足", "室温低，怀疑燃气锅炉停用"),
            (3, CITY, "路面破损", "某路 12 号门前"),
            (4, HEAT, "燃气", "另一条热线"),
        ]
    )
    ARTICLES.keep_many(
        [
            (1, CITY, "公积金提取", "文中顺带提到燃气一次"),
            (2, CITY, "燃气费如何缴纳", "燃气费可在线缴纳"),
        ]
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("燃气", [2, 1]),
        ("气", [2, 1]),
        ("燃气费", [1]),
        ("燃气 室温", [2]),
        ("费燃", []),
        ("12", [3]),
        ("用本", []),  # a phrase does not run from the title into the text
        ("；--", []),
        ("' OR \"", []),
    ],
)
def test_newest_finds_whole_phrases_newest_first(query: str, found: list[int]) -> None:
    assert ORDERS.newest(query, CITY) == found


@pytest.mark.covers("R3.1", "R3.3")
def test_newest_keeps_hotlines_apart() -> None:
    assert (ORDERS.newest("燃气", CITY), ORDERS.newest("燃气", HEAT)) == ([2, 1], [4])


def test_newest_goes_on_below() -> None:
    assert ORDERS.newest("燃气", CITY, before=2) == [1]


def test_best_puts_titles_first() -> None:
    assert ARTICLES.best("燃气", CITY) == [2, 1]


def test_best_with_any_word_answers_a_typed_question() -> None:
    assert ARTICLES.best("请问燃气费怎么缴", CITY, any_word=True) == [2, 1]


def test_keep_replaces_what_was_kept() -> None:
    ORDERS.keep(1, CITY, "停水", "")

    assert (ORDERS.newest("燃气", CITY), ORDERS.newest("停水", CITY)) == ([2], [1])
