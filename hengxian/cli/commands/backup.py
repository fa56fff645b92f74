"""`hengxian backup`: the whole site into a folder."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from hengxian.cli.sites import SITES, boot

ABOUT = """把站点备份到空文件夹：数据库、文件、测评结果、密钥、已公布的事项，以及含全部校验值的 manifest.json。
站点可以照常运行。备份含密钥和个人信息，请加密存放；manifest.json 的 SHA-256 另行留存。
PostgreSQL 数据库，或加 --portable 时，数据库存为逐行的 JSON，可恢复到 SQLite 或 PostgreSQL。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("folder", type=Path, metavar="备份文件夹", help="空的或尚不存在的文件夹")
    parser.add_argument("--site", default="body", choices=SITES, help="哪个站点（默认 body）")
    parser.add_argument("--portable", action="store_true", help="数据库存为逐行的 JSON")


def run(asked: Namespace) -> int:
    """Write the backup and say what it holds."""
    boot(asked.site)
    from hengxian.cli.backups.saving import back_up  # needs the site's settings

    manifest, digest = back_up(asked.folder, at=datetime.now(UTC), is_portable=asked.portable)
    print(
        f"已备份：记录 {sum(manifest.tables.values())} 行，日志 {manifest.journal['sequence']} 条，"
        f"文件 {len(manifest.files)} 个"
    )
    print(f"manifest.json 的 SHA-256：{digest}")
    return 0
