"""`hengxian evaluate`: a dataset in, a folder of results out."""

from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hengxian.cli.arguments import declare_dataset, declare_terms
from hengxian.cli.progress import Progress
from hengxian.cli.summary import summary
from hengxian.cli.terms import period_of, terms_of
from hengxian.evaluation.evaluate import Evaluation, Terms, evaluate_opened
from hengxian.evaluation.outputs import MOST_MISSES, write_manifest, write_outputs
from hengxian.evaluation.replacing import replacing
from hengxian.evaluation.report.document import STAGE
from hengxian.measurement.dataset import open_dataset

ABOUT = """测评一个数据集，把结果写入文件夹：
  result.json   全部数字、核查与得分        report.html、report.pdf  测评报告
  scores.xlsx   打分表与未命中的编号        rejects/  未采用的行及原因
  misses/       各指标未命中的编号          manifest.json  各文件的 SHA-256，供 verify 核对
数据集的写法见 dataset.toml 的说明；命令行给出的优先于 dataset.toml。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    declare_dataset(parser)
    parser.add_argument(
        "--out", type=Path, required=True, metavar="文件夹", help="结果写入的文件夹；原有的测评结果会被替换"
    )
    declare_terms(parser)
    parser.add_argument(
        "--judgements", type=Path, metavar="文件", help="评判记录（YAML），给无法计算的指标评分"
    )
    parser.add_argument(
        "--stage", default=STAGE, metavar="文字", help=f"印在报告每页上的性质（默认 {STAGE}）"
    )


def run(asked: Namespace) -> int:
    """Evaluate, write, and say in a few lines what came out."""
    evaluation = evaluate_into(asked.out, asked, terms_of(asked))
    print(summary(evaluation.result, evaluation.pack, asked.out))
    return 0


def evaluate_into(out: Path, asked: Namespace, terms: Terms) -> Evaluation:
    """Write the whole folder of results, or nothing."""
    period = period_of(asked)
    with (
        replacing(out, apart_from=asked.dataset) as draft,
        Progress(asked.dataset) as watch,
        open_dataset(asked.dataset, memory=asked.memory, watch=watch) as opened,
    ):
        watch("正在计算指标与核查", 0)
        evaluation = evaluate_opened(opened, terms, **period, out=draft, most_misses=MOST_MISSES)
        watch("正在写出结果与报告", 0)
        with ThreadPoolExecutor(1) as aside:
            aside.submit(opened.db.close)  # gigabytes are given back while the reports are written
            write_outputs(draft, evaluation, stage=asked.stage)
        write_manifest(draft, opened, evaluation)
    return evaluation
