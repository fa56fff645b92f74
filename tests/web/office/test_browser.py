"""The common pages in a real browser: both sizes, with scripts and without."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.certification.models import Complaint
from tests.web.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
PAGES = (
    ("clerk", "/office/"),
    ("clerk", "/office/case/"),
    ("lead_auditor", "/office/case/{case}/"),
    ("lead_auditor", "/office/case/{case}/register/interviews/"),
    ("lead_auditor", "/office/case/{case}/register/checklist/sheet/"),
    ("lead_auditor", "/office/case/{case}/new/nonconformity/raise/"),
    ("applicant", "/portal/case/{case}/"),
    ("head_of_body", "/office/parameters/P-decider/"),
    ("clerk", "/help/lifecycles/"),
    ("clerk", "/account/tokens/"),
)


@pytest.fixture
def stage(live_server: Any) -> Scene:
    """The scene, while a server runs."""
    return set_scene()


def enter(chromium: Any, live_server: Any, stage: Scene, who: str, size: str = "desktop", **more: Any) -> Any:
    """A page of a browser in which that person is signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height}, **more)
    session = stage.client(who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return context.new_page()


@pytest.mark.parametrize("size", SIZES)
def test_pages_have_no_serious_violation_no_script_error_and_no_sideways_scroll(
    stage: Scene, chromium: Any, live_server: Any, size: str
) -> None:
    faults: list[str] = []

    def note(message: Any) -> None:
        faults.extend([message.text] if message.type == "error" else [])

    for who, path in PAGES:
        page = enter(chromium, live_server, stage, who, size)
        page.on("console", note)
        page.goto(live_server.url + path.format(case=stage.pk("case")))
        serious = [
            each
            for each in Axe().run(page).response["violations"]
            if each["impact"] in {"serious", "critical"}
        ]
        faults.extend([f"{path} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in serious])
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} scrolls sideways")
        page.context.close()

    assert faults == []


@pytest.mark.parametrize("scripts", [True, False])
def test_act_is_done_by_keyboard_with_scripts_and_without(
    stage: Scene, chromium: Any, live_server: Any, scripts: bool
) -> None:
    page = enter(chromium, live_server, stage, "clerk", java_script_enabled=scripts)

    page.goto(f"{live_server.url}/office/complaint/{stage.pk('complaint')}/")
    page.get_by_role("link", name="受理投诉").press("Enter")
    page.get_by_role("textbox", name="初步意见").fill("在认证范围内")
    page.get_by_role("button", name="受理投诉").press("Enter")
    page.wait_for_url("**/complaint/*/")

    assert "已受理投诉" in page.content()
    assert Complaint.objects.get().status == "已受理"


@pytest.mark.covers("R3.1-8")
def test_term_shows_its_definition_and_clause(stage: Scene, chromium: Any, live_server: Any) -> None:
    page = enter(chromium, live_server, stage, "lead_auditor")

    page.goto(f"{live_server.url}/office/case/{stage.pk('case')}/register/checklist/sheet/")
    told = page.locator("abbr", has_text="工单").first.get_attribute("title")

    assert told.endswith("（3.6）")
