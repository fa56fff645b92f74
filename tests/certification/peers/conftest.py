"""Files and evaluations of these tests lie in a temporary folder."""

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path, settings) -> Path:
    """Where datasets and results are kept."""
    settings.HENGXIAN_HOME = tmp_path / "home"
    settings.HENGXIAN_FILES = tmp_path / "files"
    return tmp_path
