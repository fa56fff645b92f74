"""The administrators' pages in a real browser, at desktop and phone size."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.people.models import Account
from tests.web.scene import set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
PAGES = {
    "security_administrator": (
        "accounts/",
        "accounts/new/",
        "accounts/{clerk}/",
        "accounts/{clerk}/grant/",
        "roles/",
    ),
    "audit_administrator": ("journal/", "attempts/"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", PAGES)
def test_pages_have_no_serious_violation_and_fit_the_screen(client, chromium, live_server, who, size):
    clerk = set_scene().people["clerk"].pk
    client.force_login(Account.objects.get(username=who))
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page, faults = context.new_page(), []

    for path in (each.format(clerk=clerk) for each in PAGES[who]):
        answer = page.goto(f"{live_server.url}/administration/{path}")
        assert answer.status == 200
        found = Axe().run(page).response["violations"]
        faults += [f"{path} {fault['id']}" for fault in found if fault["impact"] in {"serious", "critical"}]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} is too wide")
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{size}.png", full_page=True)
    context.close()

    assert faults == []
