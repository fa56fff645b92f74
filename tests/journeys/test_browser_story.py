"""The story's last part through the pages in a real browser: vote, decision, signature, certificate, at two sizes."""

import os
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from hengxian.certification.models import Case
from hengxian.people.models import Account
from tests.certification.walks import whole

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture
def case(live_server: Any, tmp_path: Path, settings: Any) -> Case:
    """The story before the committee, while a server runs."""
    settings.HENGXIAN_HOME, settings.HENGXIAN_FILES = tmp_path / "home", tmp_path / "files"
    from tests.evaluation.folders import write
    from tests.evaluation.hotline import tables

    return whole.tell(write(tmp_path / "export", tables()))


def enter(chromium: Any, live_server: Any, who: str, size: str) -> Any:
    """A page of a browser in which that person is signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    browser = Client()
    browser.force_login(Account.objects.get(username=who))
    context.add_cookies(
        [{"name": "sessionid", "value": browser.cookies["sessionid"].value, "url": live_server.url}]
    )
    return context.new_page()


def looked_at(page: Any, name: str) -> list[str]:
    """What is wrong with the page for those who see or hear it otherwise; a picture where SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")
    serious = [
        each for each in Axe().run(page).response["violations"] if each["impact"] in {"serious", "critical"}
    ]
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{name} {each['id']}: {each['nodes'][0]['html'][:120]}" for each in serious] + (
        [f"{name} 横向滚动"] if wide else []
    )


def vote(page: Any, base: str, case: Case) -> None:
    """A ballot by keyboard alone: every field reached by its label, the button by Enter."""
    page.goto(f"{base}/office/case/{case.pk}/vote/")
    page.get_by_label("赞成", exact=True).press("Space")
    for label in ("审核过程的符合性", "不符合项的准确性和完整性", "审核结论的合理性", "表决理由"):
        page.get_by_role("textbox", name=label).fill("符合要求，准确完整")
    page.get_by_role("button", name="表决").press("Enter")
    page.wait_for_url(f"**/case/{case.pk}/")


@pytest.mark.parametrize("size", SIZES)
def test_committee_votes_by_keyboard_and_pages_are_in_order(
    case: Case, chromium: Any, live_server: Any, size: str
) -> None:
    faults: list[str] = []

    for who in ("member1", "member2"):
        page = enter(chromium, live_server, who, size)
        page.goto(f"{live_server.url}/office/")
        faults += looked_at(page, f"work-{who}-{size}")
        page.goto(f"{live_server.url}/office/case/{case.pk}/")
        faults += looked_at(page, f"case-{who}-{size}")
        vote(page, live_server.url, case)
        page.context.close()
    page = enter(chromium, live_server, "chair", size)
    page.goto(f"{live_server.url}/office/case/{case.pk}/")
    faults += looked_at(page, f"chair-{size}")

    assert faults == []
    assert case.ballots.count() == 2
