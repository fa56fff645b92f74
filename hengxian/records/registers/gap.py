"""A gap of a register, and the day on which one is looked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import Book
from hengxian.records.registers.subjects import name_of
from hengxian.records.registers.values import typed
from hengxian.standard.model.registers import GapKind, GapRule


@dataclass(frozen=True)
class Gap:
    """One thing lacking. `row` and `subject` say where; `is_due` is False for what only comes due soon."""

    kind: GapKind
    sentence: str
    clause: str = ""
    row: int | None = None
    subject: str = ""
    field: str = ""
    is_due: bool = True

    def __str__(self) -> str:
        return f"{self.sentence}（{self.clause}）" if self.clause else self.sentence


@dataclass(frozen=True)
class Day:
    """A book's rows on a day: of versions only those in force, and apart the ended ones.

    `subjects` narrows what must be covered.
    """

    book: Book
    on: date
    rows: list[RegisterRow]
    ended: list[RegisterRow]
    subjects: tuple[str, ...] | None

    def where(self, row: RegisterRow) -> str:
        about = (
            name_of(self.book.table, row.subject, self.book.pack) if row.subject else f"第 {row.number} 号"
        )
        return f"《{self.book.table.title}》{about}"

    def gap(self, rule: GapRule, sentence: str, row: RegisterRow | None = None, **more: Any) -> Gap:
        place = {} if row is None else {"row": row.pk, "subject": row.subject}
        return Gap(rule.kind, sentence, rule.clause or "", field=rule.field or "", **{**place, **more})

    def cells(self, rule: GapRule) -> Iterator[tuple[RegisterRow, str, Any]]:
        field = self.book.table.field(str(rule.field))
        found = [*self.rows, *self.ended] if rule.kind == "expires" else self.rows
        return ((row, field.label, typed(field, row.data.get(field.id))) for row in found)
