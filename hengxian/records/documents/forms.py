"""The printed forms of appendices A, B and D, blank or filled, from the pack's own field tables."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hengxian.scoring.sheets import COLUMNS, FilledSheet
from hengxian.standard.model.forms import Field, Form

from .blocks import Block, Cell, Column, Facts, Heading, Items, Prose, Row, Table, row
from .imprint import Body, Signature
from .paper import Paper
from .wording import written

BLANK_ROWS = 3
SHARES = (4, 8, 2, 3, 5)
LONG = {"long_text"}
SIGNED = {"seal", "signature"}
Values = Mapping[str, Any]


def form_paper(
    title: str,
    number: str,
    dated_on: date,
    body: Body,
    parts: Iterable[tuple[Form, Values | Sequence[Values] | None]],
    *,
    signatures: tuple[Signature, ...] = (),
    clauses: tuple[str, ...] = (),
) -> Paper:
    """Forms on one paper, each with its values: a mapping by field id, for a list form rows; None leaves it blank.

    A grid's value is a mapping by column; a choice, day or number is printed as words.
    """
    blocks = tuple(block for form, values in parts for block in form_blocks(form, values))
    return Paper("form", title, number, dated_on, body, blocks, clauses=clauses, signatures=signatures)


def sheets_paper(number: str, dated_on: date, body: Body, sheets: Iterable[FilledSheet]) -> Paper:
    """The score sheets of appendix D on one paper, blank or filled."""
    return Paper(
        "form", "附录D 打分表", number, dated_on, body, sheet_blocks(tuple(sheets)), clauses=("附录D",)
    )


def form_blocks(form: Form, values: Values | Sequence[Values] | None) -> tuple[Block, ...]:
    """One form in its layout: sheet, grid or list."""
    heading = Heading(f"{form.id} {form.title}", form.id)
    if form.layout == "list":
        rows = values if isinstance(values, Sequence) else ()
        return heading, list_table(form, rows)
    known: Values = values if isinstance(values, Mapping) else {}
    if form.layout == "grid":
        return heading, grid_table(form, known)
    return heading, *sheet(form, known)


def sheet(form: Form, values: Values) -> tuple[Block, ...]:
    """A value a field; declarations stand as a numbered list, places to sign as their own lines."""
    declared = [field.label for field in form.fields if field.type == "declaration"]
    plain = [field for field in form.fields if field.type not in SIGNED and field.type != "declaration"]
    signed = [field for field in form.fields if field.type in SIGNED]
    opening: tuple[Block, ...] = (Prose("本组织声明："), Items(tuple(declared))) if declared else ()
    lines = tuple((field.label, Cell(value_of(field, values))) for field in (*signed, *plain))
    return (*opening, Facts(lines)) if lines else opening


def grid_table(form: Form, values: Values) -> Table:
    """A row a field; repeated categories are printed once."""
    columns = tuple(Column(label, 3) for label in form.columns)
    has_category = any(field.category for field in form.fields)
    rows: list[Row] = []
    category = ""
    for field in form.fields:
        cells = grid_cells(field, values.get(field.id), len(columns) - 1 - has_category)
        shown = field.category if field.category != category else ""
        rows.append(row(*([shown or ""] if has_category else []), field.label, *cells))
        category = field.category or ""
    return Table("", columns, tuple(rows))


def grid_cells(field: Field, value: Any, count: int) -> list[str]:
    """The cells right of a grid's label, empty while blank."""
    given = value.values() if isinstance(value, Mapping) else ([] if value is None else [value])
    cells = [with_unit(field, one) for one in given][:count]
    return cells + [""] * (count - len(cells))


def list_table(form: Form, values: Sequence[Values]) -> Table:
    """The fields as columns, a row an entry; some empty rows while there is none."""
    columns = tuple(Column(field.label, 4 if field.type in LONG else 2) for field in form.fields)
    filled = [row(*(value_of(field, one) for field in form.fields)) for one in values]
    blank = [row(*("　" for _ in form.fields)) for _ in range(0 if filled else BLANK_ROWS)]
    return Table("", columns, tuple(filled + blank))


def value_of(field: Field, values: Values) -> str:
    """A field's value as printed; blank paper shows a choice's options as boxes to tick."""
    value = values.get(field.id)
    if field.options and field.id in values:
        chosen = {value} if isinstance(value, str) else set(value or ())
        return "　".join(("■" if option in chosen else "□") + option for option in field.options) + others(
            field, chosen
        )
    if field.options:
        return "　".join("□" + option for option in field.options)
    return with_unit(field, value)


def others(field: Field, chosen: set[str]) -> str:
    """Choices beyond the printed options, so that none is lost."""
    beyond = sorted(chosen - set(field.options))
    return "　其他：" + "、".join(beyond) if beyond else ""


def with_unit(field: Field, value: Any) -> str:
    """A value with its unit; nothing where there is none."""
    if value is None or value == "":
        return "　"
    needs_unit = field.unit and isinstance(value, int | float | str) and not str(value).endswith(field.unit)
    return f"{written(value)}{field.unit}" if needs_unit else written(value)


def sheet_blocks(sheets: Sequence[FilledSheet]) -> tuple[Block, ...]:
    """Each sheet with its lines and 合计, under its dimension's heading."""
    columns = tuple(
        Column(label, share, is_figure=label in {"分值", "得分"})
        for label, share in zip(COLUMNS, SHARES, strict=True)
    )
    blocks: list[Block] = []
    dimension = ""
    for one in sheets:
        if one.dimension != dimension:
            dimension = one.dimension
            blocks.append(Heading(f"{one.id.rsplit('.', 1)[0]} {dimension}打分表", f"sheet-{one.id}"))
        rows = tuple(row(*cells, level=2 if cells[0] == "合计" else 0) for cells in one.rows)
        blocks.append(Table(f"{one.id} {one.title}", columns, rows))
    return tuple(blocks)
