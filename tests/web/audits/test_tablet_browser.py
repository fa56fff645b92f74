"""The tablet in a real browser: what is typed without a network stays, is sent once when it is back, and nothing is lost."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from hengxian.journal.models import Entry
from hengxian.records.models import RegisterRow, StoredFile
from tests.certification.on_site.on_site import PICTURE
from tests.web.scene import Scene, set_scene

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # playwright's loop runs in the thread of the test
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Tablet:
    """One auditor's tablet with the checklist open."""

    def __init__(
        self, chromium: Any, live_server: Any, scene: Scene, who: str, workers: str = "allow"
    ) -> None:
        client = scene.client(who)
        self.context = chromium.new_context(
            locale="zh-CN", viewport={"width": 820, "height": 1180}, has_touch=True, service_workers=workers
        )
        cookie = client.cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        self.address = f"{live_server.url}/office/case/{scene.pk('case')}/tablet/checklist/"
        self.page = self.open()

    def open(self) -> Any:
        page = self.context.new_page()
        page.goto(self.address)
        return page

    def write(self, clause: str, finding: str, conclusion: str = "符合") -> None:
        card = self.page.locator(f'[data-clause="{clause}"]')
        card.get_by_text(conclusion, exact=True).click()
        card.get_by_text("现场审核", exact=True).click()
        card.get_by_label("所见").fill(finding)

    def save(self) -> None:
        self.page.get_by_role("button", name="保存", exact=True).click()

    def told(self, text: str) -> None:
        self.page.locator("#standing").filter(has_text=text).wait_for(timeout=15_000)

    def kept_offline(self) -> None:
        """The worker has the page."""
        self.page.locator("html[data-offline=kept]").wait_for(timeout=15_000, state="attached")

    def cached(self) -> list[str]:
        """The paths of all that the browser's caches hold."""
        found: list[str] = self.page.evaluate(
            "caches.keys().then(names => Promise.all(names.map(name => caches.open(name).then(one => one.keys()))))"
            ".then(lists => lists.flat().map(one => new URL(one.url).pathname).sort())"
        )
        return found

    def shot(self, name: str) -> None:
        if folder := os.environ.get("SHOTS"):
            self.page.screenshot(path=f"{folder}/{name}.png")


@pytest.fixture
def tablet(chromium: Any, live_server: Any) -> Iterator[Tablet]:
    found = Tablet(chromium, live_server, set_scene(), "auditor")
    yield found
    found.context.close()


def kept() -> dict[str, str]:
    return {row.subject: row.data["finding"] for row in RegisterRow.objects.filter(register="checklist")}


def test_what_is_typed_offline_is_sent_once_when_the_network_is_back(tablet: Tablet):
    tablet.context.set_offline(True)
    tablet.write("9.1.1.1", "断网时所见甲")
    tablet.write("9.1.1.2", "断网时所见乙", "未发现")
    tablet.save()
    tablet.told("等待发送：2 条")
    tablet.shot("tablet-offline")
    nothing_yet = kept()

    tablet.context.set_offline(False)
    tablet.told("已全部保存")

    assert nothing_yet == {}
    assert kept() == {"9.1.1.1": "断网时所见甲", "9.1.1.2": "断网时所见乙"}
    assert Entry.objects.filter(object_kind=RegisterRow.kind).count() == 2
    tablet.shot("tablet-saved")


def test_page_opened_again_without_a_network_is_there_and_what_is_written_arrives_once(tablet: Tablet):
    tablet.kept_offline()
    tablet.context.set_offline(True)

    answer = tablet.page.reload()
    tablet.write("9.1.1.1", "断网后重开所见")
    tablet.save()
    tablet.told("等待发送：1 条")
    tablet.page.reload()
    tablet.told("等待发送：1 条")
    nothing_yet = kept()
    tablet.context.set_offline(False)
    tablet.told("已全部保存")

    assert answer.from_service_worker and "x-hengxian-kept-at" in answer.headers
    assert nothing_yet == {}
    assert kept() == {"9.1.1.1": "断网后重开所见"}
    assert Entry.objects.filter(object_kind=RegisterRow.kind).count() == 1


def test_score_page_opened_again_without_a_network_offers_what_was_written(tablet: Tablet):
    tablet.address = tablet.address.replace("tablet/checklist/", "sheets/all/")
    tablet.page.goto(tablet.address)
    tablet.kept_offline()
    tablet.context.set_offline(True)
    figure = tablet.page.locator("form[data-keep] textarea").first
    tablet.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    figure.fill("断网时写下的理由")

    tablet.page.reload()
    tablet.page.get_by_role("button", name="恢复草稿").click()

    assert tablet.page.locator("form[data-keep] textarea").first.input_value() == "断网时写下的理由"


def test_only_the_case_at_hand_is_kept_and_nothing_after_signing_out(tablet: Tablet):
    tablet.kept_offline()
    kept_pages = tablet.cached()
    tablet.page.locator("form[data-leave] button").click()
    tablet.page.wait_for_load_state()
    after = tablet.cached()
    tablet.context.set_offline(True)

    with pytest.raises(Exception, match="ERR_"):
        tablet.page.goto(tablet.address)

    case = tablet.address.split("/office/")[1]
    assert [path for path in kept_pages if not path.startswith("/static/")] == [f"/office/{case}"]
    assert after == []


def test_another_account_on_the_same_tablet_finds_nothing_of_the_first(tablet: Tablet):
    tablet.kept_offline()
    tablet.page.evaluate(
        "navigator.serviceWorker.ready.then(found => found.active.postMessage("
        "{keep: '999|7', page: '/office/case/7/tablet/checklist/', parts: []}))"
    )
    tablet.page.wait_for_function("caches.keys().then(names => names.length === 0)")

    assert tablet.cached() == []


def test_answer_that_was_lost_on_the_way_saves_nothing_twice(chromium: Any, live_server: Any):
    tablet = Tablet(
        chromium, live_server, set_scene(), "auditor", "block"
    )  # a worker would hide the call from `route`
    lost = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)  # the server has it, the tablet never hears
        route.abort()

    tablet.page.route("**/save/", lose)
    tablet.write("9.1.1.1", "所见甲")
    tablet.save()
    tablet.told("网络已断开，内容留在本机")
    entries = Entry.objects.count()
    tablet.page.get_by_role("button", name="立即发送").click()
    tablet.told("已全部保存")

    assert lost == [200]
    assert kept() == {"9.1.1.1": "所见甲"}
    assert Entry.objects.count() == entries
    tablet.context.close()


def test_tablet_that_was_closed_before_saving_still_has_the_words(tablet: Tablet):
    tablet.context.set_offline(True)
    tablet.write("9.1.1.1", "等待发送的")
    tablet.save()
    tablet.told("等待发送：1 条")
    tablet.write("9.1.1.2", "还没有保存的")
    tablet.page.wait_for_timeout(500)
    tablet.page.close()
    tablet.context.set_offline(False)

    tablet.page = tablet.open()
    tablet.told("1 条未保存")

    assert kept() == {"9.1.1.1": "等待发送的"}
    assert tablet.page.locator('[data-clause="9.1.1.2"]').get_by_label("所见").input_value() == "还没有保存的"


def test_row_that_another_saved_meanwhile_is_the_persons_to_settle(tablet: Tablet, chromium, live_server):
    scene = Scene({"lead_auditor": _account("lead_auditor")}, {"case": _case()})
    other = Tablet(chromium, live_server, scene, "lead_auditor")
    tablet.context.set_offline(True)
    tablet.write("9.1.1.1", "我所见")
    tablet.save()
    tablet.told("等待发送：1 条")
    other.write("9.1.1.1", "组长所见")
    other.save()
    other.told("已全部保存")
    other.context.close()

    tablet.context.set_offline(False)
    tablet.page.get_by_role("button", name="仍保存我写的").wait_for()
    meanwhile = kept()
    tablet.shot("tablet-conflict")
    tablet.page.get_by_role("button", name="仍保存我写的").click()
    tablet.told("已全部保存")

    assert meanwhile == {"9.1.1.1": "组长所见"}
    assert kept() == {"9.1.1.1": "我所见"}


def test_photo_taken_offline_arrives_as_evidence_of_its_item(tablet: Tablet):
    tablet.context.set_offline(True)
    tablet.page.get_by_label("拍摄或取得的地点").fill("话务大厅")
    tablet.page.get_by_label("所附照片和文件不含个人信息，或已经遮盖").check()
    tablet.page.locator('[data-clause="9.1.1.1"] [data-photo]').set_input_files(
        {"name": "大厅.png", "mimeType": "image/png", "buffer": PICTURE}
    )
    tablet.write("9.1.1.1", "见照片")
    tablet.save()
    tablet.told("1 张照片")

    tablet.context.set_offline(False)
    tablet.told("已全部保存")

    file = StoredFile.objects.get()
    assert (file.name, file.claimed_place) == ("大厅.png", "话务大厅")
    assert RegisterRow.objects.get(register="checklist").evidence == [f"file:{file.pk}"]


def test_item_that_is_not_whole_stays_on_the_tablet_and_says_what_lacks(tablet: Tablet):
    tablet.page.locator('[data-clause="9.1.1.1"]').get_by_text("符合", exact=True).click()
    tablet.save()

    tablet.told("有条款没有写全，已留在本机")
    assert tablet.page.locator('[data-clause="9.1.1.1"] [data-told]').inner_text() == "还缺：审核方法、所见"
    assert kept() == {}


def test_sheet_is_filtered_by_section_and_state(tablet: Tablet):
    tablet.write("9.1.1.1", "所见")
    tablet.save()
    tablet.told("已全部保存")

    tablet.page.get_by_label("章节").select_option("9.1.1")
    in_section = tablet.page.locator(".item:visible").count()
    tablet.page.get_by_label("情况").select_option("empty")

    assert (in_section, tablet.page.locator(".item:visible").count()) == (4, 3)
    assert "已保存 1 / 145" in tablet.page.locator("#count").inner_text()


def test_targets_are_large_and_nothing_serious_is_wrong(tablet: Tablet):
    small = tablet.page.evaluate(
        "Array.from(document.querySelectorAll('.item .tap, .dock .btn')).filter(e => e.offsetParent"
        " && e.getBoundingClientRect().height < 44).length"
    )
    found = Axe().run(tablet.page).response["violations"]
    too_wide = tablet.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    tablet.shot("tablet")

    assert small == 0
    assert [fault["id"] for fault in found if fault["impact"] in {"serious", "critical"}] == []
    assert not too_wide


def _account(username: str) -> Any:
    from hengxian.people.models import Account

    return Account.objects.get(username=username)


def _case() -> Any:
    from hengxian.certification.models import Case

    return Case.objects.get()
