"""`hengxian sample`: a masked list of rows for an audit to look at."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.cli.arguments import a_count, declare_dataset, declare_terms
from hengxian.cli.progress import Progress
from hengxian.cli.terms import period_of, terms_of
from hengxian.evaluation.questions import asked as ask_of
from hengxian.evaluation.sampling import METHOD, TABLES, Sample, draw, write_sample
from hengxian.measurement.dataset import read_dataset

ABOUT = """从统计期内的记录中抽取审核样本：按层比例分配，由种子决定，与行的次序无关；测试记录不抽。
名单不含编号与服务对象，只有编号的摘要；持有数据的一方按文件名与行号查找原始记录。
分层可用该表的列，或 month、day、hour。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    declare_dataset(parser)
    parser.add_argument("--table", choices=TABLES, required=True, help=f"抽样的表：{'、'.join(TABLES)}")
    parser.add_argument("--size", type=a_count(1), required=True, metavar="数量", help="样本量")
    parser.add_argument(
        "--seed", required=True, metavar="种子", help="随机种子，文字或数字；同一种子得到同一样本"
    )
    parser.add_argument("--by", nargs="+", default=(), metavar="列", help="分层的列，可有多个")
    parser.add_argument("--out", type=Path, metavar="文件", help="写入的 .csv 文件（默认输出到屏幕）")
    declare_terms(parser)


def run(asked: Namespace) -> int:
    """Draw, write the list, and say how it was drawn."""
    terms, period = terms_of(asked), period_of(asked)
    del period["followup_days"]
    with (
        Progress(asked.dataset) as watch,
        read_dataset(asked.dataset, memory=asked.memory, watch=watch) as opened,
    ):
        ask, _ = ask_of(opened, terms, **period)
        sample = draw(opened, ask, table=asked.table, size=asked.size, seed=asked.seed, by=asked.by)
    if asked.out is None:
        write_sample(sys.stdout, sample)
    else:
        with asked.out.open("w", encoding="utf-8", newline="") as stream:
            write_sample(stream, sample)
    print(_told(sample), file=sys.stderr if asked.out is None else sys.stdout)
    return 0


def _told(sample: Sample) -> str:
    how = f"方法 {METHOD}，种子 {sample.seed}，分层 {'、'.join(sample.by) or '无'}"
    lines = [f"总体 {sample.population:,}，抽取 {len(sample.rows):,}，{how}"]
    if sample.by:
        lines += [f"  {_named(one)}：{size:,} 取 {taken:,}" for one, (size, taken) in sample.strata.items()]
    return "\n".join(lines)


def _named(stratum: tuple[str, ...]) -> str:
    return "／".join(part or "（空）" for part in stratum)
