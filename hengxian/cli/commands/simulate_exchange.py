"""`hengxian simulate-exchange`: an invented switch that writes the events a real one would."""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from hengxian.hotline.intake.simulation import Plan, events

ABOUT = """模拟一台话务交换机：按随机种子生成来电，把事件逐行写出（约定见 docs/hotline/exchange.md）。
演示与试用用；把输出交给 hengxian exchange 即可收入热线，例如：
  hengxian simulate-exchange --hours 24 --agents agent,agent_two | hengxian exchange - --hotline city"""
SHANGHAI = ZoneInfo("Asia/Shanghai")


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--start", metavar="时间", help="自何时起（ISO 8601，默认现在）")
    parser.add_argument("--hours", type=float, default=1.0, help="模拟多少小时（默认 1）")
    parser.add_argument("--per-hour", type=float, default=120.0, help="最忙时每小时来电数（默认 120）")
    parser.add_argument("--agents", default="", metavar="用户名,…", help="接听的话务员；空着则无人接听")
    parser.add_argument("--seed", type=int, default=7, help="随机种子（默认 7）")
    parser.add_argument("--live", action="store_true", help="按真实时间逐条写出，而不是一次写完")
    parser.add_argument("--out", type=Path, metavar="文件", help="写到哪里（默认标准输出）")


def run(asked: Namespace) -> int:
    """Write the events; with --live each when its time has come."""
    start = datetime.fromisoformat(asked.start) if asked.start else datetime.now(SHANGHAI)
    start = start if start.tzinfo else start.replace(tzinfo=SHANGHAI)
    plan = Plan(asked.per_hour, [name for name in asked.agents.split(",") if name], seed=asked.seed)
    if asked.out is None:
        return _write(plan, start, asked, sys.stdout)
    with asked.out.open("w", encoding="utf-8") as place:
        return _write(plan, start, asked, place)


def _write(plan: Plan, start: datetime, asked: Namespace, place: TextIO) -> int:
    for event in events(plan, start, timedelta(hours=asked.hours)):
        if asked.live:
            wait = datetime.fromisoformat(event["at"]) - datetime.now(SHANGHAI)
            time.sleep(max(wait.total_seconds(), 0))
        print(json.dumps(event, ensure_ascii=False), file=place, flush=asked.live)
    return 0
