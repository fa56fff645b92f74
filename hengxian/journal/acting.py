"""The one door to every act: pages, API, CLI and import all call `perform`."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from hengxian.journal.actor import Actor
from hengxian.journal.models import Lived
from hengxian.journal.writing import begin, enact

Action = Callable[..., Any]
A = TypeVar("A", bound=Action)
_actions: dict[tuple[str, str], Action] = {}


def action(kind: str, verb: str) -> Callable[[A], A]:
    """Registers what an act does beyond moving the state: `f(record, *, by, at, version, **facts)`, which enacts.

    ValueError for a verb with two actions.
    """

    def register(function: A) -> A:
        if _actions.setdefault((kind, verb), function) is not function:
            raise ValueError(f"{kind}.{verb} has two actions")
        return function

    return register


def perform(
    record: Lived, verb: str, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> Lived:
    """Do the act: its own action if it has one, the bare move otherwise. Raises the refusals of `enact`.

    A record that is not stored yet is begun.
    """
    if own := _actions.get((record.kind, verb)):
        own(record, by=by, at=at, version=version, **facts)
    elif record.pk is None:
        begin(record, verb, by=by, at=at, **facts)
    else:
        enact(record, verb, by=by, at=at, version=version, **facts)
    return record
