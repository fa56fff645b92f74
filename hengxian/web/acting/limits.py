"""The clocks on a record's page: each part of the process says which limits run on its records.

@clocks_of("application")
def acceptance(application, at): return [records.clocks.clock(…), …]
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from hengxian.records.clocks import Clock

Running = Callable[[Any, datetime], Iterable[Clock]]
_running: dict[str, list[Running]] = {}


def clocks_of(kind: str) -> Callable[[Running], Running]:
    """Registers a function that gives the limits of records of a kind at an instant."""

    def register(function: Running) -> Running:
        _running.setdefault(kind, []).append(function)
        return function

    return register


def clocks(record: Any, at: datetime) -> list[Clock]:
    """Every limit of the record, computed for that instant; one that two parts of the process name stands once."""
    return list(
        dict.fromkeys(clock for running in _running.get(record.kind, ()) for clock in running(record, at))
    )
