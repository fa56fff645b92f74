"""What a form asks: the shape that lifecycles, the rule's forms and the registers share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class Asked(Protocol):
    """One question. `options` are the answers of a choice; a grid has `columns`, which are asks again.

    `unit`, `note`, `clause` and `columns` may be absent or empty.
    """

    @property
    def id(self) -> str:
        """The name of the fact."""

    @property
    def label(self) -> str:
        """The question, as printed."""

    @property
    def type(self) -> str:
        """A field type: text, date, choice, files … (see `reading.READERS`)."""

    @property
    def required(self) -> bool:
        """Whether an empty answer is a fault."""

    @property
    def options(self) -> Sequence[str]:
        """What may be chosen."""


# Answers that only the page knows: the persons, leaves or clauses that may be named here; value and label.
Choices = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True)
class Answers:
    """What was said: typed facts by id, and one sentence for each id that cannot be used."""

    facts: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is at fault."""
        return not self.errors


def choices_of(ask: Asked, choices: Choices) -> tuple[tuple[str, str], ...]:
    """The values and labels that may be chosen: the page's, or the options as they are printed."""
    return tuple(choices.get(ask.id, ())) or tuple((option, option) for option in ask.options)


def columns_of(ask: Asked) -> tuple[Asked, ...]:
    """The columns of a grid, empty for anything else."""
    return tuple(getattr(ask, "columns", ()) or ())
