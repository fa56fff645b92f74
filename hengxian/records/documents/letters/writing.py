"""Writing a letter: the one sender for all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, Protocol

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Notice,
    Prose,
    Quote,
    Table,
    row,
)
from hengxian.records.documents.imprint import Body, Setting, Signature
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.wording import written

from .texts import PLACE, Part, text_of


class LetterFacts(Protocol):
    """What one kind of letter says, a frozen dataclass; `text` names the file of its words."""

    text: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True)
class Envelope:
    """What every letter carries: from whom, to whom, its number, and how it is signed.

    `rule` names the edition the case rests on; `settings` are the body's own choices this letter uses.
    """

    body: Body
    number: str
    addressee: str
    dated_on: date
    case: str
    rule: str
    signatures: tuple[Signature, ...] = ()
    annexes: tuple[str, ...] = ()
    settings: tuple[Setting, ...] = ()
    version: int = 1


def letter(facts: LetterFacts, envelope: Envelope) -> Paper:
    """The letter as a paper. Raises Incomplete when a fact is missing without which it may not go out."""
    text = text_of(facts.text)
    known = known_facts(facts, envelope)
    for need in text.needs:
        if not known[need.fact]:
            raise Incomplete(need.sentence, text.clauses[0], (need.fact,))
    about = ((text.about, envelope.case), ("所用规则", envelope.rule), ("性质", text.kind))
    return Paper(
        kind="letter",
        title=filled(text.title, known),
        number=envelope.number,
        dated_on=envelope.dated_on,
        body=envelope.body,
        parts=tuple(written_parts(text.parts, known)),
        addressee=envelope.addressee,
        about=about,
        clauses=text.clauses,
        closing=filled(text.closing, known),
        annexes=envelope.annexes,
        signatures=envelope.signatures,
        settings=envelope.settings,
        version=envelope.version,
    )


def known_facts(facts: LetterFacts, envelope: Envelope) -> dict[str, Any]:
    """The letter's own facts, and from the envelope what a sentence may need."""
    own = {one.name: getattr(facts, one.name) for one in fields(facts)}
    return {
        "body": envelope.body.name,
        "addressee": envelope.addressee,
        "case": envelope.case,
        "rule": envelope.rule,
        "dated_on": envelope.dated_on,
        **own,
    }


def written_parts(parts: Iterable[Part], known: Mapping[str, Any]) -> Iterable[Block]:
    """The parts that have something to say, as blocks."""
    for part in parts:
        if (part.only and not known[part.only]) or (part.unless and known[part.unless]):
            continue
        yield block_of(part, known)


def block_of(part: Part, known: Mapping[str, Any]) -> Block:
    """One part as a block."""
    if part.table:
        return table_of(part, known)
    if part.list:
        return Items(lines_of(part.list, known))
    if part.facts:
        return Facts(tuple((label, Cell(filled(value, known))) for label, value in part.facts))
    if part.quote:
        return Quote(part.quote[0], part.quote[1])
    if part.heading:
        return Heading(filled(part.heading, known), "")
    return Notice(filled(part.notice, known)) if part.notice else Prose(filled(part.text, known))


def lines_of(lines: str | tuple[str, ...], known: Mapping[str, Any]) -> tuple[str, ...]:
    """A fact's own lines, or the text's lines filled."""
    if isinstance(lines, str):
        return tuple(written(line) for line in known[lines])
    return tuple(filled(line, known) for line in lines)


def table_of(part: Part, known: Mapping[str, Any]) -> Table:
    """The rows of a fact under the text's columns, numbered."""
    width = sum(share for _, _, share in part.columns)
    columns = (
        Column("序号", max(1, width // 11)),
        *(Column(label, share) for label, _, share in part.columns),
    )
    rows = tuple(
        row(str(place), *(written(getattr(one, name)) for _, name, _ in part.columns))
        for place, one in enumerate(known[part.table], start=1)
    )
    return Table(filled(part.caption, known), columns, rows)


def filled(words: str, known: Mapping[str, Any]) -> str:
    """Words with their places filled; a fact's own braces stay as they are."""
    return PLACE.sub(lambda place: written(known[place[1]]), words)
