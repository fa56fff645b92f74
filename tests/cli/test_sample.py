"""`hengxian sample` draws the same masked rows for the same seed."""

import csv
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.evaluation.strata import allocate
from tests.evaluation.folders import write
from tests.evaluation.hotline import CALLER, tables

from .conftest import Ask
from .test_bad_input import refused

DRAW = ("--table", "work_orders", "--size", 9, "--seed", "七", "--by", "handling", "is_emergency")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.covers("C-11")
def test_same_seed_gives_the_same_bytes_and_another_seed_another_sample(
    dataset: Path, tmp_path: Path, hengxian: Ask
) -> None:
    hengxian("sample", dataset, *DRAW, "--out", tmp_path / "one.csv")
    hengxian("sample", dataset, *DRAW, "--out", tmp_path / "two.csv")
    other = hengxian("sample", dataset, *DRAW[:5], "八", *DRAW[6:])

    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    places = [
        {(row["file"], row["line"]) for row in rows(text)}
        for text in ((tmp_path / "one.csv").read_text("utf-8"), other.out)
    ]
    assert places[0] != places[1]
    assert [len(one) for one in places] == [9, 9]


@pytest.mark.covers("C-11")
def test_list_carries_hashes_and_no_id_or_caller(dataset: Path, hengxian: Ask) -> None:
    ids = {row["order_id"] for row in tables()["work_orders"]}

    answer = hengxian("sample", dataset, *DRAW)

    drawn = rows(answer.out)
    assert set(drawn[0]) == {"no", "handling", "is_emergency", "id_sha256", "file", "line"}
    assert all(len(row["id_sha256"]) == 16 and int(row["id_sha256"], 16) for row in drawn)
    assert [id for id in ids if id in answer.out] == []
    assert CALLER not in answer.out
    assert "总体 40，抽取 9" in answer.err


def test_line_leads_to_the_row_that_was_drawn(dataset: Path, hengxian: Ask) -> None:
    lines = (dataset / "work_orders.csv").read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("handling")

    drawn = rows(hengxian("sample", dataset, *DRAW).out)

    assert [lines[int(row["line"]) - 1].split(",")[place] for row in drawn] == [
        row["handling"] for row in drawn
    ]


@pytest.mark.covers("C-11")
def test_sample_does_not_depend_on_the_order_of_rows(dataset: Path, tmp_path: Path, hengxian: Ask) -> None:
    shuffled = {name: Random(3).sample(made, len(made)) for name, made in tables(flaws=False).items()}
    other = write(tmp_path / "shuffled", shuffled)

    one, two = (rows(hengxian("sample", place, *DRAW).out) for place in (dataset, other))

    assert [row["id_sha256"] for row in one] == [row["id_sha256"] for row in two]


def test_population_leaves_out_tests_orphans_legs_and_other_periods(dataset: Path, hengxian: Ask) -> None:
    made = tables(flaws=False)
    calls = {row["linked_id"] or row["call_id"] for row in made["calls"]}
    tests = {row["linked_id"] or row["call_id"] for row in made["calls"] if row["is_test"] == "是"}
    asked = [row for row in made["followups"] if row["attempted_at"] < "2025-03-13"]
    expected = {"calls": len(calls - tests), "reviews": len(made["reviews"]), "followups": len(asked)}

    found = {
        table: len(rows(hengxian("sample", dataset, "--table", table, "--size", 1000, "--seed", 1).out))
        for table in expected
    }

    assert found == expected


def test_strata_by_time_are_local(dataset: Path, hengxian: Ask) -> None:
    drawn = rows(
        hengxian("sample", dataset, "--table", "calls", "--size", 30, "--seed", 1, "--by", "day").out
    )

    assert set(Counter(row["day"] for row in drawn)) == {"2025-03-10", "2025-03-11", "2025-03-12"}


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--table", "calls", "--size", 3, "--seed", 1, "--by", "caller"), ("caller", "day")),
        (("--table", "calls", "--size", 0, "--seed", 1), ("--size", "1")),
        (("--table", "phones", "--size", 3, "--seed", 1), ("--table", "work_orders")),
    ],
)
def test_sample_that_cannot_be_drawn_is_refused(
    words: tuple[object, ...], named: tuple[str, ...], dataset: Path, hengxian: Ask
) -> None:
    refused(hengxian("sample", dataset, *words), *named)


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12), st.integers(1, 700))
def test_allocation_is_in_proportion_and_forgets_no_stratum(sizes: list[int], wanted: int) -> None:
    strata = {(str(n),): size for n, size in enumerate(sizes)}

    drawn = allocate(strata, wanted)

    assert sum(drawn.values()) == min(wanted, sum(sizes))
    assert all(0 <= drawn[one] <= size for one, size in strata.items())
    if wanted >= len(sizes):
        assert min(drawn.values()) >= 1


def test_allocation_gives_the_largest_remainders_one_more() -> None:
    assert allocate({("a",): 50, ("b",): 33, ("c",): 17}, 10) == {("a",): 5, ("b",): 3, ("c",): 2}
    assert allocate({("a",): 97, ("b",): 2, ("c",): 1}, 5) == {("a",): 3, ("b",): 1, ("c",): 1}
    assert allocate({("a",): 97, ("b",): 2, ("c",): 1}, 2) == {("a",): 2, ("b",): 0, ("c",): 0}
