"""One hotline gives the same figures whatever its files look like."""

from pathlib import Path
from random import Random

import pytest

from .folders import evaluated, figures, unordered, write, write_table, zipped
from .hotline import TOML, tables


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The figures of the hotline as UTF-8 csv."""
    return figures(evaluated(write(tmp_path_factory.mktemp("plain") / "hotline", tables())))


@pytest.mark.covers("C-1")
@pytest.mark.parametrize("form", ["tsv", "parquet", "xlsx"])
def test_format_changes_no_figure(form: str, plain: dict[str, object], tmp_path: Path) -> None:
    dataset = write(tmp_path / "hotline", tables(), form=form)

    assert figures(evaluated(dataset)) == plain


@pytest.mark.covers("C-1")
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig"])
def test_encoding_changes_no_figure(encoding: str, plain: dict[str, object], tmp_path: Path) -> None:
    dataset = write(tmp_path / "hotline", tables(), encoding=encoding)

    assert figures(evaluated(dataset)) == plain


@pytest.mark.covers("C-1")
def test_zip_changes_no_figure(plain: dict[str, object], tmp_path: Path) -> None:
    dataset = zipped(write(tmp_path / "hotline", tables()))

    assert figures(evaluated(dataset)) == plain


@pytest.mark.covers("C-1")
def test_file_split_in_two_changes_no_figure(plain: dict[str, object], tmp_path: Path) -> None:
    made = tables()
    toml = TOML + "".join(f'[{name}]\nfiles = ["{name}-*.csv"]\n' for name in ("calls", "work_orders"))
    dataset = write(tmp_path / "hotline", made, toml=toml)
    for name in ("calls", "work_orders"):
        (dataset / f"{name}.csv").unlink()
        middle = len(made[name]) // 3
        write_table(dataset / f"{name}-1.csv", made[name][:middle])
        write_table(dataset / f"{name}-2.csv", made[name][middle:])

    assert figures(evaluated(dataset)) == plain


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_order_of_rows_changes_no_figure(seed: int, tmp_path: Path) -> None:
    made = tables(seed, flaws=False)
    shuffled = {name: Random(seed).sample(rows, len(rows)) for name, rows in made.items()}

    one = figures(evaluated(write(tmp_path / "one", made)))
    other = figures(evaluated(write(tmp_path / "other", shuffled)))

    assert unordered(other) == unordered(one)


def test_hotline_of_these_tests_gives_every_figure_something_to_count(plain: dict[str, object]) -> None:
    told = {**plain["indicators"], **plain["checks"]}  # type: ignore[dict-item]

    silent = [name for name, one in told.items() if one["status"] in ("unmeasured", "not_assessable")]

    assert silent == []
