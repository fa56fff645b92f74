"""The list of orders in each room: paged by key, searched by words, masked, at a cost that depth does not change."""

import re
import weakref
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.models import Order, Part
from hengxian.journal.models import Entry
from hengxian.web.acting import exporting
from tests.cast import NOON, placed
from tests.keeping import kept
from tests.web_hotline.scene import Scene, set_scene

NEXT = re.compile(r'href="(\?[^"]*)" rel="next"')
NUMBER = re.compile(r"N-\d{3}")
NUMBERS = re.compile(r"\d{8}-\d{5}")


@pytest.fixture
def crowded(db: None) -> Scene:
    """A hotline with many orders."""
    return set_crowded()


@kept
def set_crowded() -> Scene:
    """A hundred and seventy orders of the agent, every one with a part of the clerk's unit."""
    scene = set_scene()
    line = scene.line
    for number in range(170):
        order: Order = placed(
            Order(
                hotline=line.hotline, number=f"N-{number:03d}", channel="phone", type="appeal", title="某事",
                text="某事", accepted_at=NOON, status="办理中", agent=line.people["agent"].person,
            )
        )  # fmt: skip
        placed(Part(order=order, unit=line.units["城管局"], since=NOON, status="办理中"))
    return scene


def walked(browser: Any, address: str) -> tuple[list[str], list[int]]:
    """The numbers on all pages in order, and how many queries each page took."""
    numbers: list[str] = []
    asked: list[int] = []
    query = ""
    browser.get(address)  # what is done once for a session is done
    while True:
        with CaptureQueriesContext(connection) as queries:
            text = browser.get(address + query).content.decode()
        asked.append(len(queries))
        told = " ".join(each["sql"] for each in queries)
        assert "OFFSET" not in told and "DISTINCT" not in told
        assert not re.search(r'COUNT\(\S+\)[^;]*FROM "hotline_order"', told)
        numbers += dict.fromkeys(NUMBER.findall(text))
        following = NEXT.search(text)
        if following is None:
            return numbers, asked
        query = following[1].replace("&amp;", "&")


@pytest.mark.parametrize(("who", "door"), [("manager", "manage"), ("agent", "desk"), ("clerk", "unit")])
def test_list_shows_every_order_once_and_no_page_costs_more(crowded: Scene, who: str, door: str) -> None:
    numbers, asked = walked(crowded.client(who), f"/{door}/order/")

    assert numbers == [f"N-{number:03d}" for number in reversed(range(170))]
    assert max(asked) - min(asked) <= 1


def test_search_box_finds_two_characters_in_the_text_within_what_one_may_see(scene: Scene) -> None:
    line = scene.line
    own = line.transferred("城管局", title="路边异味", text="怀疑燃气泄漏，请核查。")
    other = line.transferred("住建局", title="楼道异味", text="怀疑燃气泄漏，请核查。")

    found = {
        who: NUMBERS.findall(scene.client(who).get(f"/{door}/order/?q=燃气").content.decode())
        for who, door in (("manager", "manage"), ("clerk", "unit"))
    }

    assert {who: set(numbers) for who, numbers in found.items()} == {
        "manager": {own.number, other.number}, "clerk": {own.number},
    }  # fmt: skip


@pytest.mark.covers("G-7")
def test_search_by_full_number_shows_the_order_and_never_the_number(scene: Scene) -> None:
    line = scene.line
    order = Order(
        hotline=line.hotline, channel="phone", type="appeal", matter=line.matters["路面破损"], title="路灯不亮",
        text="请回电059900000001", area="东区", place="某路", read_back=True, accepted_at=line.at,
    )  # fmt: skip
    who = Particulars(type="自然人", name="赵某某", telephone="059900000001")
    made = line.does("agent", order, "register", caller=who)

    page = scene.client("agent").get("/desk/order/?q=059900000001").content.decode()
    table = page[page.index("<table") :]

    assert made.number in table
    assert "059900000001" not in table and "赵某某" not in table


@pytest.fixture
def held() -> Iterator[dict[str, int]]:
    """How many orders were read from the database so far, and the most that were in memory at once."""
    known: dict[str, int] = {"read": 0, "most": 0}
    alive: weakref.WeakSet[Order] = weakref.WeakSet()

    def note(instance: Order, **told: Any) -> None:
        alive.add(instance)
        known["read"] += 1
        known["most"] = max(known["most"], len(alive))

    post_init.connect(note, sender=Order, weak=False)
    yield known
    post_init.disconnect(note, sender=Order)


@pytest.mark.parametrize("address", ["/manage/order/export.{}?status=办理中", "/manage/part/export.{}"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_export_is_read_in_steps_however_long_it_is(
    crowded: Scene, held: dict[str, int], monkeypatch: Any, form: str, address: str
) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 10)
    browser = crowded.client("manager")

    answer = browser.get(address.format(form))
    before = held["read"]
    content = b"".join(answer.streaming_content)

    if form == "csv":
        lines = content.decode("utf-8-sig").splitlines()
    else:
        lines = [str(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]
    assert len(lines) == 171 and "N-169" in lines[1] and "N-000" in lines[-1]
    assert held["most"] <= 30
    assert form == "xlsx" or before == 0  # nothing is read before the first byte is asked for
    [told] = Entry.objects.filter(verb="export").select_related("said")
    assert told.said.facts["facts"]["rows"] == 170


def test_workbook_that_is_too_long_is_refused_and_the_csv_is_not(
    crowded: Scene, held: dict[str, int], monkeypatch: Any
) -> None:
    monkeypatch.setattr(exporting, "MOST", 100)
    browser = crowded.client("manager")

    answers = [browser.get(f"/manage/order/export.{form}") for form in ("xlsx", "csv")]

    assert [answer.status_code for answer in answers] == [422, 200]
    assert "工作簿一次最多导出 100 行" in answers[0].content.decode() and held["read"] == 0
    assert Entry.objects.filter(verb="export").count() == 1


def test_export_of_what_was_sought_holds_the_hits_alone(crowded: Scene) -> None:
    line = crowded.line
    made = line.transferred("城管局", title="路边异味", text="怀疑燃气泄漏，请核查。")

    lines = crowded.client("manager").get("/manage/order/export.csv?q=燃气").getvalue().decode().splitlines()

    assert [made.number in each for each in lines] == [False, True]
    [told] = Entry.objects.filter(verb="export").select_related("said")
    assert told.said.facts["facts"]["rows"] == 1


def test_page_follows_a_cursor_that_was_tampered_with_from_the_top(crowded: Scene) -> None:
    page = crowded.client("manager").get("/manage/order/?after=nonsense").content.decode()

    assert "N-169" in page


@pytest.mark.parametrize(
    ("who", "door", "status"),
    [("agent", "desk", 404), ("agent_two", "desk", 404), ("inspector", "desk", 200), ("clerk", "unit", 200),
     ("manager", "manage", 200), ("both", "manage", 200)],
)  # fmt: skip
def test_an_agent_takes_no_list_away_and_is_offered_none(
    crowded: Scene, who: str, door: str, status: int
) -> None:
    browser = crowded.client(who)
    kind = "review" if who == "inspector" else "order"

    page = browser.get(f"/{door}/{kind}/").content.decode()
    answers = [browser.get(f"/{door}/{kind}/export.{form}") for form in ("csv", "xlsx")]
    for answer in answers:
        answer.close()

    assert [answer.status_code for answer in answers] == [status, status]
    assert ("导出 CSV" in page) == (status == 200)


def test_an_agent_takes_no_register_away_either(crowded: Scene) -> None:
    address = f"/desk/hotline/{crowded.line.hotline.pk}/register/service_hours/"
    manager = address.replace("/desk/", "/manage/")

    page = crowded.client("agent").get(address)
    answer = crowded.client("agent").get(f"{address}export.csv")
    for_manager = crowded.client("manager").get(f"{manager}export.csv")

    assert (page.status_code, answer.status_code, for_manager.status_code) == (200, 404, 200)
    assert "导出" not in page.content.decode()
