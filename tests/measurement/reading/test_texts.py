"""Text files: line ends, quotation marks, blank lines and encodings; a reject names its first physical line."""

from pathlib import Path

import pytest

from hengxian.measurement.faults import DatasetFault
from tests.measurement.specs import Reject, kept, reading, rejects

LINES = (
    "call_id,arrived_at,queue",
    "1,2025-03-01 09:05,甲",
    "",
    '2,2025-03-01 09:06,"甲',
    "",
    '乙"',
    '3,昨天,"他说""好"""',
    "4,2025-03-01 09:07,丁",
    '"5","昨天","一',
    "二",
    '三"',
    "   ",
    "6,昨天",
)


def read(folder: Path, content: bytes, name: str = "calls.csv") -> tuple[list[tuple[str, ...]], list[Reject]]:
    """Id and queue of the rows kept, and the rejects, of one file of calls."""
    (folder / name).write_bytes(content)
    with reading(folder) as dataset:
        return kept(dataset, "calls", "call_id", "queue"), rejects(dataset, "calls", folder / "out")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_reject_names_the_first_physical_line_of_its_row(end: str, tmp_path: Path) -> None:
    rows, set_aside = read(tmp_path, (end.join(LINES) + end).encode())

    assert rows == [("1", "甲"), ("2", f"甲{end}{end}乙"), ("4", "丁")]
    assert set_aside == [
        ("calls.csv", 7, "bad_time", ["3", "昨天", '他说"好"']),
        ("calls.csv", 9, "bad_time", ["5", "昨天", f"一{end}二{end}三"]),
        ("calls.csv", 12, "missing_key", ["   "]),
        ("calls.csv", 13, "bad_time", ["6", "昨天"]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_rare_characters_survive_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    rare = "𠮷野家㐂€ḿ"  # four bytes each in GB18030, but for 野 and 家

    rows, set_aside = read(
        tmp_path, f"call_id,arrived_at,queue\n1,2025-03-01 09:05,{rare}\n𠮷,,\n".encode(encoding)
    )

    assert rows == [("1", rare)]
    assert set_aside == [("calls.csv", 3, "missing_time", ["𠮷", "", ""])]


def test_encoding_of_the_description_wins(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text('[calls]\nencoding = "utf-16"\n', encoding="utf-8")

    rows, _ = read(tmp_path, "call_id,arrived_at,queue\n1,2025-03-01 09:05,供水\n".encode("utf-16"))

    assert rows == [("1", "供水")]


def test_tabs_separate_a_tsv_and_commas_do_not(tmp_path: Path) -> None:
    text = 'call_id\tarrived_at\tqueue\n1\t2025-03-01 09:05\t甲,乙\n2\t昨天\t"丙\t丁"\n'

    rows, set_aside = read(tmp_path, text.encode(), "calls.tsv")

    assert rows == [("1", "甲,乙")]
    assert set_aside == [("calls.tsv", 3, "bad_time", ["2", "昨天", "丙\t丁"])]


def test_last_line_needs_no_end(tmp_path: Path) -> None:
    rows, _ = read(tmp_path, "call_id,arrived_at,queue\n1,2025-03-01 09:05,甲".encode())

    assert rows == [("1", "甲")]


def test_short_row_is_filled_up_and_empty_surplus_is_no_fault(tmp_path: Path) -> None:
    text = """call_id,arrived_at,queue
1,2025-03-01 09:05
2,2025-03-01 09:05,甲,,
3,2025-03-01 09:05,,甲
4,2025-03-01 09:05,甲,"　"
5,2025-03-01 09:05,甲,乙
"""

    rows, set_aside = read(tmp_path, text.encode())

    assert rows == [("1", None), ("2", "甲"), ("3", None), ("4", "甲")]
    assert set_aside == [("calls.csv", 6, "bad_row", ["5", "2025-03-01 09:05", "甲", "乙"])]


def test_header_alone_is_a_table_in_which_nothing_happened(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text(" call_id ,\u00a0arrived_at\u3000\n", encoding="utf-8-sig")

    with reading(tmp_path) as dataset:
        told = dataset.tables["calls"]

    assert (told.read, told.kept, sorted(told.columns)) == (0, 0, ["arrived_at", "call_id"])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", ("calls.csv", "空文件", "列名")),
        (b"\n\n", ("calls.csv", "空文件")),
        (
            b'call_id,arrived_at\n1,"2025-03-01 09:05\n2,2025-03-01 09:06\n',
            ("calls.csv", "第 2 行", "引号"),
        ),
        (b"call_id,arrived_at\n1,\xff\xff\n", ("calls.csv", "UTF-8", "GB18030", "encoding")),
        ("call_id,arrived_at\n".encode("utf-16-le"), ("calls.csv", "UTF-16")),
    ],
)
def test_file_that_is_no_table_is_one_sentence(
    content: bytes, named: tuple[str, ...], tmp_path: Path
) -> None:
    with pytest.raises(DatasetFault) as refused:
        read(tmp_path, content)

    assert [word for word in named if word not in str(refused.value)] == []
