"""The few lines a person reads when an evaluation has ended."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hengxian.evaluation.outputs import PAPER, REPORT, WORKBOOK
from hengxian.measurement.definitions.catalogue import BY_ID
from hengxian.standard.model.pack import Pack


def summary(result: Mapping[str, Any], pack: Pack, out: Path) -> str:
    """Composite, checks not met, rows set aside, and where the report is."""
    start, end = (result["period"][name][:10] for name in ("start", "end"))
    return "\n".join(
        (
            f"{result['dataset']['name']}　{start} 至 {end}（不含），截至 {result['as_of']}",
            f"综合评价得分：{_composite(result, pack)}　{result['profile']['name']}，{result['profile']['origin']}",
            f"条款核对（不计分）：{_checks(result)}",
            f"未采用的行：{_set_aside(result)}",
            f"报告：{out / REPORT}　{PAPER}　{WORKBOOK}",
        )
    )


def _composite(result: Mapping[str, Any], pack: Pack) -> str:
    low, high = (result["scores"]["composite"][end] for end in ("low", "high"))
    still_open = sum(leaf.id not in result["scores"]["leaves"] for leaf in pack.tree.leaves)
    return (
        low
        if not still_open
        else f"{low} 至 {high}（{len(pack.tree.leaves)} 项指标中 {still_open} 项尚无得分）"
    )


def _checks(result: Mapping[str, Any]) -> str:
    by_status: dict[str, list[str]] = {}
    for id, told in result["checks"].items():
        by_status.setdefault(told["status"], []).append(BY_ID[id].name)
    failing = by_status.get("not_met", [])
    words = [f"不符合 {len(failing)} 项（{'、'.join(failing)}）"] if failing else []
    words += [f"符合 {len(by_status['met'])} 项"] if "met" in by_status else []
    words += [f"无法评定 {len(by_status['not_assessable'])} 项"] if "not_assessable" in by_status else []
    return "，".join(words)


def _set_aside(result: Mapping[str, Any]) -> str:
    tables = result["dataset"]["tables"]
    counts = {name: sum(told["rejected"].values()) for name, told in tables.items()}
    listed = "，".join(f"{name} {count:,}" for name, count in counts.items() if count)
    read = sum(told["read"] for told in tables.values())
    return f"{sum(counts.values()):,}（共读 {read:,} 行）" + (
        f"：{listed}，逐行见 rejects/" if listed else ""
    )
