"""`hengxian prepare`: a site's database, cache table and static files, brought up to date before it serves."""

from argparse import ArgumentParser, Namespace

from hengxian.cli.sites import ALL, boot

ABOUT = """建立或更新站点的数据库、缓存表和静态文件；站点每次启动前运行一次，可反复运行。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--site", default="body", choices=ALL, help="哪个站点（默认 body）")


def run(asked: Namespace) -> int:
    """Migrate, make the cache table, collect the static files."""
    boot(asked.site)
    from django.core.management import call_command  # needs the site's settings

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return 0
