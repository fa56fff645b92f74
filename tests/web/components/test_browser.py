"""The gallery in a real browser, at desktop and phone size."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture(params=SIZES)
def page(request, chromium, live_server):
    width, height = SIZES[request.param]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    page = context.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("path", ["/gallery/", "/gallery/?shell=public", "/", "/account/login/"])
def test_page_has_no_serious_violation_no_script_error_and_no_sideways_scroll(page, live_server, path):
    page.goto(live_server.url + path)

    found = Axe().run(page).response["violations"]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ] == []
    assert (page.faults, too_wide) == ([], 0)


def test_grid_grows_by_a_line_and_its_fields_are_numbered_on(page, live_server):
    page.goto(live_server.url + "/gallery/")

    page.locator('[data-add-row="f-b-members-rows"]').click()
    names = page.locator("#f-b-members-rows [name]").evaluate_all("parts => parts.map(part => part.name)")

    assert list(dict.fromkeys(names)) == [
        f"b-members-{n}-{column}" for n in range(3) for column in ("person", "duty", "days")
    ]


def test_draft_survives_a_closed_page_and_goes_once_it_is_thrown_away(page, live_server):
    page.goto(live_server.url + "/gallery/")
    page.fill("[name=a-hotline]", "云岭热线")
    page.check("[name=a-channels][value=网站]")

    page.reload()
    before = page.input_value("[name=a-hotline]")
    page.get_by_role("button", name="恢复草稿").click()

    assert (before, page.input_value("[name=a-hotline]"), page.is_checked("[name=a-channels][value=网站]")) == (
        "", "云岭热线", True,
    )  # fmt: skip
    page.reload()
    page.get_by_role("button", name="舍弃草稿").click()
    page.reload()
    assert page.get_by_role("button", name="恢复草稿").count() == 0


def test_page_is_worked_by_keyboard(page, live_server):
    page.goto(live_server.url + "/gallery/")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert (first, page.url.endswith("#main")) == ("跳到正文", True)
