"""What is counted adds up: hits and misses, what was left out, and nothing of what had not happened yet."""

from datetime import datetime
from pathlib import Path

import pytest

from hengxian.measurement.definitions.catalogue import BY_ID, CHECKS, SHARES
from hengxian.measurement.engine import Findings
from hengxian.measurement.tables import BY_NAME, Kind
from hengxian.measurement.values import Absent, Measured, MeasuredDuration
from tests.evaluation.hotline import Tables, at, tables
from tests.measurement.specs import as_csv, measured

START, END, AS_OF = "2025-03-10", "2025-03-13", "2025-03-20 00:00"
SEEDS = (1, 2)


def hotline(seed: int) -> Tables:
    """The invented hotline of the evaluation's tests, some orders in it tests, and twice as many excluded."""
    made = tables(seed, flaws=False)
    for n, row in enumerate(made["work_orders"]):
        row |= {"is_test": "是" if n % 7 == 5 else "否", "exclusion": "duplicate" if n % 6 == 1 else ""}
    for n, row in enumerate(made["reviews"]):
        row["reviewed_at"] = at(n * 100 + 90)  # an order is reviewed once it was accepted
    return made


def found_in(folder: Path, made: Tables, as_of: str = AS_OF) -> Findings:
    folder.mkdir(parents=True)
    for name, rows in made.items():
        header = rows[0] if rows else tables()[name][0]
        text = as_csv([[*header], *([*row.values()] for row in rows)])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return measured(folder, START, END, as_of, followup_days=1)


def shares(found: Findings) -> dict[str, Measured]:
    return {share.id: one for share in SHARES if isinstance(one := found.figures[share.id], Measured)}


@pytest.fixture(scope="module", params=SEEDS)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Findings]:
    """A hotline and what was found in it."""
    made = hotline(request.param)
    return made, found_in(tmp_path_factory.mktemp("hotline") / "d", made)


@pytest.mark.covers("C-9")
def test_misses_are_those_counted_that_are_no_hit(both: tuple[Tables, Findings]) -> None:
    figures = shares(both[1])

    assert len(figures) == len(SHARES)
    for id, one in figures.items():
        assert len(set(one.misses)) == len(one.misses) == one.count.denominator - one.count.numerator, id


def test_every_part_of_a_share_is_between_none_and_all(both: tuple[Tables, Findings]) -> None:
    counts = [count for one in shares(both[1]).values() for count in (one.count, *one.variants.values())]

    assert [count for count in counts if not 0 <= count.numerator <= count.denominator] == []
    assert all(count.denominator for count in counts)


@pytest.mark.covers("R13.2.1.3")
def test_orders_left_out_as_excluded_are_those_the_variant_puts_back(
    both: tuple[Tables, Findings], tmp_path: Path
) -> None:
    made, found = both
    nobody_excluded = {**made, "work_orders": [{**row, "exclusion": ""} for row in made["work_orders"]]}

    put_back = found_in(tmp_path / "d", nobody_excluded)

    of_orders = {share.id for share in SHARES if share.is_of_orders}
    for id in of_orders:
        one, other = shares(found)[id], shares(put_back)[id]
        assert one.left_out["excluded"] == other.count.denominator - one.count.denominator
        assert one.variants["with_excluded"] == other.count
    mean, whole = (found.figures["average_handling_time"], put_back.figures["average_handling_time"])
    assert isinstance(mean, MeasuredDuration)
    assert isinstance(whole, MeasuredDuration)
    assert mean.variants["with_excluded"] == whole.hours
    assert mean.left_out["excluded"] == whole.counted - mean.counted
    assert any(shares(found)[id].left_out["excluded"] for id in of_orders)


def test_exclusion_touches_neither_checks_nor_reviews(both: tuple[Tables, Findings], tmp_path: Path) -> None:
    made, found = both
    nobody_excluded = {**made, "work_orders": [{**row, "exclusion": ""} for row in made["work_orders"]]}

    put_back = found_in(tmp_path / "d", nobody_excluded)

    untouched = [check.id for check in CHECKS if check.id in found.figures] + ["information_accuracy_rate"]
    assert {id: found.figures[id] for id in untouched} == {id: put_back.figures[id] for id in untouched}


@pytest.mark.covers("C-4")
def test_tests_are_left_out_of_everything(both: tuple[Tables, Findings], tmp_path: Path) -> None:
    made, found = both
    calls = {row["call_id"] for row in made["calls"] if row["is_test"] == "是"}
    orders = {row["order_id"] for row in made["work_orders"] if row["is_test"] == "是"}
    real = {name: [row for row in rows if row.get("order_id") not in orders] for name, rows in made.items()}
    real["calls"] = [row for row in made["calls"] if not {row["call_id"], row["linked_id"]} & calls]

    without = found_in(tmp_path / "d", real)

    assert told(without) == told(found)
    assert any(one.left_out["tests"] for one in shares(found).values())
    assert not any(one.left_out["tests"] for one in shares(without).values())


def told(found: Findings) -> dict[str, object]:
    """The figures without what was left out of them."""
    of_shares = {id: (one.count, one.variants, one.apart, one.misses) for id, one in shares(found).items()}
    mean = found.figures["average_handling_time"]
    assert isinstance(mean, MeasuredDuration)
    return {
        **of_shares,
        "mean": (mean.counted, mean.hours, mean.variants),
        "24 h": found.swept,
        "late": found.delays,
    }


@pytest.mark.covers("C-4")
@pytest.mark.parametrize("as_of", ["2025-03-11 12:34:56", "2025-03-13 00:00", "2025-03-14 08:00"])
@pytest.mark.parametrize("seed", SEEDS[:2])
def test_data_read_at_a_moment_say_what_data_that_end_there_say(
    seed: int, as_of: str, tmp_path: Path
) -> None:
    made = hotline(4)
    ended = {name: ended_at(name, rows, datetime.fromisoformat(as_of)) for name, rows in made.items()}

    whole, cut = found_in(tmp_path / "whole", made, as_of), found_in(tmp_path / "cut", ended, as_of)

    assert whole.figures == cut.figures
    assert (whole.swept, whole.delays) == (cut.swept, cut.delays)
    assert (
        sum(rows.later for rows in whole.tables.values())
        > 0
        == sum(rows.later for rows in cut.tables.values())
    )


def ended_at(name: str, rows: list[dict[str, str]], moment: datetime) -> list[dict[str, str]]:
    """The rows that had begun by then, with the times that had come; a deadline is no event."""
    table = BY_NAME[name]
    times = {column.name for column in table.columns if column.kind is Kind.TIME and column.name != "due_at"}

    def has_come(text: str) -> bool:
        return not text or datetime.fromisoformat(text) <= moment

    begun = [row for row in rows if has_come(row[table.event])]
    return [
        {key: "" if key in times and not has_come(text) else text for key, text in row.items()}
        for row in begun
    ]


def test_hotline_without_a_table_or_column_says_which(tmp_path: Path) -> None:
    made = {"work_orders": [{"order_id": "1", "accepted_at": "2025-03-10 08:00"}]}

    found = found_in(tmp_path / "d", made)

    reasons = {id: one.reason for id, one in found.figures.items() if isinstance(one, Absent)}
    assert reasons.keys() == BY_ID.keys()
    assert reasons["call_connection_rate"] == "没有 calls 表（来电）"
    assert "due_at" in reasons["on_time_closure_rate"]
    assert "rounds" in reasons["one_time_closure_rate"]
    assert "reopened_at" in reasons["one_time_closure_rate"]
    assert "closed_in_first_contact" in reasons["immediate_answer_rate"]
