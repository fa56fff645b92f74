"""One world for every test of certification, whose files go to folders of the test's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.certification.world import World, set_world
from tests.kept_files import set_own


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Where files, evaluations, facts and the key that signs them are: nothing of another test's."""
    set_own(settings, tmp_path)
    return tmp_path


@pytest.fixture
def world(db: None) -> World:
    """The body, its people and its client."""
    return set_world()
