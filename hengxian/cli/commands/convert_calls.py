"""`hengxian convert-calls`: another switch's own log, told as the events that a hotline takes in."""

import sys
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hengxian.cli.refusals import Refusal
from hengxian.kernel.refusals import Refused

ABOUT = """把交换机自己的日志转换为事件（约定见 docs/hotline/exchange.md），每行一个，写到标准输出：
  hengxian convert-calls queue_log | hengxian exchange - --hotline city
  tail -F queue_log | hengxian convert-calls - | hengxian exchange - --hotline city
  hengxian convert-calls cdr.csv --kind asterisk-cdr --trunk PJSIP/trunk | hengxian exchange - --hotline city
  hengxian convert-calls json_cdr/ --kind freeswitch --out told/calls.jsonl
日志里没有的不补：没有离开记录的来电没有结束时间。同一份日志转换多少次，事件都相同。有误的行逐一列出，其余照转，
此时退出状态为 1。依公开文档编写，尚未在真实的 Asterisk、FreeSWITCH 上运行过。"""
KINDS = ("asterisk", "asterisk-cdr", "freeswitch")


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "source", metavar="文件|文件夹|-", help="queue_log、CDR 的 CSV 文件，或 JSON 话单文件夹"
    )
    parser.add_argument("--kind", choices=KINDS, default=KINDS[0], help="哪种交换机（默认 asterisk）")
    parser.add_argument("--name", default="", metavar="代号", help="这台交换机的代号，区分几台交换机的来电")
    parser.add_argument("--agents", type=Path, metavar="文件", help='TOML，每行如 "SIP/8008" = "用户名"')
    parser.add_argument(
        "--trunk", action="append", metavar="前缀", help="外线通道名的开头（用于 CDR，可写多次）"
    )
    parser.add_argument(
        "--zone", default="Asia/Shanghai", metavar="时区", help="交换机的时区（默认 Asia/Shanghai）"
    )
    parser.add_argument("--out", type=Path, metavar="文件", help="写到哪里（默认标准输出）")


def run(asked: Namespace) -> int:
    """Convert everything; 1 when lines were refused."""
    reader = _reader(asked)
    texts = _files(asked.source) if asked.kind == "freeswitch" else _lines(asked.source)
    if asked.out is None:
        return _convert(reader, texts, sys.stdout)
    part = asked.out.with_name(asked.out.name + ".part")
    with part.open("w", encoding="utf-8") as place:
        status = _convert(reader, texts, place)
    part.replace(asked.out)
    return status


def _reader(asked: Namespace) -> Any:
    from hengxian.telephony.asterisk import QueueLog  # loaded only when it is asked for
    from hengxian.telephony.asterisk_cdr import CallRows
    from hengxian.telephony.freeswitch import CallRecords

    # Both logs of one Asterisk tell of the same calls, hence one name for both.
    name, zone = asked.name or asked.kind.removesuffix("-cdr"), _zone(asked.zone)
    if asked.kind == "asterisk-cdr":
        if not asked.trunk:
            raise Refusal(
                "请用 --trunk 写明外线通道名的开头，例如 --trunk PJSIP/trunk：否则内部通话也会算作来电"
            )
        return CallRows(name, zone, tuple(asked.trunk))
    return (CallRecords if asked.kind == "freeswitch" else QueueLog)(name, zone, _agents(asked.agents))


def _convert(reader: Any, texts: Iterator[tuple[str, str]], place: TextIO) -> int:
    from hengxian.telephony.contract import line

    is_faulty = False
    for where, text in texts:
        try:
            for event in reader.read(text):
                print(line(event), file=place, flush=True)
        except Refused as wrong:
            is_faulty = True
            print(f"{where}：{wrong}", file=sys.stderr)
    if unended := getattr(reader, "unended", None):
        print(f"{len(unended)} 个来电在日志中没有离开记录，结束时间不详", file=sys.stderr)
    return int(is_faulty)


def _lines(source: str) -> Iterator[tuple[str, str]]:
    if source == "-":
        yield from ((f"第 {number} 行", text) for number, text in enumerate(sys.stdin, 1) if text.strip())
        return
    with _there(source).open(encoding="utf-8", errors="replace") as lines:
        yield from ((f"第 {number} 行", text) for number, text in enumerate(lines, 1) if text.strip())


def _files(source: str) -> Iterator[tuple[str, str]]:
    place = _there(source)
    for file in sorted(place.glob("*.json")) if place.is_dir() else [place]:
        yield file.name, file.read_text(encoding="utf-8", errors="replace")


def _there(source: str) -> Path:
    place = Path(source)
    if not place.exists():
        raise Refusal(f"没有 {source}：应为文件、文件夹或 -")
    return place


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise Refusal(f"没有名为 {name} 的时区，应如 Asia/Shanghai") from None


def _agents(file: Path | None) -> dict[str, str]:
    if file is None:
        return {}
    try:
        return {
            str(member): str(user) for member, user in tomllib.loads(file.read_text(encoding="utf-8")).items()
        }
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise Refusal(f'{file.name} 应为 TOML，每行如 "SIP/8008" = "agent"') from None
