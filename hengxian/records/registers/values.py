"""One cell of a register: what was said is read into a plain value, and shown again."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hengxian.records.privacy.identifiers import read_mail, read_telephone
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import RegisterField

CHINA = ZoneInfo("Asia/Shanghai")
EMPTY: tuple[object, ...] = (None, "", (), [])
LONG, SHORT = 20_000, 500
LONGEST_KEY = 80
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BETWEEN = re.compile(r"[\s,，;；、]+")
_SEAT = re.compile(r"[A-Za-z0-9-]{1,20}号?")
_YES, _NO = ("是", "true", "on", "1"), ("否", "false", "off", "0")


def read_value(field: RegisterField, said: object, pack: Pack) -> Any:
    """The plain value (text, whole number, yes or no, list) that JSON holds; dates and decimals stay text.

    Raises ValueError with what was expected, in Chinese, to follow the column's name.
    """
    if field.type in ("clause", "leaf", "clauses", "leaves"):
        return _named(field, said, _names_of(field, pack))
    return _READERS[field.type](field, said)


def typed(field: RegisterField, plain: Any) -> Any:
    """The plain value as date, instant or Decimal where the column is one."""
    if plain in EMPTY:
        return None
    if field.type == "date":
        return date.fromisoformat(plain)
    if field.type == "datetime":
        return datetime.fromisoformat(plain)
    return Decimal(plain) if field.type in ("number", "percent", "points") else plain


def day_of(value: date | datetime | None) -> date | None:
    """The day of a date or, in China, of an instant."""
    return value.astimezone(CHINA).date() if isinstance(value, datetime) else value


def shown(field: RegisterField, plain: Any, pack: Pack) -> str:
    """The value as people read it; a person stays a number, for the caller to name."""
    if plain in EMPTY:
        return ""
    if isinstance(plain, bool):
        return "是" if plain else "否"
    if field.type == "datetime":
        return datetime.fromisoformat(plain).astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
    if field.type in ("leaf", "leaves"):
        ids = [plain] if field.type == "leaf" else plain
        return "、".join(pack.tree.leaf(one).name for one in ids)
    return "、".join(plain) if isinstance(plain, list) else str(plain)


def option_of(plain: Any) -> tuple[str, ...]:
    """The options a stored value stands for, as the pack writes them."""
    if isinstance(plain, bool):
        return ("是",) if plain else ("否",)
    return tuple(plain) if isinstance(plain, list) else (str(plain),)


def clause_ids(pack: Pack, among: Iterable[str] = ()) -> tuple[str, ...]:
    """Register items in printed order that are one of `among` or stand under one; all of them without."""
    stems = tuple(among)
    return tuple(clause.id for clause in pack.clauses if is_under(clause.id, stems))


def is_under(clause: str, stems: Collection[str]) -> bool:
    """Whether a clause is one of the stems or stands under one; always, where there are none."""
    return not stems or any(clause == stem or clause.startswith(f"{stem}.") for stem in stems)


def read_text(said: object, longest: int) -> str:
    """Trimmed and composed. Raises ValueError for nothing, too much, or signs that nobody can see."""
    text = unicodedata.normalize("NFC", str(said)).replace("\r\n", "\n").strip()
    if not text:
        raise ValueError("须填写")
    if len(text) > longest:
        raise ValueError(f"至多 {longest} 字，现为 {len(text)} 字")
    if _UNPRINTABLE.search(text):
        raise ValueError("含有不可见的控制字符，应删去")
    return text


def _text(field: RegisterField, said: object) -> str:
    return read_text(said, LONG if field.type == "long_text" else SHORT)


def _date(_: RegisterField, said: object) -> str:
    try:
        day = date.fromisoformat(str(said).strip())  # a date prints itself so
    except ValueError:
        raise ValueError(f"应为日期，写作 2025-03-01，现为“{said}”") from None
    return _in_living_memory(day).isoformat()


def _instant(_: RegisterField, said: object) -> str:
    try:
        at = said if isinstance(said, datetime) else datetime.fromisoformat(str(said).strip())
    except ValueError:
        raise ValueError(f"应为日期和时刻，写作 2025-03-01 09:30，现为“{said}”") from None
    _in_living_memory(at)
    return (at if at.tzinfo else at.replace(tzinfo=CHINA)).isoformat()


def _in_living_memory(day: date) -> date:
    # A year such as 0202 is a slip of the hand, and cannot be shown in another zone.
    if not 1900 <= day.year < 2200:
        raise ValueError(f"年份应在 1900 至 2199 之间，现为“{day.year}”")
    return day


def _count(_: RegisterField, said: object) -> int:
    text = unicodedata.normalize("NFKC", str(said)).strip()
    if isinstance(said, bool) or not re.fullmatch(r"\d{1,12}", text, re.ASCII):
        raise ValueError(f"应为非负整数，现为“{said}”")
    return int(text)


def _number(field: RegisterField, said: object) -> str:
    text = unicodedata.normalize("NFKC", str(said)).strip().removesuffix("%")
    if isinstance(said, bool) or not re.fullmatch(r"-?\d{1,15}(\.\d{1,9})?", text, re.ASCII):
        raise ValueError(f"应为数字，现为“{said}”")
    if field.type != "number" and not 0 <= Decimal(text) <= 100:
        raise ValueError(f"应在 0 至 100 之间，现为“{said}”")
    return text


def _choice(field: RegisterField, said: object) -> str:
    text = str(said).strip()
    if text not in field.options:
        raise ValueError(f"应为以下之一：{'、'.join(field.options)}，现为“{text}”")
    return text


def _choices(field: RegisterField, said: object) -> Any:
    return _named(field, said, field.options, many=True)


def _yes_no(_: RegisterField, said: object) -> bool:
    text = str(said).strip().lower()
    if text not in (*_YES, *_NO):
        raise ValueError(f"应为“是”或“否”，现为“{said}”")
    return text in _YES


def _declaration(field: RegisterField, said: object) -> bool:
    if not _yes_no(field, said):
        raise ValueError("须由本人确认并勾选")
    return True


def _person(field: RegisterField, said: object) -> int:
    number = _count(field, said)
    if number == 0:
        raise ValueError("须选择人员")
    return number


def _named(field: RegisterField, said: object, known: Collection[str], *, many: bool = False) -> Any:
    parts = (
        said
        if isinstance(said, list | tuple)
        else [said]
        if field.options
        else _BETWEEN.split(str(said).strip())
    )
    asked = [str(part).strip() for part in parts]
    if strange := [one for one in asked if one not in known]:
        raise ValueError(f"没有“{strange[0]}”")
    if many or field.type in ("clauses", "leaves"):
        order = {one: place for place, one in enumerate(known)}
        return sorted(set(asked), key=order.__getitem__)
    if len(asked) != 1:
        raise ValueError("只能选一个")
    return asked[0]


def _names_of(field: RegisterField, pack: Pack) -> tuple[str, ...]:
    if field.type in ("clause", "clauses"):
        return clause_ids(pack)
    return tuple(leaf.id for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves))


def _seat(said: str) -> str:
    """A seat by its number; whoever sits there is not named."""
    if not _SEAT.fullmatch(told := said.strip()):
        raise ValueError(f"应为座席号（字母、数字、短横，可带“号”），不写姓名，现为“{told}”")
    return told


_READERS: dict[str, Callable[[RegisterField, object], Any]] = {
    "text": _text,
    "long_text": _text,
    "name": _text,
    "date": _date,
    "datetime": _instant,
    "count": _count,
    "number": _number,
    "percent": _number,
    "points": _number,
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "declaration": _declaration,
    "person": _person,
    "entry": lambda _, said: read_text(said, LONGEST_KEY),
    "seat": lambda _, said: _seat(str(said)),
    "phone": lambda _, said: str(read_telephone(str(said))),
    "email": lambda _, said: read_mail(str(said)),
}
