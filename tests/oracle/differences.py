"""Where two results disagree, path by path."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import Any

# Words, and keys whose name or shape the contract leaves open: compared where both have them.
SILENT = {"reason"}
OPEN = {
    "basis",
    "longest_department_delay_s",
    "longest_manager_delay_s",
    "not_judged",
    "pending",
    "plan_unknown",
    "unit",
    "without_deadline",
}
UNSHAPED = {"failing_spans", "silences"}
SHARED_NAMES = {"variants", "rejected"}


def differences(ours: Any, oracle: Any, path: str = "", *, unshaped: bool = False) -> Iterator[str]:
    """One line for each disagreement: path, ours, the oracle's."""
    if isinstance(ours, dict) and isinstance(oracle, dict):
        for key in names(ours, oracle, path.rpartition(".")[2], unshaped):
            yield from differences(ours.get(key), oracle.get(key), f"{path}.{key}", unshaped=unshaped)
    elif not are_equal(ours, oracle):
        yield f"{path.lstrip('.')}: ours {ours!r}, oracle {oracle!r}"


def names(ours: dict[str, Any], oracle: dict[str, Any], parent: str, unshaped: bool) -> list[str]:
    """The oracle's keys, and within variants and reasons ours too; the rest of ours are welcome extras."""
    keys = list(oracle)
    if parent in SHARED_NAMES:
        keys += [key for key in ours if key not in oracle and ours[key] != 0]
    ignored = SILENT if unshaped else SILENT | UNSHAPED
    return [key for key in keys if key not in ignored and (key in ours or key not in OPEN)]


def are_equal(ours: Any, oracle: Any) -> bool:
    if ours == oracle:
        return True
    if isinstance(ours, str) and isinstance(oracle, str):
        return "T" in ours and "T" in oracle and written(ours) == written(oracle)
    if isinstance(ours, str | int | float) and isinstance(oracle, float):
        return Fraction(str(ours)) == Fraction(str(oracle))
    return False


def written(text: str) -> tuple[datetime, object] | None:
    """An instant and its offset, however many decimals it is printed with."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment, moment.utcoffset()
