"""Small numbers are left out, and enough others that they cannot be worked out from the total (no Django)."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALL, COMPLEMENTARY = "数目小于界限", "避免由合计推出"


@dataclass(frozen=True)
class Cell:
    """One line: its number, and why it is not shown ("" when it is)."""

    label: str
    number: int
    hidden: str = ""

    @property
    def shown(self) -> int | None:
        """The number where it is public; None where it is not."""
        return None if self.hidden else self.number


def suppressed(parts: Mapping[str, int], smallest: int) -> list[Cell]:
    """The lines of a breakdown whose total is public, in their order.

    A number from 1 to below `smallest` is hidden. Then the smallest of the others, until at least two lines
    are hidden and their sum, which anybody can work out, reaches `smallest` too. Nothing is hidden without need.
    """
    hidden = {label: SMALL for label, number in parts.items() if 0 < number < smallest}
    others = sorted((number, label) for label, number in parts.items() if number and label not in hidden)
    while hidden and others and not _is_safe([parts[label] for label in hidden], smallest):
        _, label = others.pop(0)
        hidden[label] = COMPLEMENTARY
    return [Cell(label, number, hidden.get(label, "")) for label, number in parts.items()]


def _is_safe(numbers: list[int], smallest: int) -> bool:
    return len(numbers) > 1 and sum(numbers) >= smallest
