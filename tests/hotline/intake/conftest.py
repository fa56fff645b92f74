"""What is seen here is what is seen at the hotline's site."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def at_the_hotline_site(settings: Any) -> None:
    """Sights are registered by site."""
    settings.HENGXIAN_SITE = "hotline"
