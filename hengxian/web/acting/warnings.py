"""What is told above the form of an act, though it bars nothing: each part of the process says it of its records.

@warnings_of("case")
def window(case, visitor): return ["…"]
"""

from collections.abc import Callable
from typing import Any

from hengxian.web.acting.visitor import Visitor

Warn = Callable[[Any, Visitor], list[str]]
_warn: dict[str, list[Warn]] = {}


def warnings_of(*kinds: str) -> Callable[[Warn], Warn]:
    """Registers a function that gives sentences about records of these kinds."""

    def register(function: Warn) -> Warn:
        for kind in kinds:
            _warn.setdefault(kind, []).append(function)
        return function

    return register


def warnings_for(record: Any, visitor: Visitor) -> list[str]:
    """Every sentence about the record."""
    return [sentence for warn in _warn.get(record.kind, ()) for sentence in warn(record, visitor)]
