"""dataset.toml: another vendor's columns, words and times become ours; what does not fit is one sentence."""

from pathlib import Path

import pytest

from hengxian.measurement.faults import DatasetFault
from tests.measurement.specs import kept, reading, rejects, write

EXPORT = """
    编号 | 日期      | 时间     | 接起日期   | 接起     | 类型 | 坐席
    1    | 2025/3/1  | 9:05:07  | 2025/3/1   | 9:05:09  | 演练 | 甲
    2    | 2025/3/1  | 9:06:07  | 2025/3/1   | 0:00:00  | 群众 | —
    3    | 2025/3/1  | 9:07:07  |            | 　       | 群众 | 无
    4    | 2025/3/1  |          |            |          | 群众 | 乙
    5    | 2025/3/1  | 9:08:07  | 2025/3/1   |          | 是   | 丙
    6    |           |          |            |          | 群众 | 丁
    7    | 2025/3/1  | 9:09:07  | 2025/3/1   | 9:09:08  | 待定 | 戊
"""
TOML = """
[calls.columns]
call_id = "编号"
arrived_at = ["日期", "时间"]
answered_at = ["接起日期", "接起"]
is_test = "类型"
agent = "坐席"
[calls.empty]
"接起" = ["0:00:00"]
"坐席" = ["—", "无"]
[calls.values.is_test]
"演练" = "true"
"群众" = "否"
"""
NINE = 1740791107_000_000  # 2025-03-01T09:05:07+08:00
MINUTE, SECOND = 60_000_000, 1_000_000


@pytest.mark.covers("C-2")
def test_foreign_export_is_read_by_its_description(tmp_path: Path) -> None:
    folder = write(tmp_path / "d", TOML, calls=EXPORT)

    with reading(folder) as dataset:
        rows = kept(dataset, "calls", "call_id", "arrived_at", "answered_at", "is_test", "agent")
        set_aside = {row[0]: reason for _, _, reason, row in rejects(dataset, "calls", tmp_path / "out")}

    assert rows == [
        ("1", NINE, NINE + 2 * SECOND, True, "甲"),
        ("2", NINE + MINUTE, None, False, None),  # a joined column with an empty word is empty
        ("3", NINE + 2 * MINUTE, None, False, None),
    ]
    assert set_aside == {
        "4": "bad_time",  # a date alone, its other part left out
        "5": "bad_time",
        "6": "missing_time",
        "7": "unknown_value",  # a value not in the map is taken as it stands
    }


def test_empty_word_means_nothing_in_its_own_column_only(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "d",
        '[calls.empty]\nqueue = ["无"]\nanswered_at = ["0"]\n',
        calls="""
            call_id | arrived_at       | answered_at | queue | agent
            无      | 2025-03-01 09:05 | 0           | 无    | 无
        """,
    )

    with reading(folder) as dataset:
        assert kept(dataset, "calls", "call_id", "answered_at", "queue", "agent") == [
            ("无", None, None, "无")
        ]


def test_map_of_values_sees_the_text_after_trimming_and_joining(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "d",
        '[messages.columns]\nchannel = ["大类", "小类"]\n'
        '[messages.values.channel]\n"网络 论坛" = "social"\n"信箱" = "mailbox"\n"无" = ""\n',
        messages="""
            message_id | received_at      | 大类   | 小类
            1          | 2025-03-01 09:05 | 网络　 | 　论坛
            2          | 2025-03-01 09:05 | 信箱   |
            3          | 2025-03-01 09:05 |        | sms
            4          | 2025-03-01 09:05 | 网络   |
            5          | 2025-03-01 09:05 | 无     |
        """,
    )

    with reading(folder) as dataset:
        assert kept(dataset, "messages", "message_id", "channel") == [
            ("1", "social"),
            ("2", "mailbox"),
            ("3", "sms"),
        ]
        assert dataset.tables["messages"].rejected == {"unknown_value": 2}


def test_column_that_is_mapped_is_not_looked_for_under_our_name(tmp_path: Path) -> None:
    folder = write(
        tmp_path / "d",
        '[calls.columns]\nanswered_at = "接起"\n',
        calls="""
            call_id | arrived_at       | answered_at | 接起             | 备注
            1       | 2025-03-01 09:05 | 昨天        | 2025-03-01 09:06 | 随意
        """,
    )

    with reading(folder) as dataset:
        (row,) = kept(dataset, "calls", "arrived_at", "answered_at")
        assert dataset.tables["calls"].columns == {"call_id", "arrived_at", "answered_at"}

    assert row[1] - row[0] == MINUTE


CALLS = "call_id | arrived_at\n1 | 2025-03-01 09:05"


@pytest.mark.covers("C-2")
@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ('[calls.columns]\nqueue = "队列"', ("calls.csv", "calls.columns.queue", "队列")),
        ('[calls.columns]\narrived_at = ["日期", "时间"]', ("calls.csv", "日期", "arrived_at")),
        ('[calls.columns]\nrate = "接通率"', ("calls.columns", "rate", "call_id")),
        ("[calls.columns]\ncall_id = 7", ("calls.columns.call_id", "文字")),
        ('[calls.times]\narrived_at = "dmy"', ("calls.times.arrived_at", "dmy", "mdy")),
        ('[calls.times]\nqueue = "mdy"', ("calls.times.queue", "mdy")),
        ('[calls.empty]\n"没有的列" = ["0"]', ("calls.empty", "没有的列")),
        ('[calls]\nfiles = ["通话-*.csv"]', ("calls.files", "通话-*.csv", ".csv")),
        ('[calls]\nencoding = "latin-99"', ("calls.encoding", "latin-99", "gb18030")),
        ('[calls]\nencoding = "base64"', ("calls.encoding", "base64", "utf-8")),
        ("[calls]\nsheet = 2", ("[calls]", "sheet", "columns")),
        ("calls = 7", ("[calls]", "一节")),
        ('[call]\nfiles = "x"', ("call", "calls")),
        ('timezone = "北京时间"', ("timezone", "北京时间", "Asia/Shanghai")),
        ("period = { start = 2025-03-02, end = 2025-03-02 }", ("2025-03-02", "早于")),
        ("period = { start = 2025-03-02 }", ("period", "start", "end")),
        ('period = { start = "春天", end = 2025-04-01 }', ("period.start", "春天", "日期")),
        ('as_of = "昨天"', ("as_of", "昨天", "时刻")),
        ('[followups]\nplan = "some"', ("followups.plan", "some", "all")),
        ("name = 甲", ("dataset.toml", "第 1 行", "TOML")),
    ],
)
def test_description_that_does_not_fit_is_one_sentence(
    toml: str, named: tuple[str, ...], tmp_path: Path
) -> None:
    folder = write(tmp_path / "d", toml, calls=CALLS)

    with pytest.raises(DatasetFault) as refused, reading(folder):
        pass

    assert "\n" not in str(refused.value)
    assert [word for word in named if word not in str(refused.value)] == []


@pytest.mark.covers("C-2")
@pytest.mark.parametrize(
    ("table", "text", "named"),
    [
        ("calls", "call_id | queue\n1 | 甲", ("calls.csv", "arrived_at", "columns")),
        ("reviews", "review_id | reviewed_at | item\n", ("reviews.csv", "passed", "columns")),
        ("calls", "call_id | arrived_at | arrived_at\n", ("calls.csv", "arrived_at", "2")),
    ],
)
def test_file_without_its_columns_is_one_sentence(
    table: str, text: str, named: tuple[str, ...], tmp_path: Path
) -> None:
    folder = write(tmp_path / "d", **{table: text})

    with pytest.raises(DatasetFault) as refused, reading(folder):
        pass

    assert [word for word in named if word not in str(refused.value)] == []
