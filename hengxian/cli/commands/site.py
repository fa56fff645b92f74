"""`hengxian site`: serves one site on this machine."""

import os
from argparse import ArgumentParser, Namespace

from hengxian.cli.sites import ALL

ABOUT = """在本机提供一个站点的网页（granian，WSGI）；先运行 hengxian prepare。后台任务另由 hengxian work 承担。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--site", default="body", choices=ALL, help="哪个站点（默认 body）")
    parser.add_argument("--host", default="127.0.0.1", help="监听地址（默认只限本机）")
    parser.add_argument("--port", type=int, default=8000, help="端口（默认 8000）")
    parser.add_argument("--workers", type=int, default=1, help="进程数（默认 1）")


def run(asked: Namespace) -> int:
    """Serve until told to stop."""
    from granian import Granian  # loads its server library
    from granian.constants import Interfaces

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"hengxian.config.settings.{asked.site}")
    Granian(
        f"hengxian.config.wsgi_{asked.site}:application",
        address=asked.host,
        port=asked.port,
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=4,
        websockets=False,
        log_access=False,
    ).serve()
    return 0
