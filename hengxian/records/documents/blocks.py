"""The building blocks of every document, printed alike as a page, on paper and in Word."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """One table cell. `tone` is "", "good", "bad", "open" or "quiet"; `picture` is an SVG."""

    text: str
    tone: str = ""
    note: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Column:
    """A column head; `share` is its part of the paper's width, `is_figure` sets it flush right."""

    label: str
    share: int = 2
    is_figure: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a table; level 1 is a heading line, level 2 a total."""

    cells: tuple[Cell, ...]
    level: int = 0


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Figure:
    """A drawing in two widths, what it shows in words, and the same figures as a table."""

    id: str
    title: str
    description: str
    wide: str
    narrow: str
    table: Table | None = None
    kind: str = field(default="figure", init=False)


@dataclass(frozen=True)
class Facts:
    """Pairs of term and value."""

    pairs: tuple[tuple[str, Cell], ...]
    kind: str = field(default="facts", init=False)


@dataclass(frozen=True)
class Card:
    label: str
    value: str
    note: str = ""
    tone: str = ""
    picture: str = ""


@dataclass(frozen=True)
class Cards:
    """A row of big figures; `is_lead` makes the one that everything else explains."""

    cards: tuple[Card, ...]
    is_lead: bool = False
    kind: str = field(default="cards", init=False)


@dataclass(frozen=True)
class Prose:
    text: str
    kind: str = field(default="prose", init=False)


@dataclass(frozen=True)
class Notice:
    text: str
    tone: str = "open"
    kind: str = field(default="notice", init=False)


@dataclass(frozen=True)
class Heading:
    """A heading within a chapter, or with level 1 a chapter's own."""

    text: str
    id: str
    note: str = ""
    level: int = 2
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True)
class Items:
    """A list in order; numbered from 1 by whoever prints it."""

    items: tuple[str, ...]
    kind: str = field(default="items", init=False)


@dataclass(frozen=True)
class Quote:
    """A clause as printed, apart from our own words."""

    clause: str
    text: str
    kind: str = field(default="quote", init=False)


Block = Table | Figure | Facts | Cards | Prose | Notice | Heading | Items | Quote


def row(*cells: str | Cell, level: int = 0) -> Row:
    """A table line from words or cells."""
    return Row(tuple(cell if isinstance(cell, Cell) else Cell(cell) for cell in cells), level)


def facts(pairs: Iterable[tuple[str, str | Cell]]) -> Facts:
    """A list of terms, left out where the value is empty."""
    made = ((term, value if isinstance(value, Cell) else Cell(value)) for term, value in pairs)
    return Facts(tuple(pair for pair in made if pair[1].text))
