"""Rows of .csv and .tsv files, in batches, each with its first physical line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import islice

from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.folder import DataFile

ROWS_A_BATCH = 50_000
_LONGEST_LINE = 4 << 20  # characters; a table's line is never near this, a file without line breaks is


@dataclass
class Batch:
    """Some rows of one file: `lines` are physical line numbers (header 1), `rows` the fields as written."""

    header: tuple[str, ...]
    lines: list[int] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    def surplus(self) -> list[bool]:
        """Which rows hold more non-empty fields than the header has (`bad_row`)."""
        width = len(self.header)
        if max(map(len, self.rows)) <= width:
            return [False] * len(self.rows)
        return [len(row) > width and sum(map(bool, map(str.strip, row))) > width for row in self.rows]


class _Lines:
    """Lines of a text stream, bounded, with what an unclosed quotation mark needs to be told."""

    def __init__(self, stream: TextIOWrapper, name: str) -> None:
        self.stream, self.name, self.quotes = stream, name, 0

    def __iter__(self) -> Iterator[str]:
        readline = self.stream.readline
        while line := readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE and line[-1] not in "\r\n":
                raise DatasetFault(
                    f"{self.name} 有一行超过 {_LONGEST_LINE:,} 个字符，不像一张表：应每行一条记录"
                )
            self.quotes += line.count('"')
            yield line


def text_batches(file: DataFile, encoding: str) -> Iterator[Batch]:
    """The file's rows in batches; the first holds the header alone, so that asking for it reads one line."""
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    csv.field_size_limit(_LONGEST_LINE)
    try:
        with file.path.open("rb") as raw, TextIOWrapper(raw, encoding=codec, newline="") as stream:
            yield from _batches(file, _Lines(stream, file.name))
    except UnicodeDecodeError as error:
        expected = f"声明的 {encoding}" if file.encoding else " UTF-8 或 GB18030"
        mend = "请按该编码另存，或在 dataset.toml 写明 encoding"
        raise DatasetFault(f"{file.name} 不是{expected} 文本：{mend}") from error


def _batches(file: DataFile, lines: _Lines) -> Iterator[Batch]:
    records = _records(file, lines)
    first = next(records, None)
    if first is None:
        raise DatasetFault(f"{file.name} 是空文件：第 1 行应为列名")
    header = _header(file, first[1])
    yield Batch(header)
    while several := list(islice(records, ROWS_A_BATCH)):
        yield Batch(header, *map(list, zip(*several, strict=True)))


def _records(file: DataFile, lines: _Lines) -> Iterator[tuple[int, list[str]]]:
    """Each record with its first physical line; a file that ends inside quotation marks is refused."""
    reader = csv.reader(lines, delimiter="\t" if file.format == ".tsv" else ",")
    first_line, unclosed = 1, 0
    try:
        for fields in reader:
            unclosed = first_line if reader.line_num > first_line and lines.quotes % 2 else 0
            if fields:
                yield first_line, fields
            lines.quotes, first_line = 0, reader.line_num + 1
    except csv.Error as error:
        raise DatasetFault(f"{file.name} 第 {first_line} 行起读不成一行：{_in_words(error)}") from error
    if unclosed:
        raise DatasetFault(f"{file.name} 第 {unclosed} 行的引号没有闭合，其后的行都被吞进了一个单元格")


def _header(file: DataFile, fields: list[str]) -> tuple[str, ...]:
    header = tuple(name.strip().lstrip("\ufeff").strip() for name in fields)
    if any("\0" in name for name in header):
        mend = "请另存为 UTF-8，或在 dataset.toml 写明 encoding"
        raise DatasetFault(f"{file.name} 的列名里有空字符，多半是 UTF-16 文本：{mend}")
    return header


def _in_words(error: csv.Error) -> str:
    return "单元格过长，多半是引号没有闭合" if "limit" in str(error) else str(error)
