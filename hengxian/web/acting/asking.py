"""The questions of an act, with the answers that only the case or the rule knows filled in."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengxian.kernel.lifecycle import Ask, Move
from hengxian.people.models import Account, Person
from hengxian.records.edition import pack
from hengxian.web.acting.visitor import Visitor

Pairs = Sequence[tuple[str, str]]
Source = Callable[[Any, Visitor], Pairs]
Prefill = Callable[[Any, Visitor], Mapping[str, Any]]
OfType = Callable[[Move, Visitor], Pairs]


@dataclass(frozen=True)
class Question:
    """An ask as the forms draw and read it; `columns` are those of a grid, each row a dict by column label."""

    id: str
    label: str
    type: str
    required: bool = True
    options: tuple[str, ...] = ()
    note: str = ""
    unit: str = ""
    clause: str = ""
    columns: tuple["Question", ...] = ()


# How types that only the lifecycles know are drawn.
DRAWN_AS = {"ground": "choice", "step": "choice", "change": "long_text"}
_special: dict[tuple[str, str, str], Source] = {}
_prefills: dict[tuple[str, str], Prefill] = {}


def answers_for(kind: str, verb: str, ask: str) -> Callable[[Source], Source]:
    """Registers who may answer what: `f(record, visitor)` gives value and label of each answer to one ask."""

    def register(source: Source) -> Source:
        _special[kind, verb, ask] = source
        return source

    return register


def answers_of_type(type: str) -> Callable[[OfType], OfType]:
    """Registers the answers to every ask of a type that leaves them open: `f(row, visitor)`."""

    def register(source: OfType) -> OfType:
        _sources[type] = source
        return source

    return register


def filled_in(kind: str, verb: str) -> Callable[[Prefill], Prefill]:
    """Registers what a form shows before anything was typed: `f(record, visitor)` gives values by ask (G-11)."""

    def register(prefill: Prefill) -> Prefill:
        _prefills[kind, verb] = prefill
        return prefill

    return register


def prefilled(record: Any, row: Move, visitor: Visitor) -> Mapping[str, Any]:
    """The values that the records already hold, for the person to look at and change."""
    prefill = _prefills.get((record.kind, row.verb))
    return prefill(record, visitor) if prefill else {}


def questions(row: Move) -> tuple[Question, ...]:
    """The asks of a row as the forms know them."""
    return tuple(question(ask) for ask in row.asks)


def question(ask: Ask) -> Question:
    """One ask; the options of a grid are its columns."""
    columns = (
        tuple(Question(name, name, "text") for name in ask.options or ("内容",)) if ask.type == "rows" else ()
    )
    return Question(
        id=ask.id, label=ask.label, type=DRAWN_AS.get(ask.type, ask.type), required=ask.required,
        options=() if columns else ask.options, note=ask.note, unit=ask.unit, clause=ask.clause, columns=columns,
    )  # fmt: skip


def choices(record: Any, row: Move, visitor: Visitor, more: Iterable[Ask] = ()) -> dict[str, Pairs]:
    """The answers of this record to each ask of the row, and to `more`, that leaves them open."""
    found = {}
    for ask in (*row.asks, *more):
        special = _special.get((record.kind, row.verb, ask.id))
        if special is not None:
            found[ask.id] = special(record, visitor)
        elif ask.type in _sources and not ask.options:
            found[ask.id] = _sources[ask.type](row, visitor)
    return found


def _clauses(row: Move, visitor: Visitor) -> Pairs:
    return [(clause.id, f"{clause.id} {clause.title}") for clause in pack().clauses]


def _people(row: Move, visitor: Visitor) -> Pairs:
    return people_of(visitor)


def people_of(visitor: Visitor) -> Pairs:
    """Whom a person may name: the client his own people, the body its staff."""
    accounts = Account.objects.filter(organisation=visitor.actor.organisation if visitor.is_client else None)
    people = Person.objects.filter(pk__in=accounts.values("person_id")).order_by("name")
    return [(str(person.pk), person.name) for person in people]


_sources: dict[str, OfType] = {
    "clause": _clauses,
    "person": _people,
    "persons": _people,
}
