"""One small invented city for all tests of this folder, and a plain reader of its files."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.cli.city import write_city

Rows = list[dict[str, str]]
CALLS = 6_000


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """6,000 calls of the first quarter of 2025."""
    out = tmp_path_factory.mktemp("city") / "quarter"
    write_city(out, calls=CALLS, seed=11)
    return out


@pytest.fixture(scope="session")
def rows(city: Path) -> Callable[[str], Rows]:
    """The rows of a table's monthly files, without the supplement."""

    def read(table: str) -> Rows:
        encoding = "gb18030" if table == "messages" else "utf-8"
        return [
            row
            for path in sorted(city.glob(f"{table}-2025-*.csv"))
            for row in csv.DictReader(path.read_text(encoding=encoding).splitlines())
        ]

    return read
