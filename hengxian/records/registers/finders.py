"""How each kind of gap is found: named kinds of the pack, no expressions."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import groupby

from hengxian.records.clocks import months_after
from hengxian.records.registers.cycles import cycle_months, newest_days
from hengxian.records.registers.entries import entries
from hengxian.records.registers.gap import Day, Gap
from hengxian.records.registers.subjects import name_of, subjects
from hengxian.records.registers.values import EMPTY, day_of, option_of
from hengxian.standard.model.registers import GapKind, GapRule

SOON = timedelta(days=30)


def _expired(at: Day, rule: GapRule) -> Iterator[Gap]:
    ahead = at.on + timedelta(days=rule.number or 0)
    for row, label, value in at.cells(rule):
        day = day_of(value)
        if day is None or day > ahead:
            continue
        if day < at.on:
            yield at.gap(rule, f"{at.where(row)}的「{label}」{day.isoformat()} 已过", row)
        else:
            yield at.gap(rule, f"{at.where(row)}的「{label}」{day.isoformat()} 将到", row, is_due=False)


def _missing(at: Day, rule: GapRule) -> Iterator[Gap]:
    for row, label, value in at.cells(rule):
        if value in EMPTY:
            yield at.gap(rule, f"{at.where(row)}未填「{label}」", row)


def _review(at: Day, rule: GapRule) -> Iterator[Gap]:
    # A register that only grows is reviewed by adding a row, so that only its newest can be overdue.
    looked_at = at.rows[-1:] if at.book.table.append_only else at.rows
    for row in looked_at:
        if row.review_on is not None and row.review_on < at.on:
            yield at.gap(rule, f"{at.where(row)}应于 {row.review_on.isoformat()} 前复核", row)


def _evidence(at: Day, rule: GapRule) -> Iterator[Gap]:
    wanted = at.book.table.evidence.at_least if at.book.table.evidence else 0
    for row in at.rows:
        if len(row.evidence) < wanted:
            yield at.gap(rule, f"{at.where(row)}应附证据 {wanted} 件，现有 {len(row.evidence)} 件", row)


def _empty(at: Day, rule: GapRule) -> Iterator[Gap]:
    if not at.rows:
        yield at.gap(rule, f"《{at.book.table.title}》没有记录")


def _uncovered(at: Day, rule: GapRule) -> Iterator[Gap]:
    table, pack = at.book.table, at.book.pack
    about = table.subject
    entered = entries(at.book, str(about.of), at.on) if about and about.kind == "entry" else []
    known = subjects(table, pack) or entered
    written = {row.subject for row in at.rows}
    for subject in at.subjects if at.subjects is not None else known:
        if subject not in written:
            yield at.gap(rule, f"《{table.title}》缺“{name_of(table, subject, pack)}”", subject=subject)


def _each_of(at: Day, rule: GapRule) -> Iterator[Gap]:
    field = at.book.table.field(str(rule.field))
    found = {one for row in at.rows if field.id in row.data for one in option_of(row.data[field.id])}
    for wanted in rule.among or field.options:
        if wanted not in found:
            yield at.gap(rule, f"《{at.book.table.title}》缺「{field.label}」为“{wanted}”的记录")


def _at_least(at: Day, rule: GapRule) -> Iterator[Gap]:
    wanted = rule.number or 0
    if len(at.rows) < wanted:
        yield at.gap(rule, f"《{at.book.table.title}》应有 {wanted} 条以上，现有 {len(at.rows)} 条")


def _open(at: Day, rule: GapRule) -> Iterator[Gap]:
    field = at.book.table.field(str(rule.field))
    for row in at.rows:
        standing = option_of(row.data[field.id]) if field.id in row.data else ()
        for value in standing:
            if value in rule.among:
                yield at.gap(rule, f"{at.where(row)}的「{field.label}」为“{value}”", row)


def _below(at: Day, rule: GapRule) -> Iterator[Gap]:
    limit = at.book.pack.limits[str(rule.limit)]
    for row, label, value in at.cells(rule):
        if value is not None and Decimal(value) < limit.number:
            yield at.gap(rule, f"{at.where(row)}的「{label}」为 {value}，规则为 {limit.printed}", row)


def _late(at: Day, rule: GapRule) -> Iterator[Gap]:
    for row, label, value in at.cells(rule):
        day = day_of(value)
        if day is not None and day < at.on and row.data.get(str(rule.unless)) in EMPTY:
            lacking = at.book.table.field(str(rule.unless)).label
            yield at.gap(rule, f"{at.where(row)}的「{label}」{day.isoformat()} 已过，未填「{lacking}」", row)


def _cycle(at: Day, rule: GapRule) -> Iterator[Gap]:
    months = cycle_months(rule, at.on, at.book.pack)
    if months is None:
        return
    for day, row in newest_days(at.book.table, rule, at.rows).values():
        next_on = months_after(day, months)
        if next_on < at.on:
            yield at.gap(rule, f"{at.where(row)}之后，下一次应于 {next_on.isoformat()} 前", row)
        elif next_on <= at.on + SOON:
            yield at.gap(rule, f"{at.where(row)}之后，下一次应于 {next_on.isoformat()} 前", row, is_due=False)


def _sums(at: Day, rule: GapRule) -> Iterator[Gap]:
    field = at.book.table.field(str(rule.field))
    lines = sorted(at.rows, key=lambda row: row.subject)
    for about, found in groupby(lines, key=lambda row: row.subject):
        rows = list(found)
        total = sum((Decimal(row.data.get(field.id) or 0) for row in rows), Decimal(0))
        if total != rule.number:
            where = f"《{at.book.table.title}》{name_of(at.book.table, about, at.book.pack)}"
            yield at.gap(rule, f"{where}的「{field.label}」合计 {total}，应为 {rule.number}", rows[0])


def _fewer(at: Day, rule: GapRule) -> Iterator[Gap]:
    for row, label, value in at.cells(rule):
        if len(value or ()) < (rule.number or 0):
            yield at.gap(
                rule,
                f"{at.where(row)}的「{label}」应有 {rule.number} 种以上，现有 {len(value or ())} 种",
                row,
            )


def _lapsed(at: Day, rule: GapRule) -> Iterator[Gap]:
    other = str(at.book.table.field(str(rule.field)).of)
    in_force = set(entries(at.book, other, at.on))
    title = at.book.pack.register(other).title
    for row, label, value in at.cells(rule):
        if value is not None and value not in in_force:
            yield at.gap(rule, f"{at.where(row)}的「{label}」“{value}”在《{title}》中不是现行的", row)


FINDERS: dict[GapKind, Callable[[Day, GapRule], Iterator[Gap]]] = {
    "expires": _expired,
    "missing": _missing,
    "review": _review,
    "evidence": _evidence,
    "empty": _empty,
    "uncovered": _uncovered,
    "each_of": _each_of,
    "at_least": _at_least,
    "open": _open,
    "below": _below,
    "late": _late,
    "cycle": _cycle,
    "sums": _sums,
    "fewer": _fewer,
    "lapsed": _lapsed,
}
