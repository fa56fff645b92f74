"""The register in a real browser, on a phone and on a desk: nothing spills over, nothing fails axe, keys are enough."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.publication.facts import FeeItem, FeeList, Qualification, RuleEdition, Site
from hengxian.publication.opendata import write_open_data
from tests.publication.conftest import CODE, NOON
from tests.web_register.conftest import Publisher

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

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


@pytest.fixture
def address(live_server, publisher: Publisher) -> str:
    """The address of a register with a certificate of each standing and every paper published."""
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
    return str(live_server.url)


@pytest.fixture(params=SIZES)
def visit(request, chromium, address):
    """Opens a page in a window of one size; with SCREENSHOTS set, pictures of it go to that folder."""
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()

    def open_page(name: str):
        page.goto(address + PAGES[name])
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


def test_a_visitor_searches_with_the_keyboard_alone(chromium, address):
    page = chromium.new_page(locale="zh-CN")
    page.goto(address)

    page.focus("#q")
    page.keyboard.type("燃气")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=*")
    page.focus(".found a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/HX-2026-0003")

    assert page.inner_text(".verdict-word") == "撤销"
    page.close()


def test_pages_load_nothing_from_elsewhere_and_break_no_policy(chromium, address):
    page = chromium.new_page(locale="zh-CN")
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    for name in ("search", "valid", "verify", "rules", "complaint"):
        page.goto(address + PAGES[name])

    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    page.close()
