"""Words of Chinese text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.kernel.words import phrases_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("燃气费", ["燃气", "气费", "费"]),
        ("燃", ["燃"]),
        ("交12345热线", ["交", "12345", "热线", "线"]),
        ("ＧＡＳ 阀", ["gas", "阀"]),
        ("，。！", []),
    ],
)
def test_words_are_pairs_and_words(text: str, words: list[str]) -> None:
    assert words_of([text]) == words


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("燃气", [(["燃气"], False)]),
        ("燃气费 gas", [(["燃气", "气费"], False), (["gas"], True)]),
        ("气", [(["气"], True)]),
    ],
)
def test_phrases_are_what_a_query_asks_for(query: str, asked: list[tuple[list[str], bool]]) -> None:
    assert phrases_of(query) == asked


@given(st.text(alphabet="燃气费供热水电", min_size=2, max_size=12), st.data())
def test_every_part_of_a_run_is_found(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    ((words, is_beginning),) = phrases_of(text[start:end])

    kept = " ".join(words_of([text])) + " "
    assert (" ".join(words) if is_beginning else " ".join(words) + " ") in kept
