"""Random small datasets that reach every reading rule and every limit of the two contracts."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

from .contract import TABLES
from .instants import DAY, printed
from .messy_cells import Shape
from .messy_facts import Facts, World, invent, invent_world
from .messy_files import write_sheet
from .messy_forms import invent_shape, rendered

SECTIONS = ("columns", "times", "empty")


def write_messy(folder: Path, rng: random.Random, *, rows: int = 40, ambiguous: bool = False) -> None:
    """Write one dataset into the folder; `ambiguous` adds what the contract does not settle.

    Every drawn number comes from `rng`, so a seed names a dataset. `rows` is the number of calls and, about,
    of orders; a sub-table has as many again at most.
    """
    folder.mkdir(parents=True, exist_ok=True)
    world = invent_world(rng)
    facts = thin(rng, invent(world, rows, ambiguous), ambiguous)
    has_period = "calls" not in facts or rng.random() < 0.9
    if not has_period:
        world.as_of = None
        facts["calls"] = bracketed(world, facts["calls"])
    lines = head(world, has_period)
    for table, records in facts.items():
        lines += write_table(folder, world, table, records, ambiguous)
    (folder / "dataset.toml").write_text("\n".join(lines) + "\n", "utf-8")


def thin(rng: random.Random, facts: Facts, ambiguous: bool) -> Facts:
    """Leave tables out, or their rows."""
    kept = {}
    for table, records in facts.items():
        chance = rng.random()
        if chance > 0.07:
            kept[table] = [] if chance < 0.11 else records
    if "work_orders" not in kept and not ambiguous:
        # Whether an order can be unknown where no orders were supplied is not settled.
        kept = {table: kept[table] for table in ("calls", "messages", "reviews", "gaps") if table in kept}
        for record in kept.get("reviews", []):
            record |= {"order_id": None, "whole": True}
    return kept


def bracketed(world: World, calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """With an early and a late call, so that every reading of "event" finds the same default period."""
    early = {"call_id": "最早", "arrived_at": world.start - 5 * DAY, "whole": True}
    late = {"call_id": "最晚", "arrived_at": world.end + 30 * DAY, "whole": True}
    blank: dict[str, Any] = dict.fromkeys(TABLES["calls"])
    return [*calls, blank | late, blank | early]


def head(world: World, has_period: bool) -> list[str]:
    lines = ['name = "杂乱数据"']
    if world.zone.key != "Asia/Shanghai" or world.rng.random() < 0.5:
        lines.append(f'timezone = "{world.zone.key}"')
    if has_period:
        lines.append(f"period = {{ start = {world.start_on}, end = {world.end_on} }}")
    if world.as_of is not None:
        text = printed(world.as_of, world.zone)
        lines.append(f"as_of = {text if world.rng.random() < 0.7 else text[: -len('+08:00')]}")
    return lines


def write_table(
    folder: Path, world: World, table: str, records: list[dict[str, Any]], ambiguous: bool
) -> list[str]:
    """Write the table's files; the lines of its toml section."""
    rng = world.rng
    shape = invent_shape(rng, table)
    extensions = rng.choices((".csv", ".tsv", ".parquet", ".xlsx"), (5, 2, 2, 2), k=rng.choice((1, 1, 2, 3)))
    is_default = rng.random() < 0.4
    names = file_names(rng, table, extensions, is_default)
    encoding = rng.choice((None, None, "utf-8", "utf-8-sig", "gb18030"))
    parts: list[list[dict[str, Any]]] = [[] for _ in names]
    for record in records:
        rng.choice(parts).append(record)
    for number, (name, part) in enumerate(zip(names, parts, strict=True)):
        sheet = rendered(world, shape, part, whole=number == 0, extension=Path(name).suffix, odd=ambiguous)
        write_sheet(folder / name, sheet, rng, encoding or rng.choice(("utf-8", "utf-8-sig", "gb18030")))
    patterns = (
        [] if is_default else sorted({f"{Path(n).stem.split('-')[0]}-*{Path(n).suffix}" for n in names})
    )
    return section(table, shape, patterns, encoding if encoding == "gb18030" or not encoding else None)


def file_names(rng: random.Random, table: str, extensions: list[str], is_default: bool) -> list[str]:
    if is_default:
        return [f"{table}{'' if n == 0 else f'.{n}'}{extension}" for n, extension in enumerate(extensions)]
    stem = rng.choice((table, f"导出{table}"))
    return [f"{stem}-{n}{extension}" for n, extension in zip(("10", "2", "甲"), extensions, strict=False)]


def section(table: str, shape: Shape, patterns: list[str], encoding: str | None) -> list[str]:
    lines = [f"[{table}]"]
    if patterns:
        lines.append(f"files = {toml(patterns)}")
    if encoding:
        lines.append(f"encoding = {toml(encoding)}")
    if shape.plan:
        lines.append('plan = "all"')
    for name in SECTIONS:
        entries: dict[str, Any] = getattr(shape, name)
        if entries:
            lines.append(f"[{table}.{name}]")
            lines += [f"{toml(key)} = {toml(value)}" for key, value in entries.items()]
    for column, words in shape.values.items():
        lines.append(f"[{table}.values.{column}]")
        lines += [f"{toml(theirs)} = {toml(ours)}" for theirs, ours in words.items()]
    return lines


def toml(value: str | list[str]) -> str:
    """A string or a list of strings; TOML's basic strings read JSON's escapes."""
    return json.dumps(value, ensure_ascii=False)
