"""The published manual: every definition in words, as a formula and as code, made from the declarations."""

import json
from dataclasses import asdict
from typing import Any

from hengxian.measurement.definitions.catalogue import CHECKS, INDICATORS, Duration, Sweep
from hengxian.measurement.definitions.shape import POPULATIONS, Part, Share


def definitions_text() -> str:
    """All definitions as canonical JSON: their digest says whether two results may be compared (C-10)."""
    told = {one.id: definition_of(one) for one in (*INDICATORS, *CHECKS)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def definition_of(one: Share | Duration | Sweep) -> dict[str, Any]:
    """One definition as plain values."""
    return asdict(one)


def manual() -> str:
    """docs/generated/indicators.md: Chinese, one section a figure."""
    parts = [
        "# 指标与核查的定义",
        "",
        "本页由程序生成，与计算所用的声明是同一份；规则只定义了第一项，其余为本项目的定义。",
        "",
    ]
    parts += ["## 指标", ""]
    for indicator in INDICATORS:
        parts += _section(indicator)
    parts += ["## 核查（不计分）", ""]
    for check in CHECKS:
        parts += _section(check)
    return "\n".join(parts).rstrip() + "\n"


def _section(one: Share | Duration | Sweep) -> list[str]:
    words = one.words
    lines = [
        f"### {one.name} `{one.id}`",
        "",
        f"- 条款：{one.clause}；定义版本 {one.version}",
        f"- 分母：{words.counted}",
    ]
    lines.append(f"- {'数值' if isinstance(one, Duration) else '分子'}：{words.hit}")
    lines += [f"- 不计入：{words.left_out}"] if words.left_out else []
    lines += [f"- 说明：{words.note}"] if words.note else []
    lines.append(f"- 所需数据：{'；'.join(f'`{need}`' for need in one.needs)}")
    if isinstance(one, Share):
        lines += ["", f"{formula(one)}", "", "```sql", *[_sql(part) for part in one.parts], "```"]
        for name, parts in one.all_variants().items():
            lines += ["", f"变体 `{name}`：", "", "```sql", *[_sql(part) for part in parts], "```"]
        for name, parts in one.apart.items():
            lines += ["", f"另计 `{name}`：", "", "```sql", *[_sql(part) for part in parts], "```"]
    return [*lines, ""]


def formula(one: Share) -> str:
    """The share as a formula in words."""
    return f"{one.name} = 「{one.words.hit}」的数量 ÷ 「{one.words.counted}」的数量"


def _sql(part: Part) -> str:
    table, base = POPULATIONS[part.over]
    return f"SELECT count(*) FILTER ({part.hit}), count(*) FROM {table} WHERE {base} AND ({part.counted});"
