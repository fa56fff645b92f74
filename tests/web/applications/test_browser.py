"""The pages of an application in a real browser: they fit, they can be used by keyboard and reader, they save by themselves."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.uploadedfile import SimpleUploadedFile

from hengxian.certification.applying import figures
from hengxian.certification.applying.materials import materials
from hengxian.certification.models import Application
from hengxian.records.jobs import run
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import tables
from tests.web.applications.test_journey import (
    draft,
    fill_in,
    pdf,
    post,
    publish_fees,
    review,
    with_particulars,
)
from tests.web.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": (1366, 768), "phone": (390, 844)}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    settings.HENGXIAN_HOME = tmp_path / "home"
    settings.HENGXIAN_FILES = tmp_path / "files"


@contextmanager
def opened(chromium: Any, live_server: Any, scene: Scene, who: str, size: str = "desktop") -> Iterator[Any]:
    """A page of a browser in which that person is signed in."""
    width, height = SIZES[size]
    context = chromium.new_context(locale="zh-CN", viewport={"width": width, "height": height})
    session = scene.client(who).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def faults_of(page: Any, live_server: Any, path: str, size: str) -> list[str]:
    """What is wrong with a page; with SHOTS set, a picture of it is kept there."""
    answer = page.goto(live_server.url + path)
    assert answer.status == 200, path
    found = Axe().run(page).response["violations"]
    faults = [f"{path} {fault['id']}" for fault in found if fault["impact"] in {"serious", "critical"}]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append(f"{path} is too wide")
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{size}.png", full_page=True)
    return faults


def filled(scene: Scene, folder: Path) -> Application:
    """A draft with a dataset that was read."""
    applicant = scene.client("applicant")
    with_particulars(applicant)
    application = draft(scene, applicant)
    fill_in(applicant, application)
    content = zipped(write(folder / "export", tables())).read_bytes()
    upload = SimpleUploadedFile("2025年第四季度.zip", content, "application/zip")
    post(applicant, f"/portal/application/{application.pk}/dataset/", {"dataset": upload})
    job = figures.reading_of(application)
    assert job is not None
    run(job.pk)
    return application


@pytest.mark.parametrize("size", SIZES)
def test_the_applicants_pages_fit_and_can_be_used(chromium: Any, live_server: Any, tmp_path: Path, size: str):
    scene = set_scene()
    application = filled(scene, tmp_path)
    own = f"/portal/application/{application.pk}"
    paths = [
        f"{own}/", *(f"{own}/part/A.{n}/" for n in range(1, 6)), f"{own}/conditions/", f"{own}/materials/",
        f"{own}/dataset/", f"{own}/prefill/", "/portal/organisation/own/", "/portal/hotline/new/",
        f"/portal/hotline/{application.hotline_id}/", "/portal/application/new/draft/",
    ]  # fmt: skip

    with opened(chromium, live_server, scene, "applicant", size) as page:
        faults = [fault for path in paths for fault in faults_of(page, live_server, path, size)]

    assert faults == []


@pytest.mark.parametrize("size", SIZES)
def test_the_clerks_pages_fit_and_can_be_used(chromium: Any, live_server: Any, tmp_path: Path, size: str):
    scene = set_scene()
    application = filled(scene, tmp_path)
    clerk, at_desk = scene.client("clerk"), f"/office/application/{application.pk}"
    post(scene.client("applicant"), f"/portal/application/{application.pk}/submit/", {"key": "a"})

    with opened(chromium, live_server, scene, "clerk", size) as page:
        faults = faults_of(page, live_server, f"{at_desk}/", size)
        faults += faults_of(page, live_server, f"{at_desk}/review/", size)
        review(clerk, application)
        post(clerk, f"{at_desk}/accept/", {"reason": "符合要求", "key": "b"})
        publish_fees(scene.client("head_of_body"))
        faults += faults_of(page, live_server, f"{at_desk}/fees/", size)

    assert faults == []


@pytest.mark.covers("A-7")
def test_a_part_is_saved_while_it_is_written(chromium: Any, live_server: Any):
    scene = set_scene()
    application = draft(scene, scene.client("applicant"))

    with opened(chromium, live_server, scene, "applicant") as page:
        page.goto(f"{live_server.url}/portal/application/{application.pk}/part/A.1/")
        page.fill("#f-contact_person", "孙某某")
        page.press("#f-contact_person", "Tab")
        page.wait_for_selector("text=已自动保存")
        page.fill("#f-contact_phone", "000000")
        page.press("#f-contact_phone", "Tab")
        page.wait_for_selector("#saved:has-text('无法拨打')")
        page.fill("#f-contact_phone", "12345")
        page.click("text=保存，下一步")
        page.wait_for_url("**/part/A.2/")

    assert Application.objects.get(pk=application.pk).form["A.1"] == {
        "contact_person": "孙某某",
        "contact_phone": "12345",
    }


def test_a_material_is_uploaded_by_hand(chromium: Any, live_server: Any, tmp_path: Path):
    scene = set_scene()
    application = draft(scene, scene.client("applicant"))
    (tmp_path / "体系文件.pdf").write_bytes(pdf("体系文件.pdf").read())

    with opened(chromium, live_server, scene, "applicant") as page:
        page.goto(f"{live_server.url}/portal/application/{application.pk}/materials/")
        page.set_input_files("#f-3", str(tmp_path / "体系文件.pdf"))
        page.click("section:nth-of-type(3) button:has-text('上传')")
        page.wait_for_selector("text=已收到：体系文件.pdf")

    [material] = [each for each in materials(application) if each.id == "6.1.2.3"]
    assert [file.name for file in material.files] == ["体系文件.pdf"]
