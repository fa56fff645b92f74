"""Asks as fields to show: each knows its name, its current answer, its fault and the template that draws it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from hengxian.web.components.forms.asks import Asked, Choices, choices_of, columns_of
from hengxian.web.components.forms.reading import LOCAL, SEVERAL

FEW = 5  # up to so many choices are shown as buttons, more as a list
# How each type is drawn: the template under components/inputs, and what the line's keyboard should be.
DRAWN = {
    "long_text": ("long_text", ""),
    "yes_no": ("radios", ""),
    "declaration": ("declaration", ""),
    "file": ("file", ""),
    "files": ("file", ""),
    "rows": ("rows", ""),
    "date": ("line", "date"),
    "datetime": ("line", "datetime-local"),
    "email": ("line", "email"),
    "phone": ("line", "tel"),
    "secret": ("line", "password"),
}
CHOOSING = {"choice", "person", "leaf", "clause"}
FIGURES = {"count", "number", "percent", "points", "value"}


@dataclass(frozen=True)
class Option:
    """One answer that may be chosen."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Field:
    """A question on a page. `rows` are the lines of a grid; its last line is empty, to be copied."""

    name: str
    label: str
    type: str
    drawn: str
    keyboard: str = ""
    value: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    error: str = ""
    note: str = ""
    unit: str = ""
    clause: str = ""
    columns: tuple["Field", ...] = ()
    rows: tuple[tuple["Field", ...], ...] = ()

    @property
    def template(self) -> str:
        """The template that draws the input."""
        return f"components/inputs/{self.drawn}.html"

    @property
    def id(self) -> str:
        """The id of the input on the page."""
        return f"f-{self.name}"

    @property
    def is_figure(self) -> bool:
        """Whether a number is typed here."""
        return self.type in FIGURES

    @property
    def takes_several(self) -> bool:
        """Whether more than one answer may be given."""
        return self.type in SEVERAL | {"files"}


def fields(
    asks: Iterable[Asked],
    *,
    facts: Mapping[str, Any] | None = None,
    post: QueryDict | None = None,
    errors: Mapping[str, str] | None = None,
    choices: Choices | None = None,
    prefix: str = "",
) -> list[Field]:
    """The fields of a form: empty, filled from facts, or as they were just posted, with the faults beside them."""
    said = _Said(facts or {}, post, errors or {}, choices or {})
    return [said.field(ask, prefix + ask.id, ask.id) for ask in asks]


@dataclass(frozen=True)
class _Said:
    facts: Mapping[str, Any]
    post: QueryDict | None
    errors: Mapping[str, str]
    choices: Choices

    def field(self, ask: Asked, name: str, key: str) -> Field:
        """The field of an ask; `key` is what its fault is called."""
        values = self._values(ask, name)
        drawn, keyboard = _drawn(ask, self.choices)
        return Field(
            name=name,
            label=ask.label,
            type=ask.type,
            drawn=drawn,
            keyboard=keyboard,
            value=values[0] if values and ask.type != "secret" else "",
            required=ask.required,
            options=tuple(
                Option(value, label, value in values) for value, label in _offered(ask, self.choices)
            ),
            error=self.errors.get(key, ""),
            note=getattr(ask, "note", None) or "",
            unit=getattr(ask, "unit", None) or "",
            clause=getattr(ask, "clause", None) or "",
            columns=tuple(self._blank(column) for column in columns_of(ask)),
            rows=self._rows(ask, name),
        )

    def _values(self, ask: Asked, name: str) -> list[str]:
        if self.post is not None:
            return [value.strip() for value in self.post.getlist(name)]
        value = self.facts.get(ask.id)
        several = value if isinstance(value, list | tuple) else [value]
        return [shown(each) for each in several if each is not None and not isinstance(each, dict)]

    def _rows(self, ask: Asked, name: str) -> tuple[tuple[Field, ...], ...]:
        columns = columns_of(ask)
        lines: list[Mapping[str, Any]] = list(self.facts.get(ask.id) or ()) if columns else []
        count = _posted_rows(self.post, name) if self.post is not None else len(lines)
        drawn = []
        for number in range(count + 1 if columns else 0):
            facts = lines[number] if self.post is None and number < len(lines) else {}
            line = _Said(facts, self.post if number < count else None, self.errors, self.choices)
            cells = [line.field(c, f"{name}-{number}-{c.id}", f"{ask.id}-{number}-{c.id}") for c in columns]
            drawn.append(tuple(map(_narrow, cells)))
        return tuple(drawn)

    def _blank(self, column: Asked) -> Field:
        return _Said({}, None, {}, self.choices).field(column, column.id, column.id)


def _narrow(cell: Field) -> Field:
    """In a grid there is room for a list, but not for a row of buttons."""
    return replace(cell, drawn="list") if cell.drawn == "radios" else cell


def _posted_rows(post: QueryDict, name: str) -> int:
    numbers = [key[len(name) + 1 :].split("-")[0] for key in post if key.startswith(f"{name}-")]
    return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 4), default=0)


def _offered(ask: Asked, choices: Choices) -> tuple[tuple[str, str], ...]:
    return (("yes", "是"), ("no", "否")) if ask.type == "yes_no" else choices_of(ask, choices)


def _drawn(ask: Asked, choices: Choices) -> tuple[str, str]:
    offered = choices_of(ask, choices)
    if ask.type in SEVERAL:
        return ("checks" if offered else "line"), ""
    if ask.type in CHOOSING:
        few = (
            ask.required and len(offered) <= FEW
        )  # a list can be left empty again, a button cannot be unpressed
        return ("radios" if offered and few else "list" if offered else "line"), ""
    return DRAWN.get(ask.type, ("line", "text"))


def shown(value: Any) -> str:
    """A fact as the input of its type takes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.astimezone(LOCAL).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
