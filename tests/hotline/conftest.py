"""The invented hotline as a fixture; these tests are of site `hotline`."""

from typing import Any

import pytest

from tests.hotline.line import Line, set_line


@pytest.fixture(autouse=True)
def hotline_site(settings: Any) -> None:
    """Records of the body, though loaded, are another site's."""
    settings.HENGXIAN_ELSEWHERE = ("certification",)


@pytest.fixture
def line(db: None) -> Line:
    """Two hotlines with everybody in place."""
    return set_line()
