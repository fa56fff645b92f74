"""One world for every test of certification."""

import pytest

from tests.certification.world import World, set_world


@pytest.fixture
def world(db: None) -> World:
    """The body, its people and its client."""
    return set_world()
