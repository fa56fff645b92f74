"""The words of each letter, read once: a title, its clauses, and parts with places for facts in {braces}.

A text holds words only. A part is printed only where the fact named by `only` is there, or that of `unless`
is not; nothing else is ever decided in a text.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).parent / "texts"
PLACE = re.compile(r"\{([a-z_]+)\}")


class Strict(BaseModel):
    """Every key known, nothing changed later."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Need(Strict):
    """A fact without which the letter is refused, and the sentence that says so."""

    fact: str
    sentence: str


class Part(Strict):
    """One block. Exactly one of text, notice, heading, quote, facts, table and list is given.

    `table` and a `list` of one word name a fact that holds rows or lines; `columns` are label, field of the
    row, and share of the width.
    """

    text: str = ""
    notice: str = ""
    heading: str = ""
    quote: tuple[str, str] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    table: str = ""
    caption: str = ""
    columns: tuple[tuple[str, str, int], ...] = ()
    list: str | tuple[str, ...] = ()
    only: str = ""
    unless: str = ""


class Text(Strict):
    """A letter in words. `kind` says whose step it belongs to: the rule's, the statute's, or ours.

    `about` is what the thing the letter is about is called in the lines under its title.
    """

    title: str
    about: str = "认证案件"
    kind: Literal["规则步骤", "条例要求", "辅助"]
    clauses: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    parts: tuple[Part, ...]
    closing: str = ""

    def places(self) -> Iterator[str]:
        """Every fact the words ask for."""
        for part in self.parts:
            yield from PLACE.findall(part.model_dump_json())
            named = (part.table, part.only, part.unless, part.list if isinstance(part.list, str) else "")
            yield from (name for name in named if name)
        yield from PLACE.findall(self.title + self.closing)
        yield from (need.fact for need in self.needs)


@cache
def text_of(name: str) -> Text:
    """A letter's words by the name of its file. Raises FileNotFoundError, or ValueError for a faulty text."""
    raw: Mapping[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return Text.model_validate(raw)
