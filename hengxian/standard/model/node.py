"""The base of every pack shape, the scalar types read from strings, and the register of rows by id."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, RootModel, StringConstraints


class Node(BaseModel):
    """A frozen part of a pack; a key it does not know is an error.

    The only default allowed below is absence (None, an empty tuple): the fingerprint leaves defaults
    out, so that a later optional key does not change the identity of an edition already used.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


def _decimal(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", value):
            raise ValueError("应为不带符号的十进制数，如 10 或 0.30")
        return Decimal(value)
    return value


def _count(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[0-9]+", value):
            raise ValueError("应为非负整数")
        return int(value)
    return value


def _day(value: object) -> object:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError("应为日期，写作 2025-01-01") from None
    return value


def _yes(value: object) -> object:
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise ValueError("应为 true 或 false")
        return value == "true"
    return value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
ClauseId = Annotated[str, StringConstraints(pattern=r"^([1-9]\d*|[A-E])(\.\d+)*$")]
Exact = Annotated[Decimal, BeforeValidator(_decimal)]
Count = Annotated[int, BeforeValidator(_count)]
Day = Annotated[date, BeforeValidator(_day)]
Yes = Annotated[bool, BeforeValidator(_yes)]


class Entry(Node):
    """A row known by its id."""

    id: Text


Row = TypeVar("Row", bound=Entry)


class Register(RootModel[tuple[Row, ...]], Generic[Row]):
    """Rows in printed order, looked up by id: `pack.limits["answer_seconds"]`."""

    model_config = ConfigDict(frozen=True)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        return {row.id: row for row in self.root}

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids in order, repetitions included."""
        return tuple(row.id for row in self.root)

    def __getitem__(self, key: str) -> Row:
        return self.by_id[key]

    def __contains__(self, key: object) -> bool:
        return key in self.by_id

    def __iter__(self) -> Iterator[Row]:  # type: ignore[override]  # rows, not pydantic's field pairs
        return iter(self.root)

    def __len__(self) -> int:
        return len(self.root)
