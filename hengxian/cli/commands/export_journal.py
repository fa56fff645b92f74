"""`hengxian export-journal`: the whole journal into a folder that anybody can check."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from hengxian.cli.commands.verify_journal import published_keys
from hengxian.cli.refusals import Refusal
from hengxian.cli.sites import SITES, boot

ABOUT = """把本站的日志导出到空文件夹，供 verify-journal 在任何机器上核对。
日志的具体内容可能含个人信息；--without-facts 只导出其摘要，同样可以核对。导出本身也记入日志（G-19）。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("folder", type=Path, metavar="文件夹", help="空的或尚不存在的文件夹")
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")
    parser.add_argument("--as", dest="username", required=True, metavar="用户名", help="导出日志的审计管理员")
    parser.add_argument("--without-facts", action="store_true", help="不导出各条的具体内容")


def run(asked: Namespace) -> int:
    """Write the folder and say how many entries it has."""
    boot(asked.site)
    from django.conf import settings  # needs the site's settings

    from hengxian.journal.exporting import export_journal

    _note(asked)
    facts = Path(settings.HENGXIAN_FACTS)
    keys = published_keys(facts) if (facts / "head.json").exists() else {}
    count = export_journal(asked.folder, keys, with_facts=not asked.without_facts)
    print(f"已导出日志 {count} 条到 {asked.folder.name}")
    return 0


def _note(asked: Namespace) -> None:
    """Who takes the journal away, in the journal; it goes into the export too."""
    from django.db import transaction  # needs the site's settings

    from hengxian.journal.appending import Line, append
    from hengxian.people.models import Account

    account = Account.objects.filter(username=asked.username, is_active=True).first()
    if account is None or "audit_administrator" not in account.roles():
        raise Refusal(f"{asked.username} 不是可登录的审计管理员，不能导出日志")
    facts = {"list": "journal", "with_facts": not asked.without_facts}
    with transaction.atomic():
        append([Line(account, "export", account.as_actor(), datetime.now(UTC), facts=facts)])
