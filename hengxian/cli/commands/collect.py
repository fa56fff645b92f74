"""`hengxian collect`: the nightly run over a folder that another system fills (13.2.1)."""

from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path

from hengxian.cli.arguments import a_date, declare_terms
from hengxian.cli.commands.evaluate import evaluate_into
from hengxian.cli.refusals import Refusal, sentence_of
from hengxian.cli.summary import summary
from hengxian.cli.terms import terms_of
from hengxian.evaluation.report.document import STAGE

ABOUT = """测评来源系统定期导出的文件夹，结果留在 目标/<日期>/；同一天再次运行只替换当天的。
失败时退出状态为 2，原因写在 目标/<日期>.failed.txt，以前的结果不动。
可由 cron 每天凌晨运行：
  30 1 * * *  hengxian collect 导出文件夹 --into 结果文件夹
或由 systemd 定时器（OnCalendar=*-*-* 01:30）运行同一命令。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("dataset", type=Path, metavar="导出文件夹", help="数据集文件夹，或它的 .zip 压缩包")
    parser.add_argument(
        "--into", type=Path, required=True, metavar="目标", help="存放每天结果的文件夹，没有则建立"
    )
    parser.add_argument("--on", type=a_date, metavar="日期", help="记为哪一天的结果（默认今天）")
    declare_terms(parser)
    parser.add_argument("--judgements", type=Path, metavar="文件", help="评判记录（YAML）")
    parser.add_argument(
        "--stage", default=STAGE, metavar="文字", help=f"印在报告每页上的性质（默认 {STAGE}）"
    )


def run(asked: Namespace) -> int:
    """Leave a dated result, or a dated reason why there is none."""
    day = asked.on or date.today()
    if not asked.into.resolve().parent.is_dir():
        raise Refusal(f"{asked.into.name} 的上级文件夹不存在：请先建立它，或换一个 --into")
    asked.into.mkdir(exist_ok=True)
    place, reason = asked.into / day.isoformat(), asked.into / f"{day.isoformat()}.failed.txt"
    try:
        evaluation = evaluate_into(place, asked, terms_of(asked))
    except Exception as error:
        told = sentence_of(error) or f"程序出错（{type(error).__name__}），请把屏幕上的内容交给维护人员"
        reason.write_text(f"{' '.join(told.split())}\n", encoding="utf-8", newline="\n")
        raise
    reason.unlink(missing_ok=True)
    print(summary(evaluation.result, evaluation.pack, place))
    return 0
