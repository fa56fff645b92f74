"""`hengxian check-pack`: lists everything wrong in a rule pack."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.standard.check import check_pack
from hengxian.standard.load import bundled_folder, load_pack

ABOUT = "检查规则包文件夹，逐条列出问题及其所在；没有问题时退出状态为 0，有则为 1。"


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "pack", type=Path, nargs="?", metavar="规则包", help="规则包文件夹（默认检查随附的规则包）"
    )


def run(asked: Namespace) -> int:
    """Print a line for each finding, or what pack it is."""
    folder = asked.pack or bundled_folder()
    findings = check_pack(folder)
    for finding in findings:
        print(finding.sentence)
    if findings:
        print(f"共 {len(findings)} 处问题")
        return 1
    pack = load_pack(folder)
    print(f"没有问题：{pack.rule.name} {pack.identity}")
    return 0
