"""`hengxian work`: the site's worker, for what is not done within a request and what is due by the clock."""

from argparse import ArgumentParser, Namespace

from hengxian.cli.sites import SITES, boot

ABOUT = """运行站点的后台任务：测评、通知邮件、到期提醒、日志检查点、补写待公布的事项。与站点一起常驻运行；
停止时向本进程发 SIGTERM。没有它，站点仍可使用，但不测评、不提醒、不发邮件。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")


def run(asked: Namespace) -> int:
    """Set the times and work until told to stop."""
    boot(asked.site)
    from django.core.management import call_command  # needs the site's settings

    from hengxian.cli.timetable import set_timetable

    call_command("createcachetable", verbosity=0)  # the queue keeps its pulse there
    set_timetable()
    call_command("qcluster")
    return 0
