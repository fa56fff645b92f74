"""`hengxian export-register`: the public register as plain pages that any web server shows."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from hengxian.cli.sites import boot

ABOUT = """把公示网站写成静态页面和开放数据，放在任何网页服务器上（或直接从磁盘打开）都能看；
每页注明生成时间，以后的状态变更不在其中。已有的同名文件夹整个换成新的。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("target", type=Path, metavar="输出文件夹", help="静态页面写到哪里")


def run(asked: Namespace) -> int:
    """Bring the index up to date and write the pages."""
    boot("register")
    from django.conf import settings  # needs the site's settings, as does what follows
    from django.core.management import call_command
    from django.utils.module_loading import import_string

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    # The settings name the function, since a door may not look into another; only this site's have it.
    export = import_string(settings.HENGXIAN_EXPORT)  # type: ignore[misc]
    pages = export(asked.target, datetime.now(UTC))
    print(f"已写出 {pages} 页：{asked.target.name}")
    return 0
