"""The pack, and each invented result printed once for all tests."""

from dataclasses import dataclass
from typing import Any

import pytest

from hengxian.evaluation.report import render_html, render_pdf
from hengxian.scoring.sheets import FilledSheet
from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack

from . import samples


@dataclass(frozen=True)
class Printed:
    """A result with what it was printed from and into."""

    result: dict[str, Any]
    pack: Pack
    sheets: tuple[FilledSheet, ...]
    page: str


@pytest.fixture(scope="session")
def pack() -> Pack:
    return bundled_pack()


def printed(pack: Pack, result: dict[str, Any]) -> Printed:
    filled = samples.sheets(pack, result)
    return Printed(result, pack, filled, render_html(result, pack, filled))


@pytest.fixture(scope="session")
def city(pack: Pack) -> Printed:
    return printed(pack, samples.city(pack))


@pytest.fixture(scope="session")
def empty(pack: Pack) -> Printed:
    return printed(pack, samples.empty(pack))


@pytest.fixture(scope="session")
def hostile(pack: Pack) -> Printed:
    return printed(pack, samples.hostile(pack))


@pytest.fixture(scope="session")
def city_pdf(city: Printed) -> bytes:
    return render_pdf(city.result, city.pack, city.sheets)
