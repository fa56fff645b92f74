"""Columns that nobody types (B-12): each is filled by the function registered under its name."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hengxian.standard.model.registers import RegisterTable

Figure = Callable[[Mapping[str, Any], datetime], Any]
_figures: dict[str, Figure] = {}


def figure(function: Figure) -> Figure:
    """Registers `f(values, at) -> plain value or None` by its name; ValueError from it is told as a fault of the row.

    `values` are the plain values of the row's other columns. ValueError here for a name taken twice.
    """
    if _figures.setdefault(function.__name__, function) is not function:
        raise ValueError(f"two figures are called {function.__name__}")
    return function


def figures_known() -> frozenset[str]:
    """The names registered so far."""
    return frozenset(_figures)


def typed_columns(table: RegisterTable, facts: Mapping[str, object]) -> dict[str, object]:
    """The facts without the computed columns."""
    own = computed_ids(table)
    return {name: said for name, said in facts.items() if name not in own}


def computed_ids(table: RegisterTable) -> frozenset[str]:
    """The columns that nobody types."""
    return frozenset(field.id for field in table.fields if field.computed is not None)


def computed(
    table: RegisterTable, values: Mapping[str, Any], at: datetime
) -> tuple[dict[str, Any], dict[str, str]]:
    """The computed columns, in their order, and by column why one cannot be; KeyError for an unregistered name."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in table.fields:
        if field.computed is None:
            continue
        try:
            value = _figures[field.computed]({**values, **found}, at)
        except ValueError as refused:
            wrong[field.id] = str(refused)
            continue
        if value is not None:
            found[field.id] = value
    return found, wrong
