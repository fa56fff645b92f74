"""Scoring on a tablet: points follow the score as it is typed, a sheet is saved at once, nothing runs off the page."""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.certification.models import Case
from hengxian.certification.queries.judging import ratings_of
from tests.certification.evaluation.scored import concluded, evidence
from tests.certification.world import World
from tests.web.evaluation.conftest import Browser

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "tablet": (820, 1180), "phone": (390, 844)}


@pytest.fixture(params=SIZES)
def page(request, chromium, live_server, world: World, browser: Browser):
    width, height = SIZES[request.param]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    cookie = browser("auditor").cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.size, page.faults = request.param, []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


def looked_at(page, name: str) -> list[str]:
    """Violations of accessibility, script errors, sideways scroll; and a picture where one is wanted."""
    found = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}-{page.size}.png"), full_page=True)
    grave = [f"{fault['id']}: {fault['nodes'][0]['html'][:200]}" for fault in found if fault["impact"] in
             {"serious", "critical"}]  # fmt: skip
    return [*grave, *page.faults, *([f"{name} is {wide} px too wide"] if wide else [])]


def test_a_sheet_is_scored_and_saved(page, live_server, world: World, case: Case):
    concluded(world, case)
    evidence(world, case, "话务录音抽听记录")
    base = f"{live_server.url}/office/case/{case.pk}"

    page.goto(f"{base}/sheets/D.1.3/")
    page.fill("[name=warmth-score]", "91.5")
    shown = page.locator("[data-weight='7'] [data-points]").first.inner_text()
    faults = looked_at(page, "sheet")
    page.get_by_role("button", name="保存本表").click()
    page.wait_for_load_state()

    assert shown == "6.41"
    assert [each.score for each in ratings_of(case) if each.leaf == "warmth"] == ["91.5"]
    assert page.get_by_text("已保存服务态度打分表：1 项有变化").is_visible()
    for address, name in (
        (f"{base}/sheets/", "sheets"), (f"{base}/sheets/D.1.1/", "measured"), (f"{base}/", "case"),
        (f"{live_server.url}/office/evaluation_report/{case.evaluation_report.pk}/", "report"),
    ):  # fmt: skip
        page.goto(address)
        faults += looked_at(page, name)
    assert faults == []
