"""Site `hotline` in a browser: its past week, a clock of the journey's, and at the end no fault of any page."""

import os
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import set_urlconf

from hengxian.hotline.models import Hotline
from tests.journeys.hotline.world import UNTIL, told
from tests.journeys.stage import Stage

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
CLOCKS = ("acting.visitor", "public.requests", "public.following")


@pytest.fixture(autouse=True)
def hotline_site(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Site `hotline` as the demo runs it, with folders of its own."""
    settings.HENGXIAN_SITE, settings.HENGXIAN_ELSEWHERE = "hotline", ("certification",)
    settings.HENGXIAN_SITE_NAME, settings.HENGXIAN_DEMO = "热线运行平台", True
    settings.HENGXIAN_BODY_NAME = "演示市政务服务中心（虚构）"
    settings.ROOT_URLCONF = "hengxian.config.urls_hotline"
    settings.HENGXIAN_HOME, settings.HENGXIAN_FILES = tmp_path / "home", tmp_path / "files"
    settings.HENGXIAN_FACTS, settings.HENGXIAN_RECORDINGS = tmp_path / "facts", tmp_path / "recordings"
    cache.clear()
    yield
    set_urlconf(None)


@pytest.fixture
def hotline(hotline_site: None, transactional_db: None) -> Hotline:
    """The hotline after its week."""
    return told()


@pytest.fixture
def stage(
    hotline: Hotline, chromium: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    """Desks at which its people sit; every page looked at must have been without fault."""
    found = Stage(chromium, live_server.url, UNTIL, "hotline")
    for module in CLOCKS:
        monkeypatch.setattr(f"hengxian.web.{module}.now", lambda: found.at)
    monkeypatch.setattr("hengxian.records.jobs._now", lambda: found.at.astimezone(UTC))
    yield found
    found.leave()
    assert found.faults == []
