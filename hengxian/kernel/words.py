"""Cutting Chinese into pairs of characters, so that a two-character word is found without a dictionary.

A run ABC becomes AB BC C. A phrase is found as consecutive pairs, a single character as the beginning of any
pair: so nothing shorter than the index's words is lost, as it would be with trigrams.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

RUN = re.compile(r"[0-9a-z]+|[^\W0-9a-z_]+")
_LATIN = re.compile(r"[0-9a-z]+")


def plain(text: str) -> str:
    """One form for full-width and half-width, upper and lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def words_of(texts: Iterable[str]) -> list[str]:
    """The tokens of a row in order: 云岭市 → 云岭 岭市 市; the last also alone, to be found by itself."""
    return [word for text in texts for run in RUN.findall(plain(text)) for word in _pairs(run)]


def phrases_of(query: str) -> list[tuple[list[str], bool]]:
    """What is asked for: every run of the query as (tokens in a row, does the last one only begin the word)."""
    return [_phrase(run) for run in RUN.findall(plain(query))]


def _phrase(run: str) -> tuple[list[str], bool]:
    if _LATIN.fullmatch(run) or len(run) == 1:
        return [run], True
    return [run[start : start + 2] for start in range(len(run) - 1)], False


def _pairs(run: str) -> Iterator[str]:
    if _LATIN.fullmatch(run):
        yield run
        return
    for start in range(len(run) - 1):
        yield run[start : start + 2]
    yield run[-1]
