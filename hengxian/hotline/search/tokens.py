"""Words for the index: pairs of Chinese signs, and whole words of letters or digits. No Django.

A run of signs ABC becomes AB BC C. A phrase is found as consecutive pairs, a single sign as the beginning of
any pair: so nothing shorter than the index's words is lost, as it would be with trigrams.
"""

import re
import unicodedata
from collections.abc import Iterator

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"[{HAN}]+|[0-9a-z_]+")
_HAN = re.compile(rf"[{HAN}]")


def tokens(text: str) -> list[str]:
    """The words of a text in order, as they are indexed."""
    return [word for run in _runs(text) for word in _words(run)]


def phrases(query: str) -> list[tuple[list[str], bool]]:
    """What a query asks for: each run as consecutive words, and whether its last word is only a beginning.

    `燃气费 gas` gives [(["燃气", "气费"], False), (["gas"], True)]. Letters and digits are always a beginning.
    """
    return [_asked(run) for run in _runs(query)]


def _asked(run: str) -> tuple[list[str], bool]:
    if not _HAN.match(run):
        return [run], True
    return ([run], True) if len(run) == 1 else (_words(run)[:-1], False)


def _runs(text: str) -> Iterator[str]:
    return (match[0] for match in _RUN.finditer(unicodedata.normalize("NFKC", text).casefold()))


def _words(run: str) -> list[str]:
    if not _HAN.match(run):
        return [run]
    return [run[at : at + 2] for at in range(len(run))]
