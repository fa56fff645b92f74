"""No cell of an export runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengxian.records.privacy.guard import guarded


@pytest.mark.covers("G-19")
@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "=HYPERLINK(1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u3000＝1",
        "\ufeff=1",
        "-",
        "+86 10",
    ],
)
def test_cell_that_could_run_is_guarded(cell: str):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "  ", "投诉", "-12.5", "+3", "-1,234.50", "-5%", "2025-01-01", "a=1", "'=1"]
)
def test_cell_that_cannot_run_is_left_alone(cell: str):
    assert guarded(cell) == cell


@given(st.text(max_size=20))
def test_guarding_twice_is_guarding_once(cell: str):
    assert guarded(guarded(cell)) == guarded(cell)
