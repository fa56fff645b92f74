"""`hengxian backup-drill`: backs up, restores beside the site, compares, and writes the drill into its register."""

import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hengxian.cli.refusals import Refusal
from hengxian.cli.sites import boot

ABOUT = """做一次备份恢复演练：备份本站，恢复到临时文件夹，逐项对照，再把结果登记到“备份恢复演练”台账。
不影响正在运行的站点；临时文件夹随后删除，所在磁盘须容得下两份站点数据。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("--as", dest="username", required=True, metavar="用户名", help="登记演练的系统管理员")
    parser.add_argument(
        "--in", dest="place", type=Path, metavar="文件夹", help="临时文件夹放在哪里（默认系统的）"
    )


def run(asked: Namespace) -> int:
    """Drill and register; exit status 1 when the restored site differs."""
    boot()
    from hengxian.cli.backups.saving import back_up  # needs the site's settings
    from hengxian.people.models import Account

    account = Account.objects.filter(username=asked.username, is_active=True).first()
    if account is None:
        raise Refusal(f"没有可登录的账号 {asked.username}：应为系统管理员的用户名")
    began, started = datetime.now(UTC), time.monotonic()
    with TemporaryDirectory(prefix="hengxian-drill-", dir=asked.place) as folder:
        back_up(Path(folder) / "backup", at=began, is_portable=True)
        told = _restore_apart(Path(folder))
    minutes = round((time.monotonic() - started) / 60)
    _register(account.as_actor(), began, told, minutes)
    print("\n".join(told))
    return 0 if _is_good(told) else 1


def _restore_apart(folder: Path) -> list[str]:
    """Restore in a process of its own, which knows nothing of this site but the backup."""
    command = [
        sys.executable, "-m", "hengxian.cli.main", "restore", str(folder / "backup"), "--home", str(folder / "home"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, env=_bare_environment())
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]


def _bare_environment() -> dict[str, str]:
    import os

    ours = ("HENGXIAN_", "DJANGO_", "DATABASE_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def _is_good(told: list[str]) -> bool:
    return told[-2:] == ["记录数一致", "校验值一致，日志完整"]


def _register(by: object, began: datetime, told: list[str], minutes: int) -> None:
    from hengxian.records.registers.book import BODY, open_book
    from hengxian.records.registers.writing import write
    from hengxian.standard.load import bundled_pack

    facts = {
        "drilled_at": began.isoformat(),
        "backup_at": began.isoformat(),
        "target": "临时文件夹（SQLite）",
        "counts_equal": "是" if "记录数一致" in told else "否",
        "digests_equal": "是" if told[-1:] == ["校验值一致，日志完整"] else "否",
        "minutes": str(minutes),
        "problems": "" if _is_good(told) else "；".join(told)[:1000],
    }
    write(open_book(bundled_pack(), "backup_drills", BODY), facts, by=by, at=datetime.now(UTC))  # type: ignore[arg-type]
