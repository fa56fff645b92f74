"""Datasets, evaluations and papers of these tests go to folders of the test's own."""

from pathlib import Path
from typing import Any

import pytest

from tests.kept_files import set_own


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> None:
    """Nothing of another test's."""
    set_own(settings, tmp_path)
