"""The pages of the way to the site in a real browser, at desktop, tablet and phone size."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.journal.acting import perform
from tests.cast import NOON
from tests.web.audits.conftest import set_planning
from tests.web.scene import set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "tablet": (820, 1180), "phone": (390, 844)}
PAGES = (
    "case/{case}/", "case/{case}/plan/", "case/{case}/arrange/", "calendar/?month=2026-12", "declarations/",
    "declarations/{case}/",
)  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
def test_pages_have_no_serious_violation_and_fit_the_screen(chromium: Any, live_server: Any, size: str):
    scene = set_scene()
    case = set_planning(scene)
    lead = scene.people["lead_auditor"]
    perform(case, "invite", by=scene.people["clerk"].as_actor(), at=NOON, persons=[lead.person_id])
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    cookie = scene.client("lead_auditor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page, faults = context.new_page(), []
    _plan(page, f"{live_server.url}/office/case/{case.pk}/plan/")

    for path in (each.format(case=case.pk) for each in PAGES):
        answer = page.goto(f"{live_server.url}/office/{path}")
        assert answer.status == 200
        found = Axe().run(page).response["violations"]
        faults += [f"{path} {fault['id']}" for fault in found if fault["impact"] in {"serious", "critical"}]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} is too wide")
        _shoot(page, f"{path.split('?')[0].strip('/').replace('/', '-')}-{size}")
    context.close()

    assert faults == []


def _plan(page: Any, address: str) -> None:
    page.goto(address)
    for box, on in (("9.1.1", "2026-12-07"), ("9.2.1", "2026-12-08")):
        page.locator(f'[name="sections"][value="{box}"]').check()
        page.get_by_label("审核己").check()
        page.get_by_label("话务大厅").check()
        page.get_by_label("日期").fill(on)
        page.get_by_label("自", exact=False).first.fill("09:00")
        page.locator('[name="until"]').fill("11:30")
        page.locator('[name="methods"][value="现场审核"]').check()
        page.get_by_role("button", name="安排", exact=True).click()
        page.get_by_text("已安排 4 条").wait_for()


def _shoot(page: Any, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
