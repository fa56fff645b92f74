"""The compliance checks of chapter 10: tests of data beside the scores, never folded into one."""

from hengxian.standard.model.node import ClauseId, Entry, Name, Text


class ConformityCheck(Entry):
    """A test with the clause it stands for and the constants it reads; defined in indicators.md."""

    id: Name
    name: Text
    clauses: tuple[ClauseId, ...]
    limits: tuple[Name, ...] = ()
