"""A POST read into typed facts: one sentence in Chinese for each answer that cannot be used."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import validate_email
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from hengxian.web.components.forms.asks import Answers, Asked, Choices, choices_of, columns_of

LOCAL = ZoneInfo("Asia/Shanghai")
NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,12})?")
PHONE = re.compile(r"[+＋]?[\d\-－— ()（）]{5,30}((转|分机|ext\.?|#) ?\d{1,6})?", re.IGNORECASE)
TEXT_LIMIT, LONG_TEXT_LIMIT, ROW_LIMIT = 500, 20_000, 500
Files: TypeAlias = "MultiValueDict[str, UploadedFile[Any]]"


def read(
    asks: Iterable[Asked],
    post: QueryDict,
    files: "Files | None" = None,
    *,
    choices: Choices | None = None,
    prefix: str = "",
    is_draft: bool = False,
) -> Answers:
    """The facts by id and the faults by id. A draft may leave required answers out, but not give wrong ones.

    Types of facts: str; date; datetime (Asia/Shanghai); int (count, person); Decimal (number, percent, points);
    bool or None (yes_no); True or None (declaration); tuple of str (choices, clauses, leaves); UploadedFile or
    a tuple of them; tuple of dict (rows). An empty answer is None, "" for text, () for several.
    """
    found = Answers()
    for ask in asks:
        try:
            value = _read_one(ask, post, files or MultiValueDict(), choices or {}, prefix)
            _check_present(ask, value, is_draft)
            found.facts[ask.id] = value
        except Unusable as fault:
            found.errors.update(fault.faults or {ask.id: f"“{ask.label}”{fault}"})
    return found


class Unusable(ValueError):
    """An answer that cannot be used; `faults` names the cells of a grid one by one."""

    def __init__(self, sentence: str, faults: Mapping[str, str] | None = None) -> None:
        """The sentence goes on after the name of the field."""
        self.faults = faults
        super().__init__(sentence)


def _read_one(ask: Asked, post: QueryDict, files: "Files", choices: Choices, prefix: str) -> Any:
    name = prefix + ask.id
    if ask.type == "rows":
        return _rows(ask, post, files, choices, name)
    if ask.type == "file":
        return files.get(name)
    if ask.type == "files":
        return tuple(files.getlist(name))
    if ask.type in SEVERAL:
        return _several(post.getlist(name), choices_of(ask, choices))
    said = _clean(post.get(name, ""), ask.type)
    if not said:
        return "" if ask.type in TEXTS else None
    return READERS[ask.type](said, choices_of(ask, choices))


def _check_present(ask: Asked, value: Any, is_draft: bool) -> None:
    if ask.required and not is_draft and (value is None or value == "" or value == ()):
        raise Unusable("须勾选确认" if ask.type == "declaration" else "不能为空")


def _rows(
    ask: Asked, post: QueryDict, files: "Files", choices: Choices, name: str
) -> tuple[dict[str, Any], ...]:
    """Rows are sent as `name-0-column`; a row with nothing in it is none."""
    numbers = sorted(
        {int(match[1]) for key in post if (match := re.match(rf"{re.escape(name)}-(\d{{1,3}})-", key))}
    )
    if len(numbers) > ROW_LIMIT:
        raise Unusable(f"最多 {ROW_LIMIT} 行，现有 {len(numbers)} 行")
    rows: list[dict[str, Any]] = []
    faults: dict[str, str] = {}
    for position, number in enumerate(numbers, start=1):
        columns = columns_of(ask)
        answers = read(columns, post, files, choices=choices, prefix=f"{name}-{number}-")
        if not any(post.get(f"{name}-{number}-{column.id}", "").strip() for column in columns):
            continue
        rows.append(answers.facts)
        faults |= {
            f"{ask.id}-{number}-{id}": f"第 {position} 行：{text}" for id, text in answers.errors.items()
        }
    if faults:
        raise Unusable("有误", faults)
    return tuple(rows)


def _several(said: list[str], allowed: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(_chosen(value, allowed) for value in dict.fromkeys(map(str.strip, said)) if value)


def _clean(text: str, type: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    limit = LONG_TEXT_LIMIT if type == "long_text" else TEXT_LIMIT
    if len(text) > limit:
        raise Unusable(f"最多 {limit} 个字，现有 {len(text)} 个字")
    if any(ord(letter) < 32 and letter not in "\n\t" for letter in text):
        raise Unusable("含有不可见的控制字符")
    return text


def _chosen(text: str, allowed: tuple[tuple[str, str], ...]) -> str:
    # A leaf or clause without a list is checked by whoever knows the pack.
    if allowed and text not in {value for value, _ in allowed}:
        raise Unusable(f"只能从所列各项中选择，“{text[:20]}”不在其中")
    return text


def _date(text: str, allowed: Any) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unusable(f"应为日期，如 2026-03-02，现为“{text[:20]}”") from None


def _datetime(text: str, allowed: Any) -> datetime:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        raise Unusable(f"应为日期和时间，如 2026-03-02 09:30，现为“{text[:20]}”") from None
    return told if told.tzinfo else told.replace(tzinfo=LOCAL)


def _count(text: str, allowed: Any) -> int:
    if not re.fullmatch(r"\d{1,15}", text):
        raise Unusable(f"应为不小于 0 的整数，现为“{text[:20]}”")
    return int(text)


def _number(text: str, allowed: Any) -> Decimal:
    plain = text.replace(",", "").removesuffix("%").strip()
    if not NUMBER.fullmatch(plain):
        raise Unusable(f"应为数字，现为“{text[:20]}”")
    try:
        return Decimal(plain)
    except InvalidOperation:  # pragma: no cover  (the pattern admits nothing else)
        raise Unusable("应为数字") from None


def _percent(text: str, allowed: Any) -> Decimal:
    number = _number(text, allowed)
    if not 0 <= number <= 100:
        raise Unusable(f"应在 0% 与 100% 之间，现为 {number}%")
    return number


def _yes_no(text: str, allowed: Any) -> bool:
    if text not in {"yes", "no"}:
        raise Unusable("应选“是”或“否”")
    return text == "yes"


def _declaration(text: str, allowed: Any) -> bool:
    return True


def _person(text: str, allowed: tuple[tuple[str, str], ...]) -> int:
    return _count(_chosen(text, allowed), allowed)


def _phone(text: str, allowed: Any) -> str:
    if not PHONE.fullmatch(text):
        raise Unusable(f"应为电话号码，如 010-00000000，现为“{text[:20]}”")
    return text


def _email(text: str, allowed: Any) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Unusable(f"应为电子邮箱，如 name@unit.example，现为“{text[:30]}”") from None
    return text


def _text(text: str, allowed: Any) -> str:
    return text


TEXTS = {"text", "long_text", "secret", "name", "phone", "email", "signature", "seal"}
SEVERAL = {"choices", "clauses", "leaves", "persons"}
READERS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("text", "long_text", "secret", "name", "signature", "seal"), _text),
    **dict.fromkeys(("choice", "clause", "leaf"), _chosen),
    **dict.fromkeys(("number", "points", "value"), _number),
    "date": _date,
    "datetime": _datetime,
    "count": _count,
    "percent": _percent,
    "yes_no": _yes_no,
    "declaration": _declaration,
    "person": _person,
    "phone": _phone,
    "email": _email,
}
TYPES = frozenset(READERS) | SEVERAL | {"file", "files", "rows"}
