"""`hengxian verify-journal`: is an exported journal whole, checked without server or database."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.journal.sealed import verify
from hengxian.publication.reading import START, read
from hengxian.publication.signing import PublicKey

ABOUT = """核对导出的日志：逐条核对摘要，核对检查点及其签名；不需要平台的服务器和数据库。
完整时印出“完整”，否则指出第一处不符的日志，退出状态为 1。
不给 --facts 时用导出所附的公钥，应与公众查询网站公布的密钥编号对照。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("folder", type=Path, metavar="导出文件夹", help="export-journal 写出的文件夹")
    parser.add_argument(
        "--facts", type=Path, metavar="公布文件夹", help="用公众查询网站公布的密钥核对检查点的签名"
    )


def run(asked: Namespace) -> int:
    """Print the verdict, the erasures, and the keys that signed."""
    verdict = verify(asked.folder, published_keys(asked.facts) if asked.facts else None)
    for fault in verdict.faults:
        print(fault)
    for erased in verdict.erased:
        print(f"已清除：{erased}")
    said = "完整" if verdict.is_whole else "不完整"
    print(f"{said}：日志 {verdict.entries} 条，检查点 {verdict.checkpoints} 个")
    return 0 if verdict.is_whole else 1


def published_keys(facts: Path) -> dict[str, PublicKey]:
    """Every key the body ever announced in its folder of facts, itself verified from the first fact on."""
    cursor = START
    for fact in read(facts):
        cursor = cursor.after(fact)
    return cursor.public_keys()
