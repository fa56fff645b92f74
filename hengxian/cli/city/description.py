"""dataset.toml of the invented city: how its foreign exports map onto the contract."""

from hengxian.cli.city.messages import CHANNELS, THEIR_CHANNELS
from hengxian.cli.city.season import Season

_SUPPLEMENTED = ("calls", "work_orders", "followups")
_OUTCOMES = {"接通": "reached", "拒访": "refused", "无人接听": "unreachable"}
_OPINIONS = {
    "满意": "satisfied",
    "基本满意": "mostly_satisfied",
    "不满意": "dissatisfied",
    "未评价": "no_opinion",
}


def described(season: Season, name: str, form: str, reviewable: int, seed: int) -> str:
    """The whole file; `reviewable` orders were there for the review sample to be drawn from."""
    sections = [
        _head(season, name),
        *(f'[{table}]\nfiles = ["{table}-*.{form}"]\n' for table in ("assignments", "supervisions")),
        _supplemented("calls", form),
        _messages(form),
        _supplemented("work_orders", form) + _times("work_orders", due_at="date_end"),
        f'[extensions]\nfiles = ["extensions-*.{form}"]\n' + _times("extensions", due_at="date_end"),
        _followups(form),
        f'[reviews]\nfiles = ["reviews-*.{form}"]\n\n[reviews.sample]      # 质检样本怎样抽取\n'
        f'population = {reviewable}\nmethod = "按月简单随机抽样"\nseed = {seed}\n',
        '[gaps]\nfiles = ["gaps.csv"]\n',
    ]
    return "\n".join(sections)


def _head(season: Season, name: str) -> str:
    return f"""# 虚构城市的演示数据：城市、单位、服务对象和事项均为程序生成，与任何真实地方和个人无关。
name     = "{name}"
timezone = "Asia/Shanghai"
period   = {{ start = {season.start}, end = {season.end} }}
as_of    = {season.as_of_text}
"""


def _files(table: str, form: str) -> str:
    names = [f"{table}-*.{form}"]
    if form != "csv" and table in _SUPPLEMENTED:
        names.append(f"{table}-supplement.csv")
    return ", ".join(f'"{name}"' for name in names)


def _supplemented(table: str, form: str) -> str:
    return f"[{table}]             # supplement 是月末补录的一份，错误较多\nfiles = [{_files(table, form)}]\n"


def _times(table: str, **forms: str) -> str:
    lines = "".join(f'{column} = "{form}"\n' for column, form in forms.items())
    return f"\n[{table}.times]\n{lines}"


def _messages(form: str) -> str:
    encoding = 'encoding = "gb18030"\n' if form == "csv" else ""
    channels = zip(THEIR_CHANNELS, CHANNELS, strict=True)
    return f"""[messages]             # 另一家系统的导出，列名、用词和时间写法都不同
files = ["messages-*.{form}"]
{encoding}
[messages.columns]
message_id = "留言编号"
channel = "来源渠道"
received_at = ["收到日期", "收到时间"]
responded_at = "首次人工回应"
is_test = "测试件"

[messages.times]
responded_at = "epoch"

[messages.empty]
"首次人工回应" = ["0"]

[messages.values.channel]
{_mapped(dict(channels))}"""


def _followups(form: str) -> str:
    return f"""[followups]
files = [{_files("followups", form)}]
plan = "all"           # 工单上未写明的，按办结即回访

[followups.values.outcome]
{_mapped(_OUTCOMES)}
[followups.values.process_satisfaction]
{_mapped(_OPINIONS)}
[followups.values.result_satisfaction]
{_mapped(_OPINIONS)}"""


def _mapped(values: dict[str, str]) -> str:
    return "".join(f'"{theirs}" = "{ours}"\n' for theirs, ours in values.items())
