"""A store of its own for every test of kept files."""

from pathlib import Path

import pytest


@pytest.fixture
def files_folder(tmp_path: Path, settings) -> Path:
    """The site's store, empty."""
    settings.HENGXIAN_FILES = tmp_path / "files"
    return settings.HENGXIAN_FILES
