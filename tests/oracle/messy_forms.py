"""How an invented export lays out a table: foreign names, columns left out, repeated and overlong rows."""

from __future__ import annotations

import random
from typing import Any

from .contract import TABLES
from .messy_cells import Shape, Writer
from .messy_facts import World
from .messy_files import Cell, Sheet

NAMES = {
    "arrived_at": "来电时间",
    "answered_at": "接听时间",
    "accepted_at": "受理时间",
    "order_id": "工单编号",
    "closed_at": "办结时间",
    "outcome": "回访结果",
}


def invent_shape(rng: random.Random, table: str) -> Shape:
    about = TABLES[table]
    shape = Shape(
        table, [name for name, column in about.items() if column.is_required or rng.random() > 0.07]
    )
    shape.plan = table == "followups" and rng.random() < 0.5
    for name in shape.present:
        column = about[name]
        if column.kind == "time" and rng.random() < 0.12:
            shape.columns[name] = [f"{name}日期", f"{name}时刻"]
        elif rng.random() < 0.3:
            shape.columns[name] = NAMES.get(name, f"外部 {name}")
        elif column.kind == "time" and rng.random() < 0.15:
            shape.times[name] = rng.choice(("mdy", "epoch", "mdy", "epoch", "date", "date_end"))
        if column.kind in ("enum", "boolean") and rng.random() < 0.3:
            words = column.values or ("true", "false")
            shape.values[name] = {f"词{n}": word for n, word in enumerate(words) if rng.random() < 0.7}
        if rng.random() < 0.12:
            shape.empty[shape.theirs(name)[-1]] = rng.sample(("0:00:00", "-", "NULL", "无"), 2)
    if rng.random() < 0.1 and "result_satisfaction" in shape.present:
        swapped = {"satisfied": "dissatisfied", "dissatisfied": "satisfied"}
        shape.values["result_satisfaction"] = swapped
    return shape


def rendered(
    world: World, shape: Shape, records: list[dict[str, Any]], *, whole: bool, extension: str, odd: bool
) -> Sheet:
    """The cells of one file. `whole`: with every column the table has; `odd`: with unsettled things."""
    rng = world.rng
    ours = [c for c in shape.present if whole or TABLES[shape.table][c].is_required or rng.random() > 0.1]
    rng.shuffle(ours)
    header = [name for column in ours for name in shape.theirs(column)]
    traps = [column for column in shape.columns if column in ours and rng.random() < 0.3]
    writer = Writer(world, shape, ours, extension)
    rows: list[list[Cell]] = []
    for record in records:
        cells = writer.row(record)
        rows.append(cells)
        if rng.random() < 0.04:
            rows.insert(rng.randrange(len(rows)), list(cells))
        if rng.random() < 0.04:
            rows.append(writer.contradicted(record, cells))
    extra: list[list[Cell]] = [[rng.choice(("备忘", "", "x,y")) for _ in (*traps, "备注")] for _ in rows]
    sheet = Sheet(header + traps + ["备注"], [a + b for a, b in zip(rows, extra, strict=True)])
    if extension in (".csv", ".tsv"):
        overfill(rng, sheet, odd)
    return sheet


def overfill(rng: random.Random, sheet: Sheet, odd: bool) -> None:
    """Rows longer and shorter than the header."""
    for number, row in enumerate(sheet.rows):
        chance = rng.random()
        if chance < 0.02:
            sheet.rows[number] = [*(cell or "满" for cell in row), "多出"]
        elif chance < 0.06:
            sheet.rows[number] = [*row, "", "\u3000"]
        elif chance < 0.1 and not row[-1]:
            sheet.rows[number] = row[:-1]
        elif chance < 0.12 and odd:
            sheet.rows[number] = [*row, "多出"]
