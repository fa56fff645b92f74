"""A manager keeps units, matters, posts and designated persons of his own hotlines."""

import re
from typing import Any

from hengxian.hotline import postings
from hengxian.hotline.models import Designation, Matter, Posting, Unit
from hengxian.journal.models import Entry
from tests.cast import appoint, open_account
from tests.web_hotline.scene import Scene

PAGE = "/manage/arrangement/"


def test_a_unit_a_matter_a_post_and_a_designation_are_made_on_pages(scene: Scene) -> None:
    browser, line = scene.client("manager"), scene.line
    fresh = appoint(open_account("新人寅", "fresh"), "agent")

    def send(sort: str, **said: Any) -> int:
        return int(browser.post(f"{PAGE}new/{sort}/?hotline={line.hotline.pk}", said).status_code)

    sent = [
        send("unit", name="园林局", telephone="010-00000000"),
        send("matter", name="树木修剪", unit_id=str(line.units["城管局"].pk), limit_days="3"),
        send("posting", account=str(fresh.pk), post="夜班"),
        send("designation", account=str(fresh.pk), duty="archive", basis="热线办〔2026〕9号（虚构）"),
    ]

    assert sent == [302, 302, 302, 302]
    assert Unit.objects.get(name="园林局").hotline == line.hotline
    assert Matter.objects.get(name="树木修剪").limit_days == 3
    assert Posting.objects.get(person=fresh.person).post == "夜班"
    assert postings.duties_of(fresh.person_id, line.hotline.pk) == {"archive"}
    assert "新人寅" in browser.get(PAGE).content.decode()


def test_a_post_is_ended_with_a_reason_and_stays_on_record(scene: Scene) -> None:
    posting = Posting.objects.get(person=scene.line.people["agent"].person, ended_at=None)
    browser = scene.client("manager")

    without = browser.post(f"{PAGE}posting/{posting.pk}/", {"reason": ""})
    ended = browser.post(f"{PAGE}posting/{posting.pk}/", {"reason": "调离"})

    assert (without.status_code, ended.status_code) == (422, 302)
    assert Posting.objects.get(pk=posting.pk).ended_at is not None
    assert postings.hotlines_of(posting.person_id) == set()


def test_a_matters_limit_is_changed_with_a_reason(scene: Scene) -> None:
    matter = scene.line.matters["停水"]
    said = {"unit_id": str(matter.unit_id), "limit_days": "1", "reason": "保供期间"}

    answer = scene.client("manager").post(f"{PAGE}matter/{matter.pk}/", said)

    assert answer.status_code == 302
    assert Matter.objects.get(pk=matter.pk).limit_days == 1


def test_a_form_sent_twice_counts_once(scene: Scene) -> None:
    browser, line = scene.client("manager"), scene.line
    posting = Posting.objects.get(person=line.people["agent"].person, ended_at=None)
    forms = {
        "new/unit/": {"name": "园林局", "key": "k-1"},
        f"posting/{posting.pk}/": {"reason": "调离", "key": "k-2", "version": posting.version},
    }

    answers = [browser.post(PAGE + path, said).status_code for path, said in forms.items() for _ in range(2)]
    other = browser.post(f"{PAGE}posting/{posting.pk}/", {"reason": "再次", "key": "k-3"})

    assert (answers, other.status_code) == ([302] * 4, 409)
    assert Unit.objects.filter(name="园林局").count() == 1
    assert Entry.objects.filter(verb="end", object_kind="posting").count() == 1


def test_whoever_did_not_see_the_newest_is_told_and_his_form_goes_on_from_it(scene: Scene) -> None:
    matter, browser = scene.line.matters["停水"], scene.client("manager")
    address, said = f"{PAGE}matter/{matter.pk}/", {"unit_id": str(matter.unit_id), "reason": "保供期间"}
    seen = version_in(browser.get(address).content.decode())
    scene.client("manager_two").post(address, said | {"limit_days": "2", "version": seen})

    lost = browser.post(address, said | {"limit_days": "1", "version": seen})
    again = browser.post(address, said | {"limit_days": "1", "version": version_in(lost.content.decode())})

    assert (lost.status_code, again.status_code) == (409, 302)
    assert "您所见的不是最新内容" in lost.content.decode()
    assert Matter.objects.get(pk=matter.pk).limit_days == 1
    assert version_in(browser.get(f"{PAGE}hotline/{scene.line.hotline.pk}/").content.decode()) == "1"


def version_in(page: str) -> str:
    (found,) = re.findall(r'name="version" value="(\d+)"', page)
    return str(found)


def test_no_unit_is_above_one_that_it_is_below(scene: Scene) -> None:
    upper = scene.line.units["城管局"]
    lower = Unit.objects.create(hotline=scene.line.hotline, name="城管一所", parent=upper)

    answer = scene.client("manager").post(
        f"{PAGE}unit/{upper.pk}/", {"parent_id": str(lower.pk), "reason": "虚构"}
    )

    assert (answer.status_code, "上级单位不能是城管局自己或其下级单位" in answer.content.decode()) == (
        422,
        True,
    )


def test_a_name_is_given_once_and_nobody_posts_himself(scene: Scene) -> None:
    browser, line = scene.client("manager"), scene.line

    twice = browser.post(f"{PAGE}new/unit/", {"name": "城管局"})
    himself = browser.post(
        f"{PAGE}new/designation/",
        {"account": str(line.people["manager"].pk), "duty": "archive", "basis": "虚构"},
    )

    assert (twice.status_code, himself.status_code) == (422, 403)
    assert Unit.objects.filter(name="城管局").count() == 1
    assert not Designation.objects.filter(person=line.people["manager"].person).exists()


def test_another_hotlines_people_are_not_there(scene: Scene) -> None:
    foreign = Posting.objects.get(hotline=scene.line.other)
    browser = scene.client("manager")

    found = [
        browser.get(f"{PAGE}?hotline={scene.line.other.pk}").status_code,
        browser.get(f"{PAGE}posting/{foreign.pk}/").status_code,
        scene.client("agent").get(PAGE).status_code,
    ]

    assert found == [404, 404, 404]


def test_limits_of_the_hotline_are_shown_as_its_own_and_set_with_a_reason(scene: Scene) -> None:
    browser, line = scene.client("manager"), scene.line.hotline
    address = f"{PAGE}hotline/{line.pk}/"
    said = {"recall_days": "10", "expiry_days": "45", "reason": "例会决定"}

    before = browser.get(PAGE).content.decode()
    answers = [browser.post(address, said | {"recall_days": "0"}), browser.post(address, said)]
    after = browser.get(PAGE).content.decode()
    editor = scene.client("editor").get("/desk/knowledge/alarms/").content.decode()

    assert before.count("30 天（本热线设定）") == 2
    assert [answer.status_code for answer in answers] == [422, 302]
    assert "10 天（本热线设定）" in after and "45 天（本热线设定）" in after
    assert "45 日内到期" in editor and "（本热线设定）" in editor
    assert Entry.objects.filter(verb="set_limits", object_kind="hotline").count() == 1
    assert scene.client("manager").get(f"{PAGE}hotline/{scene.line.other.pk}/").status_code == 404
