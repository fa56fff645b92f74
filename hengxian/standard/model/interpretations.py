"""Where the rule is silent or contradicts itself: the question, our reading, and what it rests on."""

from typing import Literal

from hengxian.standard.model.node import Entry, Text


class Interpretation(Entry):
    """A trap T1 to T57 of the catalogue; `parts` are the product parts it binds (A to E)."""

    question: Text
    reading: Text
    basis: Text
    parts: tuple[Literal["A", "B", "C", "D", "E"], ...]
