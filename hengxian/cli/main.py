"""The command `hengxian`: finds the command asked for, and turns what goes wrong into one sentence."""

import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from hengxian.cli.arguments import Parser

COMMANDS = {
    "evaluate": "测评一个数据集：指标、核查、打分表、报告",
    "check-pack": "检查规则包，逐条列出问题",
    "verify": "核对测评结果：哪个文件变了",
    "compare": "对照两份测评结果，或申报值与实测值",
    "sample": "抽取审核样本：分层、可重现、遮盖编号",
    "explain": "说明一个指标：定义、公式、SQL、未命中的编号",
    "demo-data": "生成一座虚构城市的热线数据",
    "serve": "在本机浏览测评结果",
    "collect": "定时测评一个文件夹，按日期留存结果",
    "manual": "输出指标与核查的定义手册",
    "blank-sheets": "写出空白的打分表与表格",
    "prepare": "建立或更新站点的数据库和静态文件",
    "found": "建站：登记三名管理员等首批人员",
    "add-hotline": "在已建成的站点上增设一条热线",
    "site": "提供一个站点的网页",
    "demo-site": "把虚构的认证机构或热线写入空的站点",
    "work": "运行站点的后台任务",
    "verify-journal": "核对导出的日志，不需要平台的服务器",
    "verify-archive": "核对归档的案卷，不需要平台的服务器",
    "verify-certificate": "不连网络核验证书二维码、凭证或开放数据",
    "export-register": "把公示网站写成静态页面",
    "check-journal": "核对本站的日志与记录",
    "export-journal": "导出本站的日志",
    "exchange": "收入话务交换机的事件",
    "simulate-exchange": "模拟一台话务交换机，写出它的事件",
    "switch": "启动一台小型排队机，接听电话并写出事件",
    "convert-calls": "把交换机自己的日志转换为事件",
    "backup": "备份站点",
    "restore": "把备份恢复到空文件夹并逐项对照",
    "backup-drill": "做一次备份恢复演练并登记",
}
"""Every command with its line in the help; each is the module of that name in `commands`."""

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status: 0 done, 1 a finding, 2 a refusal, 130 interrupted."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] not in COMMANDS:
        return _front(words)
    try:
        command = _command(words[0])
        parser = Parser(prog=f"hengxian {words[0]}", description=command.ABOUT)
        command.declare(parser)
        return int(command.run(parser.parse_args(words[1:])))
    except KeyboardInterrupt:
        print("已中断，未写出任何文件", file=sys.stderr)
        return _INTERRUPTED
    except BrokenPipeError:
        return _hang_up()
    except Exception as error:
        return _refuse(error)


def _front(words: list[str]) -> int:
    """The help, the version, or what is wrong with a command that does not exist."""
    parser = Parser(prog="hengxian", description="衡线：按 CMM-525-0004 度量和评价政府热线（12345）")
    parser.add_argument("--version", action="store_true", help="显示版本")
    listed = "\n".join(f"  {name:<14} {line}" for name, line in COMMANDS.items())
    parser.usage = "hengxian 命令 …"
    parser.epilog = f"命令：\n{listed}\n\n每个命令的用法：hengxian 命令 --help"
    if words and not words[0].startswith("-"):
        parser.error(f"没有名为 {words[0]} 的命令，有：{'、'.join(COMMANDS)}")
    if parser.parse_args(words).version:
        from hengxian import __version__

        print(f"衡线 hengxian {__version__}")
    else:
        parser.print_help()
    return 0


def _command(name: str) -> ModuleType:
    """Loaded only when it is asked for: a help text must not wait for the engine."""
    return import_module(f"hengxian.cli.commands.{name.replace('-', '_')}")


def _refuse(error: Exception) -> int:
    """One sentence and exit status 2; what no sentence is known for is a fault of ours and keeps its trace."""
    from hengxian.cli.refusals import sentence_of  # knows every room's errors, hence imports them all

    sentence = sentence_of(error)
    if sentence is None:
        raise error
    print(f"错误：{' '.join(sentence.split())}", file=sys.stderr)
    return 2


def _hang_up() -> int:
    """The reader of our output has gone (`hengxian explain … | head`): nothing more to say, and nobody to hear it."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
