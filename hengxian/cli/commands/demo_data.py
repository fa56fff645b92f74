"""`hengxian demo-data`: an invented city's quarter as a dataset folder."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from hengxian.cli.arguments import a_count, a_date
from hengxian.cli.city import CITY, write_city
from hengxian.cli.refusals import Refusal

ABOUT = "生成一座虚构城市三个月的热线数据，供试用；同样的来电数、种子和首日给出同样的文件。"


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("out", type=Path, metavar="文件夹", help="写入的文件夹，应不存在或为空")
    parser.add_argument(
        "--calls", type=a_count(1), default=100_000, metavar="数量", help="来电数（默认 100000）"
    )
    parser.add_argument("--seed", type=a_count(0), default=1, metavar="种子", help="随机种子（默认 1）")
    parser.add_argument(
        "--format", choices=("csv", "parquet"), default="csv", help="文件格式：csv 或 parquet（默认 csv）"
    )
    parser.add_argument(
        "--start", type=a_date, default=date(2025, 1, 1), metavar="日期", help="首日（默认 2025-01-01）"
    )


def run(asked: Namespace) -> int:
    """Write the city, and say where it lies."""
    try:
        write_city(asked.out, calls=asked.calls, seed=asked.seed, start=asked.start, form=asked.format)
    except (ValueError, FileExistsError) as error:
        raise Refusal(str(error)) from error
    print(f"{CITY}：{asked.calls:,} 通来电起的三个月数据已写入 {asked.out}")
    print(f"接着可运行：hengxian evaluate {asked.out} --out 结果文件夹")
    return 0
