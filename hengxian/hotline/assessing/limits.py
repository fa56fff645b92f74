"""The limits the rule itself fixes, as checks with the hotline's own figures, each with its worst case (D-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengxian.hotline.models import Assessment
from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows

# The check of the result, and the limit of the rule it tests.
CHECKS = (
    ("connection_24h", "connection_percent", "任一连续24h接通率"),
    ("answer_15s", "answer_seconds", "电话接听"),
    ("message_3min", "message_seconds", "短信及其他媒体响应"),
    ("mailbox_24h", "mailbox_seconds", "信箱响应"),
    ("transfer_2_working_days", "transfer_working_days", "转交"),
)
TYPING = "typing_characters_per_minute"
WORDS = {"met": "未见超限", "not_met": "有超限", "not_assessable": "数据不足以判断"}


@dataclass(frozen=True)
class Checked:
    """One limit: what the rule prints, what the own data say, the worst case, and where it can be looked up."""

    id: str
    name: str
    clause: str
    printed: str
    standing: str
    told: str
    worst: str = ""
    file: str = ""


def checked(assessment: Assessment) -> list[Checked]:
    """The six limits in the order of the rule; without data, each says so."""
    result = assessment.evaluation.result if assessment.evaluation else {}
    found = result.get("checks", {})
    return [_check(name, limit, label, found.get(name, {})) for name, limit, label in CHECKS] + [
        _typing(assessment)
    ]


def _check(name: str, limit: str, label: str, told: Mapping[str, Any]) -> Checked:
    fixed = pack().limits[limit]
    standing = WORDS[told.get("status", "not_assessable")]
    return Checked(
        name, label, fixed.clause, fixed.printed, standing, _counts(told) or told.get("reason", "尚未测量"),
        _worst(told), f"misses/{name}.csv" if told.get("status") == "not_met" else "",
    )  # fmt: skip


def _counts(told: Mapping[str, Any]) -> str:
    if "windows" in told:
        return f"判断 {told['windows']:,} 个时段，{told['failing_windows']:,} 个低于下限"
    if "counted" in told:
        return f"判断 {told['counted']:,} 件，{told['failing']:,} 件超限"
    return ""


def _worst(told: Mapping[str, Any]) -> str:
    worst = told.get("worst")
    if not worst:
        return ""
    return f"截至 {worst['end'][:16].replace('T', ' ')} 的24h：{worst['answered']:,}/{worst['offered']:,}"


def _typing(assessment: Assessment) -> Checked:
    fixed = pack().limits[TYPING]
    newest: dict[str, Any] = {}
    for row in rows("typing_tests", f"hotline:{assessment.hotline_id}"):
        newest[row.subject or str(row.written_by)] = row
    speeds = [float(row.data["speed"]) for row in newest.values() if row.data.get("speed") is not None]
    below = [speed for speed in speeds if speed < float(fixed.number)]
    standing = WORDS["not_assessable"] if not speeds else WORDS["not_met" if below else "met"]
    told = f"测试 {len(speeds)} 人，{len(below)} 人低于下限" if speeds else "尚无文字录入测试记录"
    worst = f"最低 {min(speeds):g} 字/min" if below else ""
    return Checked(TYPING, "文字录入", fixed.clause, fixed.printed, standing, told, worst)
