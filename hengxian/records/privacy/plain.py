"""Text as a person reads it: full-width and Chinese digits folded, invisible characters gone, places kept."""

from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = ("０１２３４５６７８９", "零一二三四五六七八九", "〇幺", "○")
_FOLDED = {
    **{ord(sign): str(number) for signs in _DIGITS[:2] for number, sign in enumerate(signs)},
    **{ord(sign): str(number) for number, sign in enumerate(_DIGITS[2])},
    ord("○"): "0",
    **{ord(sign): "-" for sign in "－—–‐‑−"},
    ord("（"): "(",
    ord("）"): ")",
    **{ord(sign): " " for sign in "\u00a0\u3000\u2002\u2003\u2009\t"},
    ord("＠"): "@",
    ord("．"): ".",
    **{code: chr(code - 0xFEE0) for code in range(0xFF21, 0xFF5B)},  # full-width letters
}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e")


@dataclass(frozen=True)
class Plain:
    """The folded text, and for each of its characters the place in the original."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open stretch of the original that a half-open stretch of the folded text came from."""
        return self.places[start], self.places[end - 1] + 1


def plain(text: str) -> Plain:
    """Fold one sign to one sign, so that places stay true; invisible characters hide nothing."""
    if _INVISIBLE.isdisjoint(text):
        return Plain(text.translate(_FOLDED), range(len(text)))
    kept = [(place, sign) for place, sign in enumerate(text) if sign not in _INVISIBLE]
    return Plain("".join(sign for _, sign in kept).translate(_FOLDED), tuple(place for place, _ in kept))
