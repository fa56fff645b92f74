"""`hengxian check-journal`: the audit administrator's check of journal and records on the machine of the site."""

from argparse import ArgumentParser, Namespace

from hengxian.cli.sites import SITES, boot

ABOUT = """核对本站的日志：逐条核对摘要、检查点及签名，并把每条记录与最后一条相关日志对照。
完整时印出“完整”，否则逐条指出不符之处，退出状态为 1。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")


def run(asked: Namespace) -> int:
    """Print each fault, or that there is none, and what was erased."""
    boot(asked.site)
    from hengxian.journal import verifying  # needs the site's settings
    from hengxian.journal.models import Entry

    faults = list(verifying.faults())
    for fault in faults:
        print(fault)
    for erased in verifying.erasures():
        print(f"已清除：{erased}")
    print(f"{'不完整' if faults else '完整'}：日志 {Entry.objects.count()} 条")
    return 1 if faults else 0
