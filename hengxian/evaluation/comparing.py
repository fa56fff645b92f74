"""Two results side by side, only where the definitions agree (C-10)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengxian.evaluation.evaluate import SCHEMA
from hengxian.kernel.quantity import half_up
from hengxian.measurement.definitions.catalogue import INDICATORS

RESULT_FILE = "result.json"
POINTS = "百分点"
HOURS = "小时"
UNMEASURED = "未测"
_MUST_AGREE = (
    ("规则包", ("rule", "fingerprint")),
    ("指标定义", ("engine", "definitions")),
    ("评分方案", ("profile", "fingerprint")),
)


class NotComparable(Exception):
    """Two results that may not be set side by side; `str()` is one Chinese sentence naming what differs."""


@dataclass(frozen=True)
class Pair:
    """One indicator in two results, as printed; `difference` is second − first, exact, None without both."""

    id: str
    name: str
    first: str
    second: str
    difference: Fraction | None
    unit: str

    @property
    def printed(self) -> str:
        """The difference with its sign, rounded once to two decimals."""
        return signed(self.difference)

    def as_json(self) -> dict[str, object]:
        """Plain values; the exact difference as a fraction."""
        exact = None if self.difference is None else str(self.difference)
        return {
            "id": self.id,
            "name": self.name,
            "first": self.first,
            "second": self.second,
            "difference": self.printed or None,
            "exact": exact,
            "unit": self.unit,
        }


def read_result(path: Path) -> dict[str, Any]:
    """A result.json, or the one of a folder of results (NotComparable when it is none)."""
    file = path / RESULT_FILE if path.is_dir() else path
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotComparable(
            f"{path.name} 里没有 {RESULT_FILE}：应为 evaluate 写出的文件夹或 {RESULT_FILE}"
        ) from None
    except ValueError:
        raise NotComparable(f"{file.name} 不是 JSON：应为 evaluate 写出的 {RESULT_FILE}") from None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise NotComparable(f"{file.name} 不是测评结果：应为 evaluate 写出的 {RESULT_FILE}（{SCHEMA}）")
    return found


def require_agreement(first: Mapping[str, Any], second: Mapping[str, Any]) -> None:
    """Refuse two results that were not counted and scored alike (NotComparable)."""
    for what, (part, key) in _MUST_AGREE:
        one, other = str(first[part][key]), str(second[part][key])
        if one != other:
            raise NotComparable(
                f"两份结果的{what}不同（{_named(first, part)} {one[:12]}… 与 {_named(second, part)} {other[:12]}…），"
                f"数字不可对照：请用同一{what}重新测评"
            )


def compare(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[Pair]:
    """Every indicator of two results (NotComparable when definitions differ)."""
    require_agreement(first, second)
    return [
        _pair(one.id, one.name, first["indicators"][one.id], second["indicators"][one.id])
        for one in INDICATORS
    ]


def compare_exclusions(result: Mapping[str, Any]) -> list[Pair]:
    """Every figure of orders as counted, and with the excluded orders put back."""
    pairs = []
    for one in INDICATORS:
        told = result["indicators"][one.id]
        if (back := told.get("variants", {}).get("with_excluded")) is not None:
            other = {**back, "status": "measured"} if isinstance(back, dict) else {**told, "value": back}
            pairs.append(_pair(one.id, one.name, told, other))
    return pairs


def amount(told: Mapping[str, Any]) -> Fraction | None:
    """A figure as result.json tells it: a share in percent, exact; a duration in hours as printed; None unmeasured."""
    if told["status"] != "measured":
        return None
    if "numerator" in told:
        return 100 * Fraction(told["numerator"], told["denominator"])
    return Fraction(told["value"])


def shown(told: Mapping[str, Any]) -> str:
    """A figure in words: 95.00%（190/200）, 52.25 小时, or 未测."""
    figure = amount(told)
    if figure is None:
        return UNMEASURED
    if "numerator" in told:
        return f"{half_up(figure, 2)}%（{told['numerator']}/{told['denominator']}）"
    return f"{half_up(figure, 2)} {HOURS}"


def signed(difference: Fraction | None) -> str:
    """+1.25, 0.00 or -0.40; nothing where there is no difference to tell."""
    if difference is None:
        return ""
    return f"{'+' if difference > 0 else ''}{half_up(difference, 2)}"


def _pair(id: str, name: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> Pair:
    one, other = amount(first), amount(second)
    difference = None if one is None or other is None else other - one
    unit = HOURS if "unit" in first or "unit" in second else POINTS
    return Pair(id, name, shown(first), shown(second), difference, unit)


def _named(result: Mapping[str, Any], part: str) -> str:
    told = result[part]
    return str(told.get("id") or told.get("hengxian"))
