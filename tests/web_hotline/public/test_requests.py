"""A citizen files a request and follows it; sent twice it is one; wrong codes are blocked."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengxian.hotline.models import Contact, Order
from hengxian.records.edition import pack
from hengxian.records.models import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import write
from hengxian.web.acting.visitor import now
from hengxian.web.public import asking
from tests.hotline.registers.keeping import lacking
from tests.web_hotline.scene import Scene

WORDS = {
    "type": "appeal",
    "text": "路灯不亮三天了，请修理。",
    "place": "某路 5 号门前",
    "telephone": "0599-00001234",
}
KEY = "k" * 22


def sent(browser: Client, **said: object) -> object:
    return browser.post("/public/city/request/", {**WORDS, "key": KEY, **said}, follow=True)


@pytest.mark.covers("R3.2", "B-8")
def test_a_request_is_filed_once_and_followed_by_its_code(scene: Scene) -> None:
    browser = scene.client("anonymous")

    pages = [sent(browser).content.decode() for _ in range(2)]

    order = Order.objects.get()
    code = re.search(r'monospace">([^<]+)<', pages[0])[1]
    assert pages[0] == pages[1]
    assert (order.channel, order.place, order.caller.telephone) == ("web", "某路 5 号门前", "0599-00001234")
    assert Contact.objects.get().answered_at is None
    page = browser.post(
        "/public/city/progress/", {"number": order.number, "query_code": code}, follow=True
    ).content.decode()
    assert "已受理" in page and "0000" not in page.replace(order.number, "")


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(scene: Scene) -> None:
    answer = sent(scene.client("anonymous"), place="", telephone="", text="路灯不亮")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "反映问题的，请写明事发地点" in page and ">路灯不亮</textarea>" in page
    assert f'name="key" value="{KEY}"' in page
    assert not Order.objects.exists()


@pytest.mark.covers("R10.1.1.1-4")
def test_a_complaint_about_conduct_names_the_unit_and_shields_the_caller(scene: Scene) -> None:
    unit = scene.line.units["城管局"]
    said = {"type": "conduct", "place": "", "text": "窗口人员态度恶劣"}

    refused = sent(scene.client("anonymous"), **said)
    sent(scene.client("anonymous"), **said, complained_of=unit.pk)

    order = Order.objects.get()
    assert "请选择被投诉的单位" in refused.content.decode()
    assert (order.type, order.is_conduct_complaint, order.complained_of) == ("suggestion", True, unit)


def test_files_come_along_or_the_whole_form_is_refused(scene: Scene) -> None:
    picture = SimpleUploadedFile("a.txt", "现场情况".encode(), "text/plain")
    page = SimpleUploadedFile("b.html", b"<script>", "text/html")

    refused = sent(scene.client("anonymous"), files=[page])
    none = Order.objects.count()
    sent(scene.client("anonymous"), files=[picture])

    order = Order.objects.get()
    assert (refused.status_code, none) == (422, 0)
    assert list(StoredFile.objects.values_list("about", "name", "sensitivity")) == [
        (order.story, "a.txt", "敏感")
    ]


@pytest.mark.covers("B-8")
def test_five_wrong_codes_block_this_place(scene: Scene) -> None:
    browser = scene.client("anonymous")
    sent(browser)
    number = Order.objects.get().number

    answers = [
        browser.post("/public/city/progress/", {"number": number, "query_code": "AAAA-AAAA"}).status_code
        for _ in range(6)
    ]

    assert answers == [422] * 5 + [429]


def test_too_many_requests_from_one_place_have_to_wait_but_a_repeat_is_answered(scene: Scene) -> None:
    browser = scene.client("anonymous")

    answers = [sent(browser, key=f"{number:022}").status_code for number in range(11)]

    assert answers == [200] * 10 + [429]
    assert sent(browser, key=f"{0:022}").status_code == 200
    assert Order.objects.count() == 10


def test_a_stranger_without_the_key_reads_no_code(scene: Scene) -> None:
    sent(scene.client("anonymous"))

    answer = scene.client("anonymous").get(f"/public/city/request/{'x' * 22}/")

    assert answer.status_code == 404


@pytest.mark.covers("R10.1.3.3")
def test_the_unit_complained_of_learns_nothing_of_the_citizen_and_a_leak_stays_open_in_its_register(
    scene: Scene,
) -> None:
    line, unit = scene.line, scene.line.units["城管局"]
    lead = line.units["住建局"].pk
    line.at = now()  # the form is filed by the clock of the site
    proof = SimpleUploadedFile("我的名字.txt", "来访人甲".encode(), "text/plain")
    said = {
        "type": "conduct",
        "place": "",
        "text": "窗口人员态度恶劣，我的电话 0599-00001234",
        "name": "来访人甲",
    }
    sent(scene.client("anonymous"), **said, complained_of=unit.pk, files=[proof])
    order = line.does(
        "agent",
        Order.objects.get(),
        "transfer",
        opinion="请核实",
        units=[unit.pk, lead],
        lead=lead,
        limit_days=5,
    )

    clerk = scene.client("clerk")
    page = clerk.get(f"/unit/order/{order.pk}/").content.decode()
    opened = clerk.post(f"/unit/files/{StoredFile.objects.get().pk}/", {"reason": "想看"})
    leak = {
        "found_at": "2026-03-02T09:00", "kinds": "电话", "persons": "1", "cause": "误发", "harm": "被打扰",
        "measures": "收回", "persons_told": "待定", "standing": "处置中",
    }  # fmt: skip
    write(open_book(pack(), "leak_incidents", line.hotline), leak, by=line.actor("manager"), at=line.at)

    assert "窗口人员态度恶劣" in page
    assert not [word for word in ("来访人甲", "来访", "0000123", "****34", "我的名字") if word in page]
    assert opened.status_code in (403, 404)
    assert lacking(line, "leak_incidents", on=line.at.date()) != []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../x.html", "x.html：不接受这种文件"),
        ("..\\..\\x.html", "x.html：不接受这种文件"),
        ("照片.jpg.exe", "照片.jpg.exe：不接受这种文件"),
        ("照片.exe.jpg", "文件名有两个扩展名"),
        ("照片.jpg", "照片.jpg"),  # it says picture and is text
    ],
)
def test_a_file_of_the_wrong_kind_is_named_and_the_words_stay(scene: Scene, name: str, said: str) -> None:
    answer = sent(scene.client("anonymous"), files=[SimpleUploadedFile(name, b"<script>", "text/html")])

    page = answer.content.decode()
    assert answer.status_code == 422 and not Order.objects.exists() and not StoredFile.objects.exists()
    assert said in page and "选过的请重新选择" in page and "路灯不亮三天了，请修理。</textarea>" in page


def test_too_many_files_or_too_large_are_refused_before_any_is_kept(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_BYTES", 20)

    many, large, _ = (
        sent(
            scene.client("anonymous"),
            files=[SimpleUploadedFile(f"{n}.txt", "现场".encode(), "text/plain") for n in range(number)],
        )
        for number in (10, 4, 3)
    )

    assert (many.status_code, large.status_code) == (422, 422)
    assert "现有 10 个" in many.content.decode() and "现有 24 字节" in large.content.decode()
    assert StoredFile.objects.count() == 3
