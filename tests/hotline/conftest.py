"""The invented hotline as a fixture."""

import pytest

from tests.hotline.line import Line, set_line


@pytest.fixture
def line(db: None) -> Line:
    """Two hotlines with everybody in place."""
    return set_line()
