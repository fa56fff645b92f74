"""The chapters of an evaluation report, and the whole of it in words and drawings."""

from dataclasses import asdict, dataclass
from typing import Any

from hengxian.records.documents.blocks import Block, Card, Facts, Notice


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    lede: str
    blocks: tuple[Block, ...]
    number: str = ""


@dataclass(frozen=True)
class Cover:
    kicker: str
    name: str
    period: str
    cards: tuple[Card, ...]
    facts: Facts
    notices: tuple[Notice, ...]


@dataclass(frozen=True)
class Document:
    """A whole report in words and drawings; `dated_on` is an ISO date, taken from as_of."""

    title: str
    stage: str
    dated_on: str
    cover: Cover
    sections: tuple[Section, ...]


def plain(document: Document) -> dict[str, Any]:
    """The document as dicts and lists, for a typesetter that knows no Python."""
    return asdict(document)
