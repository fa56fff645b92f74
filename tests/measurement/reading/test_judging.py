"""Why a row is set aside: one reason a row, the first that holds; what is set aside claims no key."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.measurement.specs import as_csv, cells, kept, reading, rejects, write

CALLS = """
    call_id | arrived_at       | answered_at      | is_test | queue
    ok      | 2025-03-01 09:05 | 2025-03-01 09:05 | 否      | 甲
"""
# Every row has the fault it is named for and all those that come after it; the sixth field is one too many.
FAULTS = """
    1 | 昨天             | 2025-02-30       | 也许 | 甲 | 乙 | bad_row
      |                  | 昨天             | 也许 | 甲 |    | missing_key
    2 |                  | 昨天             | 也许 | 甲 |    | missing_time
    3 | 2025-03-01 09:05 | 昨天             | 也许 | 甲 |    | bad_time
    4 | 昨天             | 2025-03-01 09:04 | 也许 | 甲 |    | bad_time
    5 | 2025-03-01 09:05 | 2025-03-01 09:04 | 也许 | 甲 |    | unknown_value
    6 | 2025-03-01 09:05 | 2025-03-01 09:04 | 是   | 甲 |    | impossible_order
    ok | 2025-03-01 09:05 | 2025-03-01 09:05 | 0    | 甲 |    | duplicate_row
    ok | 2025-03-01 09:05 | 2025-03-01 09:05 | 否   | 乙 |    | conflicting_key
"""


@pytest.mark.covers("R13.2.1.2")
def test_first_reason_that_holds_is_the_one_told(tmp_path: Path) -> None:
    rows = [[*cells(CALLS)[0]], *cells(CALLS)[1:]]
    rows += [row[:6] if row[5] else row[:5] for row in cells(FAULTS)]
    (tmp_path / "calls.csv").write_text(as_csv(rows), encoding="utf-8")

    with reading(tmp_path) as dataset:
        told = rejects(dataset, "calls", tmp_path / "out")
        assert kept(dataset, "calls", "call_id") == [("ok",)]

    assert [reason for _, _, reason, _ in told] == [row[6] for row in cells(FAULTS)]
    assert [line for _, line, _, _ in told] == list(range(3, 12))
    assert [row for *_, row in told] == rows[2:]


@pytest.mark.parametrize(
    ("table", "text", "impossible"),
    [
        (
            "calls",
            """
            call_id  | arrived_at       | answered_at      | ended_at
            at once  | 2025-03-01 09:05 | 2025-03-01 09:05 | 2025-03-01 09:05
            answered | 2025-03-01 09:05 | 2025-03-01 09:04 |
            ended    | 2025-03-01 09:05 |                  | 2025-03-01 09:04
            between  | 2025-03-01 09:05 | 2025-03-01 09:07 | 2025-03-01 09:06
            """,
            ["answered", "ended"],
        ),
        (
            "messages",
            """
            message_id | channel | received_at      | responded_at
            at once    | web     | 2025-03-01 09:05 | 2025-03-01 09:05
            before     | web     | 2025-03-01 09:05 | 2025-03-01 09:04:59.999999
            """,
            ["before"],
        ),
        (
            "work_orders",
            """
            order_id    | accepted_at      | transferred_at   | replied_at       | recorded_at      | closed_at | due_at | reopened_at | reported_to_manager_at
            at once     | 2025-03-01 09:05 | 2025-03-01 09:05 | 2025-03-01 09:05 | 2025-03-01 09:05 | 2025-03-01 09:05 |||
            transferred | 2025-03-01 09:05 | 2025-03-01 09:04 ||||||
            replied     | 2025-03-01 09:05 |                  | 2025-03-01 09:04 |||||
            recorded    | 2025-03-01 09:05 |                  |                  | 2025-03-01 09:04 ||||
            closed      | 2025-03-01 09:05 |                  |                  |                  | 2025-03-01 09:04 |||
            not events  | 2025-03-01 09:05 |                  |                  |                  |                  | 2025-03-01 09:04 | 2025-03-01 09:04 | 2025-03-01 09:04
            """,
            ["transferred", "replied", "recorded", "closed"],
        ),
    ],
    ids=["calls", "messages", "work_orders"],
)
def test_nothing_happens_before_its_beginning(
    table: str, text: str, impossible: list[str], tmp_path: Path
) -> None:
    with reading(write(tmp_path / "d", **{table: text})) as dataset:
        told = rejects(dataset, table, tmp_path / "out")

    assert [(row[0], reason) for _, _, reason, row in told] == [(id, "impossible_order") for id in impossible]


def test_required_value_that_is_empty_is_unknown(tmp_path: Path) -> None:
    text = """
        review_id | reviewed_at      | item     | passed
        1         | 2025-03-01 09:05 |          | 是
        2         | 2025-03-01 09:05 | attitude |
        3         | 2025-03-01 09:05 | attitude | 是
    """

    with reading(write(tmp_path / "d", reviews=text)) as dataset:
        assert kept(dataset, "reviews", "review_id") == [("3",)]
        assert dataset.tables["reviews"].rejected == {"unknown_value": 2}


def test_row_set_aside_claims_no_key(tmp_path: Path) -> None:
    text = """
        call_id | arrived_at       | answered_at
        1       | 昨天             |
        1       | 2025-03-01 09:05 | 2025-03-01 09:04
        1       | 2025-03-01 09:06 |
        1       | 2025-03-01 09:07 |
        1       | 2025-03-01 09:06 |
    """

    with reading(write(tmp_path / "d", calls=text)) as dataset:
        told = rejects(dataset, "calls", tmp_path / "out")

    assert [(line, reason) for _, line, reason, _ in told] == [
        (2, "bad_time"),
        (3, "impossible_order"),
        (5, "conflicting_key"),
        (6, "duplicate_row"),
    ]


def test_first_row_in_byte_order_of_the_files_stays(tmp_path: Path) -> None:
    header = ["call_id", "arrived_at", "queue"]
    at = "2025-03-01 09:05"
    for name, queue in (
        ("calls-9.csv", "九"),
        ("calls-10.csv", "十"),
        ("calls-B.csv", "十"),
        ("calls-a.csv", "小"),
    ):
        (tmp_path / name).write_text(as_csv([header, ["1", at, queue]]), encoding="utf-8")
    (tmp_path / "dataset.toml").write_text('[calls]\nfiles = ["calls-*.csv"]\n', encoding="utf-8")

    with reading(tmp_path) as dataset:
        assert kept(dataset, "calls", "call_id", "queue") == [("1", "十")]
        assert rejects(dataset, "calls", tmp_path / "out") == [
            ("calls-9.csv", 2, "conflicting_key", ["1", at, "九"]),
            ("calls-B.csv", 2, "duplicate_row", ["1", at, "十"]),
            ("calls-a.csv", 2, "conflicting_key", ["1", at, "小"]),
        ]


def test_rows_are_compared_by_the_contracts_columns_as_they_are_read(tmp_path: Path) -> None:
    text = """
        call_id | arrived_at           | is_test | caller | 备注
        1       | 2025-03-01 09:05     | 是      | h1     | 甲
        1       | 2025-03-01T01:05Z    | Y       | h1     | 乙
        1       | 2025年3月1日 9时5分  | true    | h2     | 甲
        1       | 2025-03-01 09:05     |         | h1     | 甲
    """

    with reading(write(tmp_path / "d", calls=text)) as dataset:
        told = rejects(dataset, "calls", tmp_path / "out")

    assert [(line, reason) for _, line, reason, _ in told] == [
        (3, "duplicate_row"),
        (4, "conflicting_key"),
        (5, "conflicting_key"),
    ]


def test_table_without_a_key_sets_aside_whole_rows_only(tmp_path: Path) -> None:
    text = """
        order_id | attempted_at     | outcome     | resolved
        1        | 2025-03-01 09:05 | reached     | 是
        1        | 2025-03-01 09:05 | reached     | 否
        1        | 2025-03-01 09:05 | reached     | Y
        1        | 2025-03-01 09:06 | reached     | 是
        1        | 2025-03-01 09:05 | reached     |
        1        | 2025-03-01 09:05 | reached     |
    """

    with reading(write(tmp_path / "d", followups=text)) as dataset:
        told = rejects(dataset, "followups", tmp_path / "out")

    assert [(line, reason) for _, line, reason, _ in told] == [(4, "duplicate_row"), (7, "duplicate_row")]


def test_nothing_set_aside_is_a_file_with_its_header_only(tmp_path: Path) -> None:
    with reading(write(tmp_path / "d", calls=CALLS)) as dataset:
        assert rejects(dataset, "calls", tmp_path / "out") == []
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["calls.csv"]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "3", ""]),
        st.sampled_from(["2025-03-01 09:05", "2025-03-01 09:06", "昨天", ""]),
        st.sampled_from(["", "2025-03-01 09:05", "2025-03-01 09:07", "昨天"]),
        st.sampled_from(["", "是", "也许"]),
    ),
    max_size=12,
)


@pytest.mark.covers("R13.2.1.2")
@settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS, cut=st.integers(0, 12))
def test_rows_kept_and_rows_set_aside_are_the_rows_read(
    rows: list[tuple[str, ...]], cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    header = ["call_id", "arrived_at", "answered_at", "is_test"]
    given_rows = [list(row) for row in rows]
    for name, part in (("calls.1.csv", given_rows[:cut]), ("calls.2.csv", given_rows[cut:])):
        (folder / name).write_text(as_csv([header, *part]), encoding="utf-8")

    with reading(folder) as dataset:
        told = dataset.tables["calls"]
        listed = rejects(dataset, "calls", folder / "out")
        ids = [id for (id,) in kept(dataset, "calls", "call_id")]

    assert told.read == len(rows) == len(listed) + told.kept
    assert len(ids) == len(set(ids)) == told.kept
    where = {("calls.1.csv", n + 2): row for n, row in enumerate(given_rows[:cut])}
    where |= {("calls.2.csv", n + 2): row for n, row in enumerate(given_rows[cut:])}
    assert [where[file, line] for file, line, _, _ in listed] == [row for *_, row in listed]


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_rows_decides_nothing_but_which_of_a_key_stays(seed: int, tmp_path: Path) -> None:
    rows = [row[:5] for row in cells(FAULTS)[1:7]] + cells(CALLS)[1:] * 2
    shuffled = Random(seed).sample(rows, len(rows))
    for name, listed in (("one", rows), ("other", shuffled)):
        write(tmp_path / name)
        (tmp_path / name / "calls.csv").write_text(as_csv([cells(CALLS)[0], *listed]), encoding="utf-8")

    with reading(tmp_path / "one") as one, reading(tmp_path / "other") as other:
        assert one.tables["calls"].rejected == other.tables["calls"].rejected
        assert kept(one, "calls", "call_id", "arrived_at") == kept(other, "calls", "call_id", "arrived_at")
