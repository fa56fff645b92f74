"""An application on its pages, from the organisation's particulars to an open case: by applicant, clerk and head."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hengxian.certification.applying import appendix
from hengxian.certification.applying.materials import named_conditions, named_materials
from hengxian.certification.models import Application, Case, Hotline
from hengxian.people.models import Organisation
from hengxian.records.edition import edition_name, pack
from hengxian.records.files.reading import files_of
from hengxian.records.issuing import documents_of
from hengxian.records.registers.reading import rows
from tests.certification.applying import desk
from tests.keeping import stage
from tests.kept_files import set_own
from tests.web.scene import Scene


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Any) -> None:
    set_own(settings, tmp_path)


def post(browser: Client, address: str, said: dict[str, Any], *, status: int = 302) -> Any:
    """The form of a page, with the version it showed, sent once."""
    shown = browser.get(address)
    if shown.status_code == 200:
        version = re.search(r'name="version"[^>]*value="(\d+)"', shown.content.decode())
        said = {**({"version": version[1]} if version else {}), **said}
    answer = browser.post(address, said)
    assert answer.status_code == status, re.sub(r"<[^>]+>|\s+", " ", answer.content.decode())[:3000]
    return answer


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, desk.PDF + f"% {name}".encode(), "application/pdf")


def said_in(part: str) -> dict[str, Any]:
    """What the applicant types in a part."""
    answers = {ask.id: desk.plausible(ask) for ask in appendix.asks(part)}
    return {name: "yes" if value is True else value for name, value in answers.items()}


def with_particulars(browser: Client) -> None:
    post(
        browser,
        "/portal/organisation/own/",
        {**desk.ORGANISATION, "name": "甲市政务服务中心", "code": desk.code()},
    )


def draft(scene: Scene, browser: Client) -> Application:
    hotline = scene.records["hotline"]
    post(browser, f"/portal/hotline/{hotline.pk}/own/", {
        "name": hotline.name, "type": hotline.type, "founded_on": "2015-05-01", "place": "甲市", "within_territory": "yes",
        "sites-0-name": "主话务区", "sites-0-address": "中心路1号",
    })  # fmt: skip
    post(browser, "/portal/application/new/draft/", {"hotline_id": hotline.pk})
    return Application.objects.order_by("pk").last()  # type: ignore[return-value]


def fill_in(browser: Client, application: Application) -> None:
    page = f"/portal/application/{application.pk}"
    for part in appendix.PARTS:
        post(browser, f"{page}/part/{part}/", said_in(part))
    conditions: dict[str, Any] = {}
    for each in named_conditions():
        name = each.id.replace(".", "_")
        conditions |= {f"text_{name}": "具备", f"evidence_{name}": "见批复"}
    post(
        browser,
        f"{page}/conditions/",
        conditions | {"since_6_1_1_3": "2025-01-01", "files_6_1_1_1": pdf("批复.pdf")},
    )
    for each in named_materials()[:6]:
        post(
            browser,
            f"{page}/materials/",
            {"subject": each.id, "file": pdf(f"材料{each.id}.pdf"), "key": each.id},
        )
    post(browser, f"{page}/materials/", {"none": "yes"})
    post(browser, f"{page}/register/platform_suppliers/", {"kind": "无", "relation": "无"})


def review(browser: Client, application: Application) -> None:
    said: dict[str, Any] = {}
    for each in named_conditions():
        name = f"f{each.id.replace('.', '_')}"
        said |= {f"{name}-finding": "具备", f"{name}-checked_how": "核对原件", f"{name}-reason": "一致"}
    for each in named_materials():
        name = f"f{each.id.replace('.', '_')}"
        said |= {
            f"{name}-complete": "完整", f"{name}-complete_how": "逐页", f"{name}-genuine": "真实",
            f"{name}-genuine_how": "原件", f"{name}-accurate": "准确", f"{name}-accurate_how": "对照",
        }  # fmt: skip
    post(browser, f"/office/application/{application.pk}/review/", said)


@stage
def handed_in(scene: Scene) -> Application:
    applicant = scene.client("applicant")
    with_particulars(applicant)
    application = draft(scene, applicant)
    fill_in(applicant, application)
    post(applicant, f"/portal/application/{application.pk}/submit/", {"key": "a"})
    return application


def publish_fees(head: Client) -> None:
    post(head, "/office/body/1/register/fee_list/", {
        "item": "初次认证审核费", "unit": "每人天", "amount": "4000", "published_on": "2026-01-01", "starts_on": "2026-01-01",
    })  # fmt: skip


@pytest.mark.covers("XA.1", "XA.4", "R14.1.1", "R14.1.2", "Q3b.1-2", "A-1")
def test_an_application_goes_its_way_on_the_pages(scene: Scene):
    applicant, clerk, head = (scene.client(who) for who in ("applicant", "clerk", "head_of_body"))
    with_particulars(applicant)
    application = draft(scene, applicant)
    page, at_desk = f"application/{application.pk}", f"/office/application/{application.pk}"

    fill_in(applicant, application)
    assert clerk.get(f"{at_desk}/").status_code == 404
    post(applicant, f"/portal/{page}/submit/", {"key": "a"})
    review(clerk, application)
    post(clerk, f"{at_desk}/accept/", {"reason": "符合要求", "key": "b"})
    publish_fees(head)
    post(clerk, f"{at_desk}/fees/", {"p0-quantity": "8", "p0-agreed": "4000"})
    post(clerk, f"{at_desk}/offer_contract/", {"scope": "甲市热线", "plan_outline": "现场4天", "key": "c"})
    person = scene.people["applicant"].person_id
    post(
        applicant, f"/portal/{page}/agree_contract/", {"signed_by": person, "method": "图形签名", "key": "d"}
    )
    post(head, f"{at_desk}/sign_contract/", {"method": "图形签名", "key": "e"})
    post(head, f"{at_desk}/register/edition_overrides/", {
        "act": "立案", "edition": edition_name(), "window_end": pack().rule.ends_on.isoformat(), "reason": "新版未发布",
    })  # fmt: skip
    post(clerk, f"{at_desk}/new/case/open/", {"key": "f"})

    kept = Application.objects.get(pk=application.pk)
    assert (kept.status, kept.form["A.1"]["applicant_name"]) == ("已签约", "甲市政务服务中心")
    assert [document.sort for document in documents_of(kept.story)] == ["acceptance", "agreement"]
    assert Case.objects.get(application=kept).status == "已立案"
    for browser, address in (
        (applicant, f"/portal/{page}/"),
        (clerk, f"{at_desk}/"),
        (head, f"{at_desk}/review/"),
    ):
        assert browser.get(address).status_code == 200
    for browser, room in ((applicant, "portal"), (clerk, "office")):
        answer = browser.get(f"/{room}/{page}/form.pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_a_faulty_answer_is_told_and_the_rest_is_kept(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    address = f"/portal/application/{application.pk}/part/A.1/"

    answer = post(
        applicant,
        address,
        {"contact_person": "孙某某", "contact_phone": "000000", "contact_email": "x"},
        status=422,
    )

    assert Application.objects.get(pk=application.pk).form["A.1"] == {"contact_person": "孙某某"}
    text = answer.content.decode()
    assert "联系电话“000000”无法拨打" in text


def test_an_automatic_save_answers_with_a_fragment(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    address = f"/portal/application/{application.pk}/part/A.3/"

    answer = applicant.post(
        address,
        {"organisation_0": "设三个科", "version": application.version},
        headers={"HX-Request": "true"},
    )

    assert answer.status_code == 200 and "已自动保存" in answer.content.decode()
    assert f'value="{application.version + 1}"' in answer.content.decode()
    assert Application.objects.get(pk=application.pk).form["A.3"] == {"organisation_0": "设三个科"}


def test_a_part_written_meanwhile_is_told(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    address = f"/portal/application/{application.pk}/part/A.1/"
    post(applicant, address, {"contact_person": "孙某某"})

    answer = applicant.post(address, {"contact_person": "李某某", "version": application.version})

    assert answer.status_code == 409
    assert "李某某" in answer.content.decode()


@pytest.mark.covers("A-7")
@pytest.mark.parametrize(
    "name", ["part/A.1", "conditions", "materials", "dataset", "dataset/reading", "prefill", "form.pdf"]
)
def test_nobody_else_finds_the_pages_of_a_draft(scene: Scene, name: str):
    application = draft(scene, scene.client("applicant"))
    address = f"application/{application.pk}/{name}" + ("" if name.endswith("pdf") else "/")

    answers = {
        scene.client(who).get(f"/portal/{address}").status_code for who in scene.people if who != "applicant"
    }

    assert answers == {404}
    assert scene.client("clerk").get(f"/office/application/{application.pk}/form.pdf").status_code == 404


@pytest.mark.covers("A-5", "T42")
def test_a_wrong_code_is_marked_at_its_field(scene: Scene):
    applicant = scene.client("applicant")
    wrong = desk.code()[:-1] + ("0" if desk.code()[-1] != "0" else "1")

    answer = post(applicant, "/portal/organisation/own/", {**desk.ORGANISATION, "code": wrong}, status=422)

    assert "第 18 位（校验码）" in answer.content.decode()
    assert Organisation.objects.get(pk=scene.pk("organisation")).code == ""


def test_a_hotline_sent_twice_is_registered_once(scene: Scene):
    applicant = scene.client("applicant")
    with_particulars(applicant)
    said = {
        "name": "甲市12340热线", "type": "专业性热线", "founded_on": "2018-01-01", "place": "甲市",
        "within_territory": "yes", "key": "once",
    }  # fmt: skip

    for _ in range(2):
        post(applicant, "/portal/hotline/new/", said)

    assert Hotline.objects.filter(name="甲市12340热线").count() == 1


@pytest.mark.covers("A-8")
def test_prefill_is_offered_and_waits(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    export = SimpleUploadedFile(
        "预填.json",
        b'{"kind": "hengxian-application-prefill", "form": {"A.1": {"contact_phone": "12345"}}}',
        "application/json",
    )

    post(applicant, f"/portal/application/{application.pk}/prefill/", {"export": export})

    page = applicant.get(f"/portal/application/{application.pk}/part/A.1/").content.decode()
    assert "预填、尚待核对：联系电话" in page


@pytest.mark.covers("R6.1.3", "T47")
def test_a_supplement_is_listed_answered_and_handed_in_on_the_pages(scene: Scene):
    applicant, clerk = scene.client("applicant"), scene.client("clerk")
    with_particulars(applicant)
    application = draft(scene, applicant)
    fill_in(applicant, application)
    page, at_desk = f"/portal/application/{application.pk}", f"/office/application/{application.pk}"
    post(applicant, f"{page}/submit/", {"key": "a"})
    review(clerk, application)
    post(
        clerk,
        f"{at_desk}/register/supplement_items/",
        {"subject": "6.1.2.3", "lacking": "缺程序", "expected": "程序"},
    )
    post(clerk, f"{at_desk}/ask_supplement/", {"whole_list": "yes", "key": "b"})

    post(applicant, f"{page}/answers/", {"answer_1": "已补充"})
    post(applicant, f"{page}/resubmit/", {"key": "c"})

    assert Application.objects.get(pk=application.pk).status == "已补充"
    assert "再次" not in clerk.get(f"{at_desk}/ask_supplement/").content.decode()
    assert clerk.get(f"{at_desk}/").status_code == 200


@pytest.mark.parametrize("name", ["review", "fees"])
def test_the_clerks_pages_are_not_there_for_others(scene: Scene, name: str):
    address = f"/office/application/{handed_in(scene).pk}/{name}/"
    others = ("auditor", "outsider", "committee_member", "certificate_administrator", "applicant", "stranger")

    assert {scene.client(who).get(address).status_code for who in others} == {404}


def test_half_a_finding_saves_nothing_and_is_marked(scene: Scene):
    application = handed_in(scene)
    said = {
        "f6_1_1_1-finding": "具备",
        "f6_1_1_2-finding": "具备",
        "f6_1_1_2-checked_how": "看",
        "f6_1_1_2-reason": "有",
    }

    answer = post(scene.client("clerk"), f"/office/application/{application.pk}/review/", said, status=422)

    assert "“核对办法”不能为空" in answer.content.decode()
    assert list(rows("condition_findings", application.story)) == []


def test_the_head_does_not_write_the_clerks_findings(scene: Scene):
    application = handed_in(scene)
    said = {"f6_1_1_1-finding": "具备", "f6_1_1_1-checked_how": "看", "f6_1_1_1-reason": "有"}

    post(scene.client("head_of_body"), f"/office/application/{application.pk}/review/", said, status=403)

    assert list(rows("condition_findings", application.story)) == []


def test_a_material_sent_twice_is_kept_once(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    address = f"/portal/application/{application.pk}/materials/"

    for _ in range(2):
        post(applicant, address, {"subject": "6.1.2.3", "file": pdf("体系文件.pdf"), "key": "once"})

    assert files_of(application.story, "material").count() == 1


@pytest.mark.covers("G-9")
def test_a_web_page_is_no_material(scene: Scene):
    applicant = scene.client("applicant")
    application = draft(scene, applicant)
    page = SimpleUploadedFile("体系文件.html", b"<html></html>", "text/html")

    answer = applicant.post(
        f"/portal/application/{application.pk}/materials/", {"subject": "6.1.2.3", "file": page, "key": "x"}
    )

    assert answer.status_code == 422
    assert files_of(application.story).count() == 0


@pytest.mark.covers("A-1", "T7")
def test_an_act_outside_the_window_is_warned_of(scene: Scene):
    page = scene.client("head_of_body").get(f"/office/case/{scene.pk('case')}/end_early/").content.decode()

    assert "印明的有效期为2025-01-01至2025-05-20" in page
