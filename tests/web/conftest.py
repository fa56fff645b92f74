"""One scene for the tests of the body's pages."""

import pytest

from tests.web.scene import Scene, set_scene


@pytest.fixture
def scene(db: None) -> Scene:
    """The body, its client, its file."""
    return set_scene()
