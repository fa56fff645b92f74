"""Chapters of a report: numbered in order, those without content left out."""

from collections.abc import Iterable, Sequence
from typing import Any

from hengxian.records.documents.blocks import Block, Column, Heading, Prose, Table, row
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.paper import Kind, Paper
from hengxian.records.documents.wording import written

MARKS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
Chapter = tuple[str, Sequence[Block]]


def numbered(chapters: Iterable[Chapter]) -> tuple[Block, ...]:
    """All chapters' blocks, each chapter opened by its numbered heading."""
    filled = [(title, blocks) for title, blocks in chapters if blocks]
    return tuple(
        block
        for mark, (title, blocks) in zip(MARKS, filled, strict=False)
        for block in (Heading(f"{mark}、{title}", f"chapter-{mark}", level=1), *blocks)
    )


def table(
    caption: str, columns: Sequence[tuple[str, str, int]], lines: Iterable[Any], note: str = ""
) -> Table:
    """Records as a table: label, field of the record, and share of the width for each column."""
    heads = tuple(Column(label, share) for label, _, share in columns)
    rows = tuple(row(*(written(getattr(one, name)) for _, name, _ in columns)) for one in lines)
    return Table(caption, heads, rows, note)


def listed(lines: Sequence[str], otherwise: str) -> tuple[Block, ...]:
    """A paragraph a line, or one sentence that says there is nothing."""
    return tuple(Prose(line) for line in lines) or (Prose(otherwise),)


def bound(
    title: str,
    envelope: Envelope,
    about: tuple[tuple[str, str], ...],
    clauses: tuple[str, ...],
    chapters: Iterable[Chapter],
    *,
    kind: Kind = "report",
) -> Paper:
    """The chapters bound as a paper; the values the body chose itself are listed at its end."""
    return Paper(
        kind=kind,
        title=title,
        number=envelope.number,
        dated_on=envelope.dated_on,
        body=envelope.body,
        parts=numbered(chapters),
        about=(("认证案件", envelope.case), ("所用规则", envelope.rule), *about),
        clauses=clauses,
        annexes=envelope.annexes,
        signatures=envelope.signatures,
        settings=envelope.settings,
        version=envelope.version,
    )
