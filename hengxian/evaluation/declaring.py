"""Declared figures of appendix A.4 beside the measured ones: shown, never scored, never over them (T43)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengxian.evaluation.comparing import NotComparable, amount, shown, signed
from hengxian.scoring.reading import read_record
from hengxian.standard.model.forms import Field
from hengxian.standard.model.node import Node, Text
from hengxian.standard.model.pack import Pack

FORM = "A.4"
NO_LEAF = "规则无对应指标"
UNDECLARED = "未申报"
_PERCENT = r"(\d+(?:\.\d+)?)\s*[%％]?"


class Row(Node):
    """One row of A.4 as the applicant filled it."""

    target: Text | None = None
    actual: Text | None = None


class Declared(Node):
    """A declaration: rows of A.4 by id; `source` says where they come from, in the applicant's words."""

    source: Text | None = None
    figures: dict[str, Row]


@dataclass(frozen=True)
class DeclaredPair:
    """One row of A.4: declared beside measured; `difference` is measured − declared in percentage points."""

    id: str
    name: str
    leaf: str | None
    target: str
    declared: str
    measured: str
    difference: Fraction | None
    note: str

    def as_json(self) -> dict[str, object]:
        """Plain values; the exact difference as a fraction."""
        exact = None if self.difference is None else str(self.difference)
        return {
            "id": self.id,
            "name": self.name,
            "leaf": self.leaf,
            "target": self.target or None,
            "declared": self.declared,
            "measured": self.measured or None,
            "difference": signed(self.difference) or None,
            "exact": exact,
            "note": self.note or None,
        }


def read_declared(path: Path, pack: Pack) -> Declared:
    """A YAML of declared figures (NotComparable naming what is wrong)."""
    declared = read_record(path, Declared, refuse=NotComparable)
    rows = {field.id: field for field in pack.forms[FORM].fields}
    for id, row in declared.figures.items():
        if id not in rows:
            raise NotComparable(f"{path.name}：表 {FORM} 没有名为 {id} 的行，应为 {'、'.join(rows)} 之一")
        for text in (row.target, row.actual):
            if rows[id].type == "percent" and text is not None and _percent(text) is None:
                raise NotComparable(
                    f"{path.name}：{id}（{rows[id].label}）应为 0 至 100 的百分数，不能是 {text}"
                )
    return declared


def compare_declared(declared: Declared, result: Mapping[str, Any], pack: Pack) -> list[DeclaredPair]:
    """All eleven rows of A.4 in printed order (NotComparable when the result is of another rule)."""
    if result["rule"]["fingerprint"] != pack.fingerprint:
        raise NotComparable(
            f"这份结果的规则包是 {result['rule']['fingerprint'][:12]}…，与随附的不同，申报值不可对照"
        )
    return [
        _pair(field, declared.figures.get(field.id, Row()), result["indicators"])
        for field in pack.forms[FORM].fields
    ]


def _pair(field: Field, row: Row, indicators: Mapping[str, Any]) -> DeclaredPair:
    stated = _percent(row.actual) if row.actual and field.type == "percent" else None
    told = indicators[field.leaf] if field.leaf else None
    figure = amount(told) if told else None
    return DeclaredPair(
        id=field.id,
        name=field.label,
        leaf=field.leaf,
        target=_printed(field, row.target),
        declared=_printed(field, row.actual) or UNDECLARED,
        measured=shown(told) if told else "",
        difference=None if stated is None or figure is None else figure - stated,
        note=f"{NO_LEAF}：{field.no_leaf}" if field.no_leaf else str(told.get("reason", "")) if told else "",
    )


def _percent(text: str) -> Fraction | None:
    """The exact number of a percentage from 0 to 100."""
    found = re.fullmatch(_PERCENT, text, re.ASCII)
    return Fraction(found[1]) if found and Fraction(found[1]) <= 100 else None


def _printed(field: Field, text: str | None) -> str:
    if text is None:
        return ""
    if field.type == "percent":
        return f"{text.rstrip('%％ ')}%"
    return f"{text} {field.unit}" if field.unit and not text.endswith(field.unit) else text
