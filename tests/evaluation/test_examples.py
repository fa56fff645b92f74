"""The two real data sets evaluate cleanly by the descriptions in docs/examples."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .folders import evaluated

ExampleOf = Callable[[str], Path]


@pytest.fixture
def example(root: Path, shared: Path, tmp_path: Path) -> ExampleOf:
    """Lays a data set and its description into one folder."""

    def lay(name: str) -> Path:
        source = shared / "data" / name
        if not source.is_dir():
            pytest.skip(f"{name} is not beside the checkout")
        folder = shutil.copytree(source, tmp_path / name)
        shutil.copy(root / "docs" / "examples" / name / "dataset.toml", folder)
        return folder

    return lay


def test_one_day_of_a_bank_is_measured(example: ExampleOf) -> None:
    result = evaluated(example("bank-calls-1999"), followup_days=None)

    told = result["dataset"]["tables"]["calls"]
    assert told["read"] == told["kept"] + sum(told["rejected"].values())
    assert result["indicators"]["call_connection_rate"]["status"] == "measured"
    assert result["indicators"]["on_time_closure_rate"]["status"] == "unmeasured"


def test_two_days_of_new_york_are_read_and_nothing_is_made_up(example: ExampleOf) -> None:
    result = evaluated(example("nyc311-2024"), followup_days=None)

    told = result["dataset"]["tables"]["work_orders"]
    assert (told["read"], told["kept"], told["rejected"]) == (1000, 1000, {})
    assert (told["first"], told["last"]) == ("2024-05-26T23:10:10-04:00", "2024-05-27T02:08:51-04:00")
    assert {one["status"] for one in result["indicators"].values()} == {"unmeasured"}
    assert {one["status"] for one in result["checks"].values()} == {"not_assessable"}
    assert result["observations"]["open_age"]["open"] == 323
