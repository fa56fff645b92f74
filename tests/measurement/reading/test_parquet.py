"""A typed Parquet file and the same rows as text are one dataset: what types spare the reading changes nothing."""

from pathlib import Path

import duckdb
import pytest

from tests.measurement.specs import kept, reading, rejects

HEAD = "call_id, arrived_at, answered_at, queue"
FINITE = """
    ('one', TIMESTAMP '2025-03-01 09:05:00', TIMESTAMP '2025-03-01 09:05:07', 'a'),
    ('early', TIMESTAMP '2025-03-01 09:05:00', TIMESTAMP '2025-03-01 09:04:59', 'a'),
    (NULL, TIMESTAMP '2025-03-01 09:05:00', NULL, 'a'), ('  ', TIMESTAMP '2025-03-01 09:05:00', NULL, 'a'),
    ('no time', NULL, NULL, 'a'), ('  one　', TIMESTAMP '2025-03-01 09:05:00', TIMESTAMP '2025-03-01 09:05:07', 'a'),
    ('one', TIMESTAMP '2025-03-01 09:05:00', TIMESTAMP '2025-03-01 09:05:07', 'b'), ('一号', TIMESTAMP '2025-03-01 09:05:00', NULL, '')
"""
SUMMER = """
    ('1986', TIMESTAMP '1986-05-04 02:30:00', TIMESTAMP '1986-07-01 12:00:00', 'a'),
    ('1991', TIMESTAMP '1991-09-14 23:30:00', TIMESTAMP '1991-09-15 00:30:00', 'a'),
    ('2025', TIMESTAMP '2025-03-01 09:05:00', NULL, 'a')
"""
ENDLESS = """
    ('for ever', TIMESTAMP '2025-03-01 09:05:00', TIMESTAMP 'infinity', 'a'),
    ('from ever', TIMESTAMP '-infinity', NULL, 'a'), ('never', TIMESTAMP '2025-03-01 09:05:00', NULL, 'a')
"""
ZONED = """
    ('east', TIMESTAMPTZ '2025-03-01 09:05:00+08', TIMESTAMPTZ '2025-03-01 01:05:07+00', 'a'),
    ('for ever', TIMESTAMPTZ '2025-03-01 09:05:00+08', TIMESTAMPTZ 'infinity', 'a')
"""
NOTHING = "('one', TIMESTAMP '2025-03-01 09:05:00', CAST(NULL AS TIMESTAMP), 'a')"


def write_both(folder: Path, table: str, head: str, rows: str, toml: str = "") -> tuple[Path, Path]:
    """The rows as a typed Parquet file, and as the csv of the words they print as."""
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    db.execute(f"CREATE TABLE rows AS SELECT * FROM (VALUES {rows}) AS given({head})")
    made = {"parquet": "rows", "csv": "(SELECT CAST(COLUMNS(*) AS VARCHAR) FROM rows)"}
    for form, source in made.items():
        (folder / form).mkdir(parents=True)
        (folder / form / "dataset.toml").write_text(toml, encoding="utf-8")
        db.execute(f"COPY (FROM {source}) TO '{folder / form / f'{table}.{form}'}' (FORMAT {form})")
    db.close()
    return folder / "parquet", folder / "csv"


def told(folder: Path, table: str, head: str) -> tuple[object, object]:
    """The rows kept, and line and reason of those set aside."""
    with reading(folder) as dataset:
        aside = [(line, reason) for _, line, reason, _ in rejects(dataset, table, folder / "rejects")]
        return kept(dataset, table, *(name.strip() for name in head.split(","))), aside


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC"])
@pytest.mark.parametrize("rows", [FINITE, SUMMER, ENDLESS, ZONED, NOTHING])
def test_typed_times_are_read_and_judged_like_their_texts(rows: str, zone: str, tmp_path: Path) -> None:
    typed, text = write_both(tmp_path, "calls", HEAD, rows, f'timezone = "{zone}"\n')

    assert told(typed, "calls", HEAD) == told(text, "calls", HEAD)


def test_row_is_judged_by_the_first_reason_and_the_first_of_equal_keys_stays(tmp_path: Path) -> None:
    typed, _ = write_both(tmp_path, "calls", HEAD, FINITE)

    rows, aside = told(typed, "calls", HEAD)

    assert [row[0] for row in rows] == ["one", "一号"]
    assert aside == [
        (3, "impossible_order"),
        (4, "missing_key"),
        (5, "missing_key"),
        (6, "missing_time"),
        (7, "duplicate_row"),
        (8, "conflicting_key"),
    ]


def test_time_without_end_is_a_bad_time(tmp_path: Path) -> None:
    typed, _ = write_both(tmp_path, "calls", HEAD, ENDLESS)

    rows, aside = told(typed, "calls", HEAD)

    assert [row[0] for row in rows] == ["never"]
    assert aside == [(2, "bad_time"), (3, "bad_time")]


def test_choice_is_trimmed_and_an_empty_one_is_none(tmp_path: Path) -> None:
    head = "order_id, attempted_at, outcome, result_satisfaction, resolved"
    at = "TIMESTAMP '2025-03-01 09:05:00'"
    rows = f"""
        ('1', {at}, 'reached', 'satisfied', true), ('2', {at}, ' reached　', '  ', NULL), ('3', {at}, '', NULL, NULL),
        ('4', {at}, NULL, NULL, NULL), ('5', {at}, '通了', NULL, NULL), ('6', {at}, 'refused', '好', false)
    """
    typed, text = write_both(tmp_path, "followups", head, rows)

    rows_kept, aside = told(typed, "followups", head)

    assert (rows_kept, aside) == told(text, "followups", head)
    assert [(row[0], row[2], row[3]) for row in rows_kept] == [
        ("1", "reached", "satisfied"),
        ("2", "reached", None),
    ]
    assert aside == [(line, "unknown_value") for line in (4, 5, 6, 7)]


def test_files_that_type_their_columns_otherwise_share_a_table(tmp_path: Path) -> None:
    typed, text = write_both(tmp_path, "calls", HEAD, FINITE)
    (text / "calls.csv").rename(typed / "calls-2.csv")
    (typed / "dataset.toml").write_text(
        '[calls]\nfiles = ["calls.parquet", "calls-2.csv"]\n', encoding="utf-8"
    )

    rows, aside = told(typed, "calls", HEAD)

    reasons = [reason for _, reason in aside]
    assert [row[0] for row in rows] == ["one", "一号"]
    assert (reasons.count("duplicate_row"), reasons.count("conflicting_key")) == (4, 2)
