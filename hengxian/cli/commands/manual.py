"""`hengxian manual`: the definitions of every figure and check, as published."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.measurement.definitions.manual import manual

ABOUT = "输出全部指标与核查的定义：文字、公式与 SQL，与计算所用的是同一份声明。"


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--out", type=Path, metavar="文件", help="写入的 Markdown 文件（默认输出到屏幕）")


def run(asked: Namespace) -> int:
    """Print or write it."""
    if asked.out is None:
        print(manual(), end="")
    else:
        asked.out.write_text(manual(), encoding="utf-8", newline="\n")
        print(f"定义手册已写入 {asked.out}")
    return 0
