"""Command lines in Chinese: the parser, and the kinds of value that several commands take."""

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn
from unicodedata import east_asian_width

_WORDS = (
    (r"the following arguments are required: (.*)", r"缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"argument (\S+): expected one argument", r"\1 后面应有一个值"),
    (r"argument (\S+): expected at least one argument", r"\1 后面至少应有一个值"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 后面不应有值 \2"),
    (r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", r"\1 不能是 \2，应为 \3 之一"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 不能与 \2 同用"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 不明确，可能是 \2"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Help in Chinese; a line is kept as it is written, since folding counts a character as one column."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=34)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)

    def add_argument(self, action: argparse.Action) -> None:
        super().add_argument(action)
        room = len(self._format_action_invocation(action)) + self._current_indent
        wide = sum(east_asian_width(letter) in "WF" for letter in self._format_action_invocation(action))
        self._action_max_length = max(self._action_max_length, room + wide)

    def _format_action(self, action: argparse.Action) -> str:
        """A Chinese character takes two columns; the padding behind it is shortened by as many."""
        text, head = super()._format_action(action), self._format_action_invocation(action)
        wide = sum(east_asian_width(letter) in "WF" for letter in head)
        return text.replace(head + " " * wide, head, 1)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return text.splitlines()


class Parser(argparse.ArgumentParser):
    """A parser whose help and refusals are Chinese; a refusal is one sentence, exit status 2."""

    def __init__(self, *, prog: str, description: str | None) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Layout, add_help=False, allow_abbrev=False
        )
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words given, and where the help is."""
        for pattern, words in _WORDS:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, words, message)
                break
        self.exit(2, f"错误：{message}（用法见 {self.prog} --help）\n")


def a_date(text: str) -> date:
    """A local date as 2025-01-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应如 2025-01-01") from None


def a_moment(text: str) -> datetime:
    """A moment as 2025-04-08T00:00:00, with or without an offset; without one it is local."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是时刻，应如 2025-04-08T00:00:00") from None


def a_size(text: str) -> int:
    """Bytes, from 4GB, 512MB and the like (a gigabyte is 2³⁰)."""
    found = re.fullmatch(r"(\d+)\s*([KMGT]?)(?:i?B)?", text.strip(), re.IGNORECASE)
    if found is None or int(found[1]) == 0:
        raise argparse.ArgumentTypeError(f"“{text}”不是内存大小，应如 4GB 或 512MB")
    return int(found[1]) * _UNITS[found[2].upper()]


def a_count(least: int) -> Callable[[str], int]:
    """A whole number that is not below `least`."""

    def read(text: str) -> int:
        if not re.fullmatch(r"\d+", text, re.ASCII) or int(text) < least:
            raise argparse.ArgumentTypeError(f"“{text}”应为不小于 {least} 的整数")
        return int(text)

    return read


def an_engine(text: str) -> str:
    """The engine that measures; there is one in this edition."""
    if text != "duckdb":
        raise argparse.ArgumentTypeError(f"没有名为 {text} 的引擎，本版本只有 duckdb")
    return text


def declare_terms(parser: argparse.ArgumentParser) -> None:
    """The options of every command that measures: the period, the moment, the profile, the memory."""
    parser.add_argument("--start", type=a_date, metavar="日期", help="统计期的首日（当地），如 2025-01-01")
    parser.add_argument("--end", type=a_date, metavar="日期", help="统计期末日的次日，如 2025-04-01")
    parser.add_argument("--as-of", type=a_moment, metavar="时刻", help="数据截止时刻，其后发生的不计")
    parser.add_argument(
        "--followup-days", type=a_count(0), metavar="天数", help="回访时限，办结后第几个工作日（规则未规定）"
    )
    parser.add_argument(
        "--profile",
        default="linear",
        metavar="方案",
        help="评分方案：随附方案的名称，或一个 YAML 文件（默认 linear）",
    )
    parser.add_argument(
        "--engine", default="duckdb", type=an_engine, metavar="引擎", help="计算引擎（只有 duckdb）"
    )
    parser.add_argument(
        "--memory", default="4GB", type=a_size, metavar="大小", help="内存上限，如 1GB（默认 4GB）"
    )


def declare_dataset(parser: argparse.ArgumentParser, name: str = "dataset") -> None:
    """The dataset as a positional argument."""
    parser.add_argument(name, type=Path, metavar="数据集", help="数据集文件夹，或它的 .zip 压缩包")
