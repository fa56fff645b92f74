"""Files of these tests go to a folder of their own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.HENGXIAN_HOME = tmp_path / "home"
    settings.HENGXIAN_FILES = tmp_path / "files"
