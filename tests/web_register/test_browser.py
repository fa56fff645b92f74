"""The register in a real browser, on a phone and on a desk: nothing spills over, nothing fails axe, keys are enough."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.publication.facts import FeeItem, FeeList, Qualification, RuleEdition, Site
from hengxian.publication.opendata import write_open_data
from tests.publication.conftest import CODE, NOON
from tests.web_register.conftest import Publisher, begin

pytestmark = pytest.mark.browser

SIZES = {"phone": (390, 844), "desk": (1366, 768)}
PAGES = {
    "search": "/",
    "found": "/?q=热线",
    "nothing": "/?q=不存在的",
    "valid": f"/c/HX-2026-0001?k={CODE}",
    "suspended": "/c/HX-2026-0002?on=2026-03-08",
    "revoked": "/c/HX-2026-0003?k=0",
    "deregistered": "/c/HX-2026-0004",
    "ended": "/c/HX-2022-0001",
    "unknown": "/c/HX-2026-9999",
    "verify": "/verify",
    "verified": f"/verify?number=HX-2026-0001&k={CODE}",
    "announcements": "/announcements",
    "announcement": "/announcements/5",
    "rules": "/rules",
    "meaning": "/meaning",
    "about": "/about",
    "downloads": "/open-data",
    "complaint": "/complaint?number=HX-2026-0003",
    "received": "/complaint/received?code=TS-20260302-0A1B2C3D",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory, root) -> Iterator[str]:
    """The address of the register's own site, started as an operator would, with every kind of fact published."""
    home = tmp_path_factory.mktemp("register")
    publish_everything(begin(home))
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.register",
        "HENGXIAN_HOME": str(home / "site"),
        "HENGXIAN_FACTS": str(home / "facts"),
        "HENGXIAN_COMPLAINTS": str(home / "complaints"),
    }
    for command in ("migrate", "collectstatic"):
        asked = [sys.executable, "-m", "django", command, "--no-input", "-v", "0"]
        subprocess.run(asked, cwd=root, env=surroundings, check=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    served = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", port, "--no-ws"]
    with subprocess.Popen(
        [*served, "hengxian.config.wsgi_register:application"], cwd=root, env=surroundings
    ) as server:
        try:
            yield wait_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def wait_for(address: str) -> str:
    """The address, once something answers there."""
    for _ in range(150):
        try:
            with urllib.request.urlopen(address, timeout=10):
                return address
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)


def publish_everything(publisher: Publisher) -> None:
    """A certificate of each standing, and every paper."""
    names = [
        ("云岭市", "云岭市市民热线服务中心"),
        ("望海县", "望海县政务服务便民热线受理中心"),
        ("青石区", "青石区燃气管理处"),
        ("北川镇", "北川镇便民服务中心"),
    ]
    for n, (place, holder) in enumerate(names, 1):
        site = Site(name="话务中心", address=f"{place}望江路{n}号")
        publisher.issue(
            f"HX-2026-000{n}",
            holder=holder,
            place=place,
            hotline=f"{place}12345政务服务便民热线",
            sites=(site,),
        )
    publisher.issue("HX-2022-0001", issued_on=date(2020, 1, 1), valid_until=date(2022, 12, 31))
    publisher.change("HX-2026-0002", "有效", "暂停", NOON + timedelta(days=5))
    publisher.change("HX-2026-0003", "有效", "撤销", NOON + timedelta(days=6))
    publisher.change("HX-2026-0004", "有效", "注销", NOON + timedelta(days=7))
    publisher.issue("HX-2026-0001", version=2, nature="变更", address="云岭市东街2号")
    publisher.publish(
        RuleEdition(
            rule="CMM-525-0004",
            edition="1.0",
            name="政府热线服务规范认证规则",
            issued_on=date(2025, 1, 1),
            in_force_on=date(2025, 1, 1),
            digest="0" * 64,
        )
    )
    publisher.publish(
        FeeList(
            published_on=date(2026, 1, 5), items=(FeeItem(name="初次认证", amount="30000", unit="元/次"),)
        )
    )
    publisher.publish(publisher.profile(qualifications=(Qualification(name="认证机构批准书"),)))
    publisher.attest()
    write_open_data(publisher.folder, publisher.key, NOON)


@pytest.fixture(params=SIZES)
def visit(request, chromium, address):
    """Opens a page in a window of one size; with SCREENSHOTS set, pictures of it go to that folder."""
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()

    def open_page(name: str):
        answer = page.goto(address + PAGES[name])
        assert answer.status == (404 if name == "unknown" else 200)
        if folder := os.environ.get("SCREENSHOTS"):
            page.screenshot(path=Path(folder) / f"{name}-{request.param}.png", full_page=True)
        return page

    yield open_page
    context.close()


def test_no_page_spills_over_its_window_or_fails_axe(visit):
    axe, spilling, violations = Axe(), [], []
    for name in PAGES:
        page = visit(name)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            spilling.append(name)
        found = axe.run(page).response["violations"]
        violations += [
            (name, one["id"], one["nodes"][0]["html"][:120])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]

    assert (spilling, violations) == ([], [])


@pytest.fixture
def page(chromium):
    """A window of ordinary size."""
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_visitor_searches_with_the_keyboard_alone(page, address):
    page.goto(address)

    page.focus("#q")
    page.keyboard.type("燃气")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    page.focus(".found a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/HX-2026-0003")

    assert page.inner_text(".verdict-word") == "撤销"


def test_pages_load_nothing_from_elsewhere_and_break_no_policy(page, address):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for name in ("search", "valid", "verify", "rules", "complaint"):
        page.goto(address + PAGES[name])

    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
