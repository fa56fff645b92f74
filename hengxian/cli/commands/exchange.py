"""`hengxian exchange`: takes a switch's events into a hotline, from files, a folder or the standard input."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from hengxian.cli.refusals import Refusal
from hengxian.cli.sites import boot

ABOUT = """收入话务交换机的事件：每行一个 JSON（约定见 docs/hotline/exchange.md）。来源为文件夹（其中的 *.jsonl，
按文件名先后）、一个文件，或标准输入（-）。同一事件收入多少次都只算一次，可放心重复运行；有误的行逐一列出，
其余照收，此时退出状态为 1。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("source", metavar="文件夹|文件|-", help="事件从哪里来")
    parser.add_argument("--hotline", required=True, metavar="代号", help="哪条热线（其简称代号）")


def run(asked: Namespace) -> int:
    """Take everything in and say how much it was; 1 when lines were refused."""
    boot("hotline")
    from hengxian.hotline.intake import exchange  # needs the site's settings
    from hengxian.hotline.models import Hotline

    hotline = Hotline._default_manager.filter(code=asked.hotline).first()
    if hotline is None:
        raise Refusal(f"没有代号为 {asked.hotline} 的热线")
    is_faulty = False
    for name, lines in _sources(asked.source):
        if asked.source == "-":
            taken = _as_they_come(hotline, lines)
        else:
            taken = exchange.take_lines(hotline, lines, at=datetime.now(UTC))
        print(f"{name}：新收 {taken.new} 条，已有 {taken.known} 条，有误 {len(taken.refused)} 条")
        for number, sentence in taken.refused:
            print(f"  第 {number} 行：{sentence}", file=sys.stderr)
        is_faulty = is_faulty or bool(taken.refused)
    return int(is_faulty)


def _as_they_come(hotline: Any, lines: Iterator[str]) -> Any:
    """A live switch's lines, each stored when it is read."""
    from hengxian.hotline.intake import exchange  # needs the site's settings

    taken = exchange.Taken()
    for number, line in enumerate(lines, 1):
        told = exchange.take_lines(hotline, [line], at=datetime.now(UTC))
        refused = tuple((number, sentence) for _, sentence in told.refused)
        taken += exchange.Taken(told.new, told.known, refused)
    return taken


def _sources(source: str) -> Iterator[tuple[str, Iterator[str]]]:
    if source == "-":
        yield "标准输入", iter(sys.stdin)
        return
    place = Path(source)
    if not place.exists():
        raise Refusal(f"没有 {source}：应为文件夹、文件或 -")
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        raise Refusal(f"{source} 中没有 .jsonl 文件")
    for file in files:
        with file.open(encoding="utf-8", errors="replace") as lines:
            yield file.name, chain(lines)
