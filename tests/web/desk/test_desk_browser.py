"""The body's desk in a real browser, at desktop and phone size: reachable, legible, nothing wider than the screen."""

import os
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.certification.models import Complaint
from tests.certification.certificates.certified import put
from tests.web.scene import set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
PAGES = {
    "head_of_body": (
        "office/head/",
        "office/slow/",
        "office/follow-ups/",
        "office/public/",
        "office/erasures/",
    ),
    "clerk": ("office/registers/", "office/complaint/{complaint}/", "office/case/{case}/"),
    "audit_administrator": ("administration/erased/", "administration/undelivered/"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("who", PAGES)
def test_pages_have_no_serious_violation_and_fit_the_screen(
    client: Any, chromium: Any, live_server: Any, who: str, size: str
) -> None:
    scene = set_scene()
    Complaint.objects.filter(pk=scene.pk("complaint")).update(contact="某某办公室")
    report = {"kind": "终止", "happened_on": "2026-02-01", "reported_on": "2026-02-03", "after": "热线停办"}
    put("change_reports", scene.records["certificate"].story, report)
    client.force_login(scene.people[who])
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page, faults = context.new_page(), []

    for path in (each.format(complaint=scene.pk("complaint"), case=scene.pk("case")) for each in PAGES[who]):
        answer = page.goto(f"{live_server.url}/{path}")
        assert answer.status == 200
        found = Axe().run(page).response["violations"]
        faults += [f"{path} {fault['id']}" for fault in found if fault["impact"] in {"serious", "critical"}]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            faults.append(f"{path} is too wide")
        if folder := os.environ.get("SHOTS"):
            page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{size}.png", full_page=True)
    context.close()

    assert faults == []
