"""The scene of the body's pages, for journeys too."""

import pytest

from tests.web.scene import Scene, set_scene


@pytest.fixture
def scene(db: None) -> Scene:
    """The body, its client, its file."""
    return set_scene()
