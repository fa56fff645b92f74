"""The page in a real browser: no wider than a phone, nothing axe calls serious, silent on the network."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from .conftest import Printed

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["city", "empty", "hostile"])
@pytest.mark.parametrize("size", [(390, 844), (1366, 768)])
def test_page_fits_the_screen(
    name: str, size: tuple[int, int], chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file = tmp_path / "report.html"
    file.write_text(request.getfixturevalue(name).page, encoding="utf-8")
    page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.on("console", lambda one: said.append(one.text))

    page.goto(file.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert asked == [file.as_uri()]
    assert said == []


@pytest.mark.parametrize("width", [390, 1366])
def test_page_has_no_serious_barrier(width: int, city: Printed, chromium: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(city.page, encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 844}, locale="zh-CN", bypass_csp=True)
    page.goto(file.as_uri())

    found = Axe().run(page).response["violations"]

    grave = [
        (one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}
    ]
    assert grave == []
