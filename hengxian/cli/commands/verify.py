"""`hengxian verify`: which file of a folder of results changed."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.evaluation.outputs import digest_of
from hengxian.evaluation.replacing import MANIFEST
from hengxian.evaluation.verifying import Difference, dataset_differences, differences

ABOUT = """按 manifest.json 里的 SHA-256 核对测评结果，列出已变、缺失、多出的文件；有任何一个时退出状态为 1。
manifest.json 自身的 SHA-256 一并印出，可与另行留存的对照。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("folder", type=Path, metavar="结果文件夹", help="evaluate 写出的文件夹")
    parser.add_argument(
        "--dataset", type=Path, metavar="数据集", help="一并核对当时的数据集（文件夹或 .zip）"
    )


def run(asked: Namespace) -> int:
    """Print a line for each difference; exit status 1 when there is any."""
    found = differences(asked.folder)
    _tell(found, "")
    if asked.dataset:
        of_dataset = dataset_differences(asked.folder, asked.dataset)
        _tell(of_dataset, "数据集 ")
        found += of_dataset
    checked = "测评结果与数据集" if asked.dataset else "测评结果"
    print(f"{checked}有 {len(found)} 处不一致" if found else f"{checked}与 {MANIFEST} 一致")
    print(f"{MANIFEST} 的 SHA-256：{digest_of(asked.folder / MANIFEST)}")
    return 1 if found else 0


def _tell(found: list[Difference], of: str) -> None:
    for one in found:
        print(f"{one.change}：{of}{one.file}")
