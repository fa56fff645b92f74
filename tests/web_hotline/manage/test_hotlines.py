"""Another hotline on a running site: by the security administrator's page; its people and data are its own (R3.1, R3.3)."""

from typing import Any

import pytest

from hengxian.hotline.models import Hotline, Posting
from hengxian.journal.models import Entry
from hengxian.people.models import Organisation
from tests.hotline.intake.checking import chain_faults
from tests.web_hotline.scene import Scene

PAGE = "/administration/hotlines/"


def form(scene: Scene, **change: Any) -> dict[str, Any]:
    people = scene.line.people
    return {
        "key": "k1", "name": "甲市公积金热线", "number": "12329", "code": "fund", "place": "甲市",
        "new_provider": "甲市公积金中心（虚构）", "founded_on": "2019-05-01",
        "managers": [str(people["manager"].pk), str(people["manager_two"].pk)],
    } | change  # fmt: skip


@pytest.mark.covers("R3.1", "R3.3")
def test_second_hotline_is_registered_with_its_managers_and_shares_nothing(scene: Scene) -> None:
    browser = scene.client("security_administrator")
    order = scene.line.order()

    sent = [browser.post(f"{PAGE}new/", form(scene)) for _ in range(2)]

    made = Hotline.objects.get(code="fund")
    entry = Entry.objects.get(object_kind="hotline", object_id=str(made.pk))
    posted = Posting.objects.filter(hotline=made).values_list("person__name", flat=True)
    assert [answer.status_code for answer in sent] == [302, 302]
    assert (made.provider.name, made.operator, entry.verb, entry.actor) == (
        "甲市公积金中心（虚构）", None, "found", scene.line.actor("security_administrator").name,
    )  # fmt: skip
    assert sorted(posted) == sorted(["主管壬", "主管癸"])
    assert "甲市公积金热线" in browser.get(PAGE).content.decode()
    theirs = scene.client("manager").get(f"/manage/arrangement/?hotline={made.pk}")
    assert theirs.status_code == 200 and order.number not in theirs.content.decode()
    assert scene.client("anonymous").get("/public/fund/request/").status_code == 200
    assert scene.client("agent").get("/public/fund/progress/").status_code == 200
    assert chain_faults() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "city"}, "简称代号“city”已用于另一热线"),
        ({"code": "CITY"}, "简称代号“CITY”已用于另一热线"),
        ({"code": "公积金"}, "简称代号应为 1 至 20 个英文字母"),
        ({"name": "甲市12345热线"}, "热线名称“甲市12345热线”已用于另一热线"),
        ({"new_provider": ""}, "登记热线还缺：提供者"),
        ({"founded_on": "2999-01-01"}, "开通日期不能晚于今天"),
        ({"managers": []}, "热线管理人员"),
    ],
)
def test_what_is_wrong_stands_in_the_form_and_nothing_is_made(
    scene: Scene, change: dict[str, Any], sentence: str
) -> None:
    answer = scene.client("security_administrator").post(f"{PAGE}new/", form(scene) | change)

    assert answer.status_code == 422 and sentence in answer.content.decode()
    assert Hotline.objects.count() == 2 and not Organisation.objects.filter(name__contains="公积金").exists()


def test_one_person_alone_manages_no_hotline(scene: Scene) -> None:
    alone = {"managers": [str(scene.line.people["manager"].pk)]}

    answer = scene.client("security_administrator").post(f"{PAGE}new/", form(scene) | alone)

    assert answer.status_code == 422 and "热线管理人员应为 2 名以上不同的人" in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "seen", "opened"),
    [("security_administrator", 200, 200), ("system_administrator", 200, 404), ("manager", 404, 404),
     ("agent", 404, 404), ("audit_administrator", 404, 404)],
)  # fmt: skip
def test_only_the_security_administrator_registers(scene: Scene, who: str, seen: int, opened: int) -> None:
    browser = scene.client(who)

    answers = [browser.get(PAGE), browser.get(f"{PAGE}new/")]
    refused = browser.post(f"{PAGE}new/", form(scene)) if opened == 404 else None

    assert [answer.status_code for answer in answers] == [seen, opened]
    assert refused is None or (refused.status_code == 404 and Hotline.objects.count() == 2)


def test_provider_that_is_known_is_chosen_or_found_by_name(scene: Scene) -> None:
    known = scene.line.hotline.provider
    browser = scene.client("security_administrator")

    browser.post(f"{PAGE}new/", form(scene, provider=str(known.pk), new_provider=""))
    browser.post(f"{PAGE}new/", form(scene, key="k2", code="b", name="乙", new_provider=known.name))

    assert {line.provider for line in Hotline.objects.filter(code__in=("fund", "b"))} == {known}
