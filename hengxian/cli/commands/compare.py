"""`hengxian compare`: two results, or declared figures and a result, side by side."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hengxian.cli.refusals import Refusal
from hengxian.cli.tables import table
from hengxian.evaluation.comparing import Pair, compare, compare_exclusions, read_result, signed
from hengxian.evaluation.declaring import DeclaredPair, compare_declared, read_declared
from hengxian.standard.load import bundled_pack

ABOUT = """对照两份测评结果（两个时期、两条热线）；规则包、指标定义、评分方案有一项不同即拒绝，并说明是哪一项。
其中一份也可以是申报表 A.4 的 YAML，列为「申报值」与实测值并排，不参与计分：
  source: 申请表自报
  figures:
    call_connection: {target: 95, actual: 96.5}"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("first", type=Path, metavar="甲", help="结果文件夹、result.json，或申报表 YAML")
    parser.add_argument(
        "second", type=Path, nargs="?", metavar="乙", help="同上；与 --with-exclusions 合用时不写"
    )
    parser.add_argument("--with-exclusions", action="store_true", help="同一份结果：剔除后与放回剔除工单后")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(asked: Namespace) -> int:
    """Print the table."""
    paths = [path for path in (asked.first, asked.second) if path is not None]
    if len(paths) != (1 if asked.with_exclusions else 2):
        raise Refusal("应给出两份结果，或一份结果加 --with-exclusions")
    declared = [path for path in paths if path.suffix.lower() in (".yaml", ".yml")]
    if len(declared) == 2:
        raise Refusal("两份都是申报表，没有实测值可对照")
    if declared:
        result = read_result(next(path for path in paths if path not in declared))
        return _print_declared(declared[0], result, as_json=asked.json)
    results = [read_result(path) for path in paths]
    pairs = compare_exclusions(results[0]) if asked.with_exclusions else compare(results[0], results[1])
    titles = ("剔除后", "放回剔除工单") if asked.with_exclusions else ("甲", "乙")
    return _print_pairs(pairs, titles, results, as_json=asked.json)


def _print_pairs(
    pairs: Sequence[Pair], titles: tuple[str, str], results: Sequence[Mapping[str, Any]], *, as_json: bool
) -> int:
    if as_json:
        _print_json(results, [pair.as_json() for pair in pairs])
        return 0
    for title, result in zip(titles, results, strict=False):
        print(f"{title}：{_label(result)}")
    rows = [
        (pair.name, pair.first, pair.second, f"{pair.printed} {pair.unit}" if pair.printed else "—")
        for pair in pairs
    ]
    print(table(("指标", *titles, f"差（{titles[1]} − {titles[0]}）"), rows))
    return 0


def _print_declared(file: Path, result: Mapping[str, Any], *, as_json: bool) -> int:
    pack = bundled_pack()
    pairs = compare_declared(read_declared(file, pack), result, pack)
    if as_json:
        _print_json([result], [pair.as_json() for pair in pairs])
        return 0
    print(f"实测：{_label(result)}\n申报：{file.name}（自报，不参与计分）")
    print(
        table(
            ("表 A.4 的行", "目标值", "申报值（自报）", "实测值", "差（实测 − 申报，百分点）", "说明"),
            [_cells(pair) for pair in pairs],
        )
    )
    return 0


def _cells(pair: DeclaredPair) -> tuple[str, ...]:
    blank = "—"
    difference = signed(pair.difference) or blank
    return pair.name, pair.target or blank, pair.declared, pair.measured or blank, difference, pair.note


def _print_json(results: Sequence[Mapping[str, Any]], rows: list[dict[str, object]]) -> None:
    compared = [
        {
            "name": one["dataset"]["name"],
            "fingerprint": one["dataset"]["fingerprint"],
            "period": one["period"],
        }
        for one in results
    ]
    print(json.dumps({"compared": compared, "rows": rows}, ensure_ascii=False, indent=1))


def _label(result: Mapping[str, Any]) -> str:
    start, end = (result["period"][name][:10] for name in ("start", "end"))
    return f"{result['dataset']['name']}　{start} 至 {end}（不含）"
