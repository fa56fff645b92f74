"""The names that lifecycle tables use, and the code behind them: conditions of an act, and a person's standing.

A domain app registers its functions when it is loaded; a name without code fails loudly at the act.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

from hengxian.journal.actor import Actor
from hengxian.journal.models.entry import Entry
from hengxian.journal.models.recorded import Lived, Recorded
from hengxian.kernel.lifecycle import Standing


@dataclass(frozen=True)
class Act:
    """An act about to be done: who, when, what was said, and the chosen target status where there are several."""

    verb: str
    by: Actor
    at: datetime
    facts: dict[str, Any]
    to: str | None = None


Condition = Callable[[Any, Act], str | None]
_conditions: dict[str, Condition] = {}
_families: dict[str, Callable[[str, Any, Act], str | None]] = {}
_standings: dict[str, Callable[[Any, Actor], Standing]] = {}
Foresight = Callable[[Sequence[Any], Actor], None]
_foresights: dict[str, list[Foresight]] = {}
_known: ContextVar[dict[tuple[Any, ...], Any] | None] = ContextVar("known", default=None)
P = ParamSpec("P")
T = TypeVar("T")


def condition(function: Condition) -> Condition:
    """Registers a condition by its function's name: it answers None, or one sentence saying what is missing.

    It may raise NotNow itself, for a step that has to come first. ValueError for a name taken twice.
    """
    name = function.__name__
    if _conditions.setdefault(name, function) is not function:
        raise ValueError(f"two conditions are called {name}")
    return function


def condition_family(
    name: str,
) -> Callable[[Callable[[str, Any, Act], str | None]], Callable[[str, Any, Act], str | None]]:
    """Registers conditions that differ in one word: `no_gap:interviews` asks the family `no_gap` about `interviews`."""

    def register(function: Callable[[str, Any, Act], str | None]) -> Callable[[str, Any, Act], str | None]:
        _families[name] = function
        return function

    return register


def condition_called(name: str) -> Condition:
    """The condition of that name. KeyError if no app registered it."""
    family, colon, word = name.partition(":")
    return partial(_families[family], word) if colon else _conditions[name]


def standing_of(
    *kinds: str,
) -> Callable[[Callable[[Any, Actor], Standing]], Callable[[Any, Actor], Standing]]:
    """Registers the function that says which duties and ties a person has towards records of these kinds."""

    def register(function: Callable[[Any, Actor], Standing]) -> Callable[[Any, Actor], Standing]:
        _standings.update(dict.fromkeys(kinds, function))
        return function

    return register


@contextmanager
def only_reading() -> Iterator[None]:
    """While a page is only looked at nothing changes who a person is: what is `known_while_reading` is asked once."""
    before = _known.set({})
    try:
        yield
    finally:
        _known.reset(before)


def known_while_reading(function: Callable[P, T]) -> Callable[P, T]:
    """The function, which within `only_reading` answers from memory what it was asked before. Hashable arguments."""

    @wraps(function)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        known = _known.get()
        if known is None:
            return function(*args, **kwargs)
        key = (function, *args)
        if key not in known:
            known[key] = function(*args, **kwargs)
        found: T = known[key]
        return found

    return asked


def remember(function: Callable[..., T], answers: Mapping[Any, T], *rest: Any) -> None:
    """What a `known_while_reading` function answers for each key (with `rest` behind it), asked for many at once."""
    known = _known.get()
    inner = getattr(function, "__wrapped__", function)
    if known is not None:
        known.update({(inner, key, *rest): answer for key, answer in answers.items()})


def foresight_of(*kinds: str) -> Callable[[Foresight], Foresight]:
    """Registers what asks at once, about many records of these kinds, what the standing asks about each."""

    def register(function: Foresight) -> Foresight:
        for kind in kinds:
            _foresights.setdefault(kind, []).append(function)
        return function

    return register


def foresee(records: Sequence[Recorded], by: Actor) -> None:
    """Asked before the standings towards many records of one kind: the statements do not grow with them."""
    if _known.get() is None or len(records) < 2:
        return
    stories = {story for record in records for story in record.stories()}
    found: dict[str, list[Entry]] = {story: [] for story in stories}
    for entry in Entry.objects.filter(story__in=stories, person=by.person).order_by("sequence"):
        found[entry.story].append(entry)
    remember(_entries, found, by.person)
    for function in _foresights.get(records[0].kind, ()):
        function(records, by)


@known_while_reading
def _entries(story: str, person: int) -> list[Entry]:
    """What the person did in the story, in order."""
    return list(Entry.objects.filter(story=story, person=person).order_by("sequence"))


def standing(record: Recorded, by: Actor) -> Standing:
    """Duties and ties of the person towards the record; what he did in its stories is among the ties."""
    known = _known.get()
    if known is None or record.pk is None:
        return _standing(record, by)
    key = (record.kind, int(record.pk), by)
    if key not in known:
        known[key] = _standing(record, by)
    found: Standing = known[key]
    return found


def _standing(record: Recorded, by: Actor) -> Standing:
    own = _standings[record.kind](record, by) if record.kind in _standings else Standing()
    return Standing(own.duties, deeds(record.stories(), by.person) | dict(own.ties))


def deeds(stories: Iterable[str], person: int) -> dict[str, str]:
    """What a natural person did in some stories, by any account: `kind.verb` → the sentence that says so."""
    if not (known := list(stories)):
        return {}
    entries: Iterable[Entry]
    if _known.get() is None:
        entries = Entry.objects.filter(story__in=known, person=person).order_by("sequence")
    else:
        told = [entry for story in known for entry in _entries(story, person)]
        entries = sorted(told, key=lambda entry: entry.sequence)
    return {f"{entry.object_kind}.{entry.verb}": _sentence(entry) for entry in entries}


def _sentence(entry: Entry) -> str:
    when = entry.at[:16].replace("T", " ")
    return f"{entry.actor} 已于 {when} 在本案中做过“{entry.verb}”（日志第 {entry.sequence} 条）"


def unmet(record: Lived, names: Iterable[str], act: Act) -> list[str]:
    """The sentences of the conditions that do not hold, in the order of the table."""
    answers = (condition_called(name)(record, act) for name in names)
    return [answer for answer in answers if answer]
