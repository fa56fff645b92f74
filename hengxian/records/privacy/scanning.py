"""Finds telephones, identity numbers, plates, bank cards and mail addresses in free text (G-8)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdnum import luhn
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from hengxian.records.privacy import masking
from hengxian.records.privacy.plain import plain

_GAP = r"[ -]?"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"


@dataclass(frozen=True)
class Hit:
    """One finding: `[start, end)` in the text as given, and the text found there."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Sort:
    """One sort of personal data: its name on pages, how it is written, what proves it, how it is masked."""

    label: str
    pattern: re.Pattern[str]
    is_real: Callable[[str], bool]
    masked: Callable[[str], str]


def scan(text: str) -> tuple[Hit, ...]:
    """Every finding in order of place; where two overlap, the sort that can be proven better is kept."""
    folded = plain(text)
    taken: list[tuple[int, int]] = []
    hits = []
    for sort in SORTS:
        for start, end in _found(sort, folded.text):
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                first, last = folded.span(start, end)
                hits.append(Hit(sort.label, first, last, text[first:last]))
    return tuple(sorted(hits, key=lambda hit: hit.start))


def masked_text(text: str) -> str:
    """The text with every finding masked; scanning it again finds nothing."""
    text = _replaced(text, lambda hit: _MASKS[hit.kind](plain(hit.text).text))
    while (shorter := _replaced(text, lambda _: masking.HIDDEN)) != text:
        text = shorter  # what a mask left may, with its neighbours, look like something again
    return text


def _replaced(text: str, masked: Callable[[Hit], str]) -> str:
    for hit in reversed(scan(text)):
        text = text[: hit.start] + masked(hit) + text[hit.end :]
    return text


def tell(hits: tuple[Hit, ...]) -> str:
    """How many of each sort, as a refusal says it: 「手机号码 2 处、身份证号码 1 处」; no value is repeated."""
    counts = {sort.label: sum(hit.kind == sort.label for hit in hits) for sort in SORTS}
    return "、".join(f"{label} {count} 处" for label, count in counts.items() if count)


def _found(sort: Sort, text: str) -> Iterator[tuple[int, int]]:
    for match in sort.pattern.finditer(text):
        if sort.is_real(match[0]):
            yield match.span()


def _digits(text: str) -> str:
    return re.sub(r"[^0-9Xx]", "", text)


def _is_identity(text: str) -> bool:
    number = _digits(text).upper()
    if len(number) == 15:
        number = f"{number[:6]}19{number[6:]}"
        return _is_birth_date(number)
    try:
        return ric.calc_check_digit(number) == number[-1] and _is_birth_date(number)
    except (ValidationError, ValueError):
        return False


def _is_birth_date(number: str) -> bool:
    try:
        ric.get_birth_date(number)
    except ValidationError:
        return False
    return number[0] in "12345678"


def _is_card(text: str) -> bool:
    number = _digits(text)
    return bool(luhn.is_valid(number)) and len(set(number)) > 2


def _always(_: str) -> bool:
    return True


_LONE = r"(?<![0-9A-Za-z])"
_END = r"(?![0-9A-Za-z])"
_LETTER, _SIGN = "A-HJ-NP-Za-hj-np-z", "A-HJ-NP-Za-hj-np-z0-9"
SORTS = (
    Sort(
        "身份证号码",
        re.compile(rf"{_LONE}\d{{6}}{_GAP}(?:\d{{8}}{_GAP}\d{{3}}[0-9Xx]|\d{{9}}){_END}"),
        _is_identity,
        masking.mask_identity,
    ),
    Sort(
        "银行卡号",
        re.compile(rf"(?<![0-9A-Za-z.])[3-6]\d{{3}}(?:{_GAP}\d{{4}}){{3}}(?:{_GAP}\d{{1,3}})?{_END}"),
        _is_card,
        masking.mask_card,
    ),
    Sort(
        "手机号码",
        re.compile(rf"{_LONE}(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}{_END}"),
        _always,
        masking.mask_telephone,
    ),
    Sort(
        "固定电话",
        re.compile(
            rf"(?<![0-9A-Za-z.-])(?:(?:\+|00)86{_GAP}\(?0?|\(?0)(?:10|2\d|[3-9]\d{{2}})(?:\)[ ]?|[ -])"
            rf"[2-8]\d{{2,3}}{_GAP}\d{{4}}{_END}"
        ),
        _always,
        masking.mask_telephone,
    ),
    Sort(
        "车牌号码",
        re.compile(
            rf"[{_PROVINCES}] ?[{_LETTER}][ ·•-]?(?=[A-Za-z]*\d)(?:[{_SIGN}]{{5,6}}{_END}|[{_SIGN}]{{4}}[警学挂港澳])"
        ),
        _always,
        masking.mask_plate,
    ),
    Sort(
        "电子邮箱",
        re.compile(r"(?<![A-Za-z0-9._%+*-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
        _always,
        masking.mask_mail,
    ),
)
_MASKS = {sort.label: sort.masked for sort in SORTS}
