"""One raw row to one typed row, or to the reason it is set aside."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from .contract import ORDERED, TABLES, UNIQUE_KEY
from .files import RawFile
from .instants import parse

Row = dict[str, Any]
BOOLEANS = {
    "true": True,
    "1": True,
    "是": True,
    "y": True,
    "false": False,
    "0": False,
    "否": False,
    "n": False,
}
WHOLE = re.compile(r"\d+", re.ASCII)


class Mapping:
    """What dataset.toml says of one table: names, empty words, value words and time forms."""

    def __init__(self, table: str, section: dict[str, Any], zone: ZoneInfo) -> None:
        self.table = table
        self.zone = zone
        self.columns: dict[str, str | list[str]] = section.get("columns", {})
        self.times: dict[str, str] = section.get("times", {})
        self.empty: dict[str, list[str]] = section.get("empty", {})
        self.values: dict[str, dict[str, str]] = section.get("values", {})

    def parts(self, column: str) -> list[str]:
        """Their columns behind one of ours."""
        theirs = self.columns.get(column, column)
        return [theirs] if isinstance(theirs, str) else list(theirs)

    def named_columns(self) -> list[str]:
        return [part for column in self.columns for part in self.parts(column)] + list(self.empty)

    def texts(self, header: list[str], fields: list[str]) -> dict[str, str]:
        """Our columns' texts: joined, emptied, then renamed; a column that is not there is empty."""
        given = dict(zip(header, fields + [""] * (len(header) - len(fields)), strict=False))
        return {column: self.text(column, given) for column in TABLES[self.table]}

    def text(self, column: str, given: dict[str, str]) -> str:
        parts = [(name, given.get(name, "")) for name in self.parts(column)]
        if any(value in self.empty.get(name, []) for name, value in parts):
            return ""
        joined = " ".join(value for _, value in parts if value)
        return self.values.get(column, {}).get(joined, joined)


def sift(mapping: Mapping, files: list[RawFile]) -> tuple[list[Row], dict[str, int]]:
    """The rows kept, in file order, and how many were set aside for each reason."""
    kept: list[Row] = []
    rejected: Counter[str] = Counter()
    for file in files:
        for fields in file.rows:
            row, reason = judge(mapping, file.header, fields)
            reason = reason or clash(mapping.table, row, kept)
            if reason:
                rejected[reason] += 1
            else:
                kept.append(row)
    return kept, dict(rejected)


def judge(mapping: Mapping, header: list[str], fields: list[str]) -> tuple[Row, str]:
    """The typed row and the first reason against it, empty when there is none."""
    texts = mapping.texts(header, fields)
    about = TABLES[mapping.table]
    row = {name: typed(mapping, name, text) for name, text in texts.items()}
    failed = {about[name].kind for name, value in row.items() if texts[name] and value is None}
    missing = {column.kind for name, column in about.items() if column.is_required and not texts[name]}
    reasons = (
        ("bad_row", sum(1 for field in fields if field) > len(header)),
        ("missing_key", "key" in missing),
        ("missing_time", "time" in missing),
        ("bad_time", "time" in failed),
        ("unknown_value", bool(failed or missing - {"key", "time"})),
    )
    for reason, is_so in reasons:
        if is_so:
            return row, reason
    return row, "impossible_order" if is_impossible(mapping.table, row) else ""


def typed(mapping: Mapping, name: str, text: str) -> Any:
    """The value a text stands for; None when empty or when it stands for nothing."""
    column = TABLES[mapping.table][name]
    if not text:
        return None
    if column.kind == "time":
        return parse(text, mapping.times.get(name), mapping.zone)
    if column.kind == "boolean":
        return BOOLEANS.get(text.lower())
    if column.kind == "count":
        return int(text) if WHOLE.fullmatch(text) and int(text) >= 1 else None
    if column.kind == "enum":
        return text if text in column.values else None
    return text


def is_impossible(table: str, row: Row) -> bool:
    if table not in ORDERED:
        return False
    first, others = ORDERED[table]
    return any(row[name] is not None and row[name] < row[first] for name in others)


def clash(table: str, row: Row, kept: list[Row]) -> str:
    if row in kept:
        return "duplicate_row"
    key = UNIQUE_KEY.get(table)
    return "conflicting_key" if key and any(other[key] == row[key] for other in kept) else ""
