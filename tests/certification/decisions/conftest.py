"""Each test has a folder of facts of its own."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def facts_folder(tmp_path: Path, settings: Any) -> Path:
    """Where what is published stands."""
    settings.HENGXIAN_FACTS = tmp_path / "facts"
    settings.HENGXIAN_SIGNING_KEY = tmp_path / "keys" / "publication.pem"
    return settings.HENGXIAN_FACTS
