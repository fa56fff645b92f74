"""`hengxian verify-archive`: is an archived case whole, checked without server or database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.certification.archive.sealed import faults, read

ABOUT = """核对归档的案卷文件夹：逐个文件核对摘要，核对清单的签名和每条日志；不需要平台的服务器和数据库。
完整时印出“完整”，否则逐条指出不符之处，退出状态为 1。签名密钥的编号应与公众查询网站公布的一致。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "folder", type=Path, metavar="案卷文件夹", help="认证平台“下载案卷”所得，解压后的文件夹"
    )


def run(asked: Namespace) -> int:
    """Print what is wrong, or that nothing is, and the key that sealed it."""
    archive = read(asked.folder)
    found = list(faults(asked.folder))
    for fault in found:
        print(fault)
    said = "不完整" if found else "完整"
    print(
        f"{said}：案卷 {archive.case}，文件 {len(archive.files)} 个，日志 {len(archive.entries)} 条，"
        f"签名密钥 {archive.key_id}"
    )
    return 1 if found else 0
