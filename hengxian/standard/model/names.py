"""Families of near-synonyms the rule prints side by side (T13, T17, T18): each name keeps its own id."""

from hengxian.standard.model.node import ClauseId, Entry, Text


class PrintedName(Entry):
    """One name of a family. `node` is the tree node that carries it; absent where chapter 13 has none."""

    name: Text
    clauses: tuple[ClauseId, ...]
    node: Text | None = None
    source: Text


class Family(Entry):
    """Names that sound alike and must not fill one another; the id is the trap that says so."""

    title: Text
    reading: Text
    names: tuple[PrintedName, ...]
