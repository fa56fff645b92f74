"""`hengxian explain`: one figure, down to its SQL and its misses."""

import csv
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from hengxian.cli.arguments import declare_terms
from hengxian.cli.progress import Progress
from hengxian.cli.terms import period_of, terms_of
from hengxian.evaluation.evaluate import Evaluation, evaluate_opened
from hengxian.evaluation.explaining import (
    EVERY,
    FIRST,
    definition_lines,
    definition_named,
    missed,
    result_lines,
    statements,
    told_of,
)
from hengxian.measurement.dataset import read_dataset
from hengxian.measurement.definitions.catalogue import Duration, Sweep
from hengxian.measurement.definitions.shape import Share

ABOUT = "说明一个指标或核查：定义、公式；给出数据集时，还有填好数字的 SQL、计数与未命中的编号，供逐一复算。"


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "indicator", metavar="指标", help="如 call_connection_rate；全部名称见 hengxian manual"
    )
    parser.add_argument("--dataset", type=Path, metavar="数据集", help="数据集文件夹，或它的 .zip 压缩包")
    parser.add_argument("--all-misses", type=Path, metavar="文件", help="把全部未命中的编号写入 .csv 文件")
    declare_terms(parser)


def run(asked: Namespace) -> int:
    """Print the definition, then what the dataset gives."""
    one = definition_named(asked.indicator)
    print("\n".join(definition_lines(one)))
    if asked.dataset is None:
        return 0
    with (
        Progress(asked.dataset) as watch,
        read_dataset(asked.dataset, memory=asked.memory, watch=watch) as opened,
    ):
        watch("正在计算", 0)
        evaluation = evaluate_opened(opened, terms_of(asked), **period_of(asked))
        ids = missed(one, opened, evaluation.ask, EVERY if asked.all_misses else FIRST)
    print("\n".join(("", *result_lines(one, evaluation.result), "", *_sql_lines(one, evaluation))))
    if isinstance(one, Share):
        print("\n".join(_miss_lines(one, evaluation, ids[:FIRST])))
    if asked.all_misses:
        with asked.all_misses.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([("id",), *((name,) for name in ids)])
        print(f"全部 {len(ids):,} 个未命中的编号已写入 {asked.all_misses}")
    return 0


def _sql_lines(one: Share | Duration | Sweep, evaluation: Evaluation) -> Iterator[str]:
    ask = evaluation.ask
    yield f"-- 统计期 {ask.start.isoformat()} 至 {ask.end.isoformat()}（不含），截至 {ask.as_of.isoformat()}"
    yield "-- 时刻是 1970-01-01 UTC 起的微秒；每条语句答：命中数，计数"
    for label, sql in statements(one, ask, told_of(one.id, evaluation.result)):
        yield from [f"-- {label}"] * bool(label)
        yield sql


def _miss_lines(one: Share, evaluation: Evaluation, ids: list[str]) -> Iterator[str]:
    told = told_of(one.id, evaluation.result)
    if told["status"] in ("unmeasured", "not_assessable"):
        return
    total = told["failing"] if "failing" in told else told["misses"]["count"]
    yield ""
    yield f"未命中 {total:,} 个" + (f"，前 {len(ids)} 个：" if ids else "")
    yield from (f"  {name}" for name in ids)
