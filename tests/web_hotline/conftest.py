"""One scene for the tests of the hotline's pages, which run as site `hotline`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import set_urlconf

from tests.web_hotline.scene import Scene, set_scene


@pytest.fixture(autouse=True)
def hotline_site(settings: Any) -> Iterator[None]:
    """Site `hotline` instead of `body`: its addresses, kinds, sights, registers and menu."""
    settings.HENGXIAN_SITE = "hotline"
    settings.HENGXIAN_ELSEWHERE = ("certification",)
    settings.HENGXIAN_SITE_NAME = "热线运行平台"
    settings.ROOT_URLCONF = "hengxian.config.urls_hotline"
    yield
    set_urlconf(None)


@pytest.fixture
def scene(db: None) -> Scene:
    """The hotline with everybody in place."""
    return set_scene()
