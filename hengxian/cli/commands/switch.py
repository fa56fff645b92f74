"""`hengxian switch`: a small switch on real telephones, which writes the events that a hotline takes in."""

import asyncio
import os
import signal
import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ABOUT = """启动一台小型排队机（SIP）：接听来电、播放提示音、排队、依次呼叫空闲话务员、三方通话、录音，并按
docs/hotline/exchange.md 的约定写出事件。配置文件见 docs/hotline/telephone.md。需先运行 bin/setup telephony。
口令不写在配置文件里：HENGXIAN_SIP_PASSWORD 为登记口令，HENGXIAN_EXCHANGE_KEY 为热线的接入密钥。
按 Ctrl-C 停止；进行中的通话随之结束。"""
SHANGHAI = ZoneInfo("Asia/Shanghai")


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "plan", type=Path, metavar="配置文件", help="TOML：号码、地址、话务员与承办单位的话机"
    )


def run(asked: Namespace) -> int:
    """Take calls until interrupted."""
    from hengxian.telephony.phones import Exchange  # loaded only when it is asked for
    from hengxian.telephony.plan import read_plan
    from hengxian.telephony.posting import Posting
    from hengxian.telephony.spool import Spool

    plan = read_plan(asked.plan)
    exchange = Exchange(
        plan, clock=lambda: datetime.now(SHANGHAI), tell=Spool(Path(plan.events), _warn).write
    )
    posting = Posting(Path(plan.events), plan.post_to, os.environ.get("HENGXIAN_EXCHANGE_KEY", ""), _warn)
    if plan.post_to:
        posting.start()
    try:
        asyncio.run(_take_calls(exchange, f"排队机 {plan.number} 已在 {plan.listen} 待接来电"))
    finally:
        if plan.post_to:
            posting.finish()
    return 0


async def _take_calls(exchange: Any, greeting: str) -> None:
    over = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, over.set)
    password = os.environ.get("HENGXIAN_SIP_PASSWORD", "")
    await exchange.run(over, password=password, is_up=lambda: print(greeting, flush=True))


def _warn(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
