"""What write_city leaves on disk: the same bytes again, every table of the contract, nothing half-written."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from hengxian.cli.city import Form, write_city
from hengxian.kernel.clock import NotAnnounced
from hengxian.measurement.reading.description import read_description
from hengxian.measurement.tables import TABLES

SMALL = 900


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_city_of_one_seed_is_the_same_bytes_again(tmp_path: Path, form: Form) -> None:
    write_city(tmp_path / "one", calls=SMALL, seed=5, form=form)
    write_city(tmp_path / "two", calls=SMALL, seed=5, form=form)

    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_city_of_another_seed_differs_in_every_table(tmp_path: Path) -> None:
    write_city(tmp_path / "one", calls=SMALL, seed=5)
    write_city(tmp_path / "two", calls=SMALL, seed=6)

    one, two = bytes_of(tmp_path / "one"), bytes_of(tmp_path / "two")

    assert one.keys() == two.keys()
    assert {name for name in one if one[name] == two[name]} == {"gaps.csv"}


def test_city_fills_every_column_of_the_contract(city: Path) -> None:
    description = read_description(city, "")

    for table in TABLES:
        told = description.table(table.name)
        encoding = told.encoding or "utf-8-sig"
        for path in (path for pattern in told.files for path in city.glob(pattern)):
            header = set(path.read_text(encoding=encoding).splitlines()[0].split(","))
            wanted = {source for name in table.names for source in told.sources(name)}
            assert wanted <= header, (path.name, wanted - header)


def test_city_has_a_file_for_every_pattern_and_no_other(city: Path) -> None:
    description = read_description(city, "")

    named = {
        path for table in TABLES for one in description.table(table.name).files for path in city.glob(one)
    }

    assert named | {city / "dataset.toml"} == set(city.iterdir())


def test_city_writes_one_table_in_gb18030(city: Path) -> None:
    raw = (city / "messages-2025-01.csv").read_bytes()

    assert raw.decode("gb18030").startswith("留言编号,来源渠道,收到日期,收到时间,首次人工回应")
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")


def test_city_holds_nothing_like_a_mobile_number(city: Path) -> None:
    for path in city.iterdir():
        text = path.read_bytes().decode("gb18030" if path.name.startswith("messages") else "utf-8")
        assert not re.search(r"1[3-9]\d{9}", text), path.name


def test_parquet_holds_the_same_orders_as_csv(
    city: Path, rows: Callable[[str], list[dict[str, str]]], tmp_path: Path
) -> None:
    write_city(tmp_path / "parquet", calls=6_000, seed=11, form="parquet")

    pattern = str(tmp_path / "parquet" / "work_orders-2025-*.parquet")
    orders = duckdb.execute("SELECT order_id, accepted_at, due_at FROM read_parquet(?)", [pattern]).fetchall()

    expected = {(row["order_id"], row["accepted_at"], row["due_at"]) for row in rows("work_orders")}
    assert {(order, str(accepted), due or "") for order, accepted, due in orders} == expected


def test_city_refuses_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("keep")

    with pytest.raises(FileExistsError, match="不是空文件夹"):
        write_city(tmp_path, calls=SMALL, seed=1)

    assert bytes_of(tmp_path) == {"mine.txt": b"keep"}


def test_city_leaves_nothing_behind_when_the_working_days_are_unknown(tmp_path: Path) -> None:
    with pytest.raises(NotAnnounced, match="未公布放假安排"):
        write_city(tmp_path / "far", calls=SMALL, seed=1, start=date(2090, 1, 1))

    assert list(tmp_path.iterdir()) == []


def test_city_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    write_city(
        tmp_path / "out", calls=SMALL, seed=1, on_progress=lambda done, total: told.append((done, total))
    )

    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert told[-1] == (SMALL, SMALL)
