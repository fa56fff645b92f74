"""`hengxian blank-sheets`: the rule's score sheets and forms, blank, to fill in by hand or in an office program."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from hengxian.cli.arguments import a_date
from hengxian.evaluation.blanks import write_blanks
from hengxian.evaluation.replacing import replacing
from hengxian.standard.load import bundled_folder, load_pack

ABOUT = """写出空白的打分表和表格，供手工或用办公软件填写：
  appendix-D   附录D 的 15 张打分表（.pdf、.docx、.xlsx）
  appendix-A   附录A 申请书            appendix-B   附录B 证书与状态记录（.pdf、.docx）"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar="文件夹", help="写入的文件夹，应为空或不存在"
    )
    parser.add_argument("--pack", type=Path, metavar="规则包", help="规则包文件夹（默认用随附的规则包）")
    parser.add_argument("--on", type=a_date, metavar="日期", help="文件上的日期（默认今天）")


def run(asked: Namespace) -> int:
    """Write them all or none, and name them."""
    pack = load_pack(asked.pack or bundled_folder())
    with replacing(asked.out) as draft:
        written = write_blanks(draft, pack, asked.on or date.today())
    print(f"空白打分表与表格已写入 {asked.out}：{'　'.join(written)}")
    return 0
