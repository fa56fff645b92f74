"""dataset.toml: how another vendor's export maps onto the contract, without code."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.tables import BY_NAME, Kind, Table

FILE_NAME = "dataset.toml"
TIME_FORMS = ("mdy", "epoch", "date", "date_end")


@dataclass(frozen=True)
class TableDescription:
    """What dataset.toml says of one table; empty means: as the contract names it.

    `columns` our name → their names (joined by a space); `times` our name → form;
    `empty` their name → words that mean nothing; `values` our name → {their value: ours}.
    """

    files: tuple[str, ...] = ()
    encoding: str | None = None
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    empty: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def sources(self, name: str) -> tuple[str, ...]:
        """Their columns for our name: the mapped ones, else the one called like ours."""
        return self.columns.get(name, (name,))


@dataclass(frozen=True)
class Description:
    """The whole file. `period` is two local dates, half-open; `as_of` may be naive (local)."""

    name: str
    zone: ZoneInfo
    period: tuple[date, date] | None
    as_of: datetime | None
    tables: Mapping[str, TableDescription]
    plan: str | None
    reviews_sample: Mapping[str, Any] | None

    def table(self, name: str) -> TableDescription:
        return self.tables.get(name, TableDescription())


def read_description(folder: Path, name: str) -> Description:
    """dataset.toml of a folder, or the defaults where there is none (DatasetFault when it is not well formed)."""
    path = folder / FILE_NAME
    raw: dict[str, Any] = {}
    if path.exists():
        try:
            raw = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise DatasetFault(f"{FILE_NAME} 不是 UTF-8 文本：请另存为 UTF-8") from error
        except tomllib.TOMLDecodeError as error:
            raise DatasetFault(
                f'{FILE_NAME} 不是有效的 TOML：{_place(error)}写法有误，应如 name = "…"'
            ) from error
    return _described(raw, name)


def _place(error: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    return f"第 {found[1]} 行第 {found[2]} 列" if found else "末尾"


def _described(raw: dict[str, Any], name: str) -> Description:
    known = {"name", "timezone", "period", "as_of", *BY_NAME}
    if unknown := sorted(raw.keys() - known):
        raise _fault(f"不认识「{unknown[0]}」，应为 {'、'.join(sorted(known))} 之一")
    followups, reviews = raw.get("followups", {}), raw.get("reviews", {})
    return Description(
        name=str(raw.get("name", name)),
        zone=zone_named(raw.get("timezone", "Asia/Shanghai")),
        period=_period(raw["period"]) if "period" in raw else None,
        as_of=_instant(raw["as_of"], "as_of") if "as_of" in raw else None,
        tables={table: _table(BY_NAME[table], raw[table]) for table in BY_NAME if table in raw},
        plan=_plan(followups) if isinstance(followups, dict) else None,
        reviews_sample=reviews.get("sample") if isinstance(reviews, dict) else None,
    )


def zone_named(name: object) -> ZoneInfo:
    """The time zone, or a DatasetFault that says what a zone looks like."""
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _fault(f'timezone = {name!r} 不是时区名，应如 "Asia/Shanghai"') from error


def _period(raw: object) -> tuple[date, date]:
    if not isinstance(raw, dict) or set(raw) != {"start", "end"}:
        raise _fault("period 应为 { start = 2025-01-01, end = 2025-04-01 }")
    start, end = (_day(raw[key], f"period.{key}") for key in ("start", "end"))
    return checked_period(start, end)


def checked_period(start: date, end: date) -> tuple[date, date]:
    """The two dates, or a DatasetFault when the period would be empty."""
    if start >= end:
        raise DatasetFault(f"统计期间 [{start}, {end}) 为空：开始日期应早于结束日期")
    return start, end


def _day(raw: object, where: str) -> date:
    try:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return raw
        return date.fromisoformat(str(raw))
    except ValueError as error:
        raise _fault(f"{where} = {raw} 应为日期，如 2025-01-01") from error


def _instant(raw: object, where: str) -> datetime:
    try:
        if isinstance(raw, date) and not isinstance(raw, datetime):
            return datetime(raw.year, raw.month, raw.day)
        return raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
    except ValueError as error:
        raise _fault(f"{where} = {raw} 应为时刻，如 2025-04-08T00:00:00") from error


def _plan(followups: dict[str, Any]) -> str | None:
    plan = followups.get("plan")
    if plan not in (None, "all"):
        raise _fault(f'followups.plan = {plan!r} 不认识，应为 "all"（每件办结工单都要回访）或不写')
    return plan


def _table(table: Table, raw: object) -> TableDescription:
    if not isinstance(raw, dict):
        raise _fault(f"[{table.name}] 应为一节，而不是一个值")
    extra = {"followups": {"plan"}, "reviews": {"sample"}}.get(table.name, set())
    known = {"files", "encoding", "columns", "times", "empty", "values"} | extra
    if unknown := sorted(raw.keys() - known):
        raise _fault(f"[{table.name}] 不认识「{unknown[0]}」，应为 {'、'.join(sorted(known))} 之一")
    return TableDescription(
        files=_words(raw.get("files", ()), f"{table.name}.files"),
        encoding=raw.get("encoding"),
        columns=_ours(table, raw, "columns", lambda text, where: _words(text, where)),
        times=_ours(table, raw, "times", lambda text, where: _time_form(table, text, where)),
        empty={
            key: _words(words, f"{table.name}.empty.{key}")
            for key, words in _section(table, raw, "empty").items()
        },
        values=_ours(table, raw, "values", _value_map),
    )


def _section(table: Table, raw: dict[str, Any], name: str) -> dict[str, Any]:
    section = raw.get(name, {})
    if not isinstance(section, dict):
        raise _fault(f"[{table.name}.{name}] 应为一节，而不是一个值")
    return section


def _ours(table: Table, raw: dict[str, Any], name: str, read: Any) -> dict[str, Any]:
    section = _section(table, raw, name)
    if unknown := sorted(section.keys() - set(table.names)):
        raise _fault(
            f"[{table.name}.{name}] 里的「{unknown[0]}」不是本表的列，{table.name} 的列有 {'、'.join(table.names)}"
        )
    return {ours: read(theirs, f"{table.name}.{name}.{ours}") for ours, theirs in section.items()}


def _words(raw: object, where: str) -> tuple[str, ...]:
    words = (raw,) if isinstance(raw, str) else raw
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        raise _fault(f"{where} 应为文字或文字的列表")
    return tuple(words)


def _time_form(table: Table, form: object, where: str) -> str:
    if form not in TIME_FORMS or table.column(where.rpartition(".")[2]).kind is not Kind.TIME:
        raise _fault(f"{where} = {form!r} 不认识，时间列可写 {'、'.join(TIME_FORMS)}")
    return str(form)


def _value_map(raw: object, where: str) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise _fault(f"[{where}] 应为「他们的值 = 我们的值」")
    return {
        str(theirs): str(ours).lower() if isinstance(ours, bool) else str(ours)
        for theirs, ours in raw.items()
    }


def _fault(sentence: str) -> DatasetFault:
    return DatasetFault(f"{FILE_NAME}：{sentence}")
