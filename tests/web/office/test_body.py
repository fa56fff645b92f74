"""What belongs to the body as a whole: parameters, notices, help; and that every page is strict about scripts."""

import pytest

from hengxian.certification.lifecycles import ALL
from hengxian.records.edition import pack
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.writing import write
from hengxian.web.acting.kinds import KINDS
from tests.cast import NOON, SCRIBE
from tests.web.scene import Scene


def test_parameter_is_set_by_the_head_and_its_history_is_readable(scene: Scene) -> None:
    head, clerk = scene.client("head_of_body"), scene.client("clerk")
    form = {"key": "1", "value": "36", "basis": "管理体系证书的惯例"}

    refused = clerk.post("/office/parameters/P-term/", form)
    done = head.post("/office/parameters/P-term/", form)
    later = head.post("/office/parameters/P-term/", {**form, "value": "24"})

    assert (refused.status_code, done.status_code, later.status_code) == (403, 302, 302)
    setting = value_of("P-term")
    assert (setting.value if setting else None) == 24
    page = clerk.get("/office/parameters/P-term/").text
    assert ["36个月，机构自定（规则未规定）" in page, "24个月，机构自定（规则未规定）" in page] == [
        True,
        True,
    ]


def test_parameter_that_does_not_fit_is_refused_in_place(scene: Scene) -> None:
    answer = scene.client("head_of_body").post(
        "/office/parameters/P-term/", {"value": "三年", "basis": "惯例"}
    )

    assert (answer.status_code, "三年" in answer.text, value_of("P-term")) == (422, True, None)


def test_notice_is_in_the_inbox_of_its_receivers_until_seen(scene: Scene) -> None:
    notice = tell(
        To(role="clerk"),
        "申请 SQ-2026-001 已提交",
        about="application:1",
        by=SCRIBE,
        at=NOON,
        link="/office/case/",
    )
    clerk, head = scene.client("clerk"), scene.client("head_of_body")

    before = clerk.get("/office/notices/").text
    opened = clerk.post(f"/office/notices/{notice.pk}/")
    strange = head.post(f"/office/notices/{notice.pk}/")

    assert ("申请 SQ-2026-001 已提交" in before, "未读" in before) == (True, True)
    assert (opened.status_code, opened.url) == (302, "/office/case/")
    assert "未读" not in clerk.get("/office/notices/").text
    assert strange.status_code == 404


def test_help_shows_every_act_and_every_term(scene: Scene) -> None:
    applicant = scene.client("applicant")

    acts, words = applicant.get("/help/lifecycles/").text, applicant.get("/help/words/").text

    assert [move.label for lifecycle in ALL for move in lifecycle if move.label not in acts] == []
    assert [term.name for term in pack().rule.terms if term.text not in words] == []


def test_every_beginning_stands_in_its_table() -> None:
    begun = {(kind.id, beginning.verb) for kind in KINDS.values() for beginning in kind.beginnings}

    tables = {
        (lifecycle.kind, move.verb) for lifecycle in ALL for move in lifecycle if str(move.sources[0]) == "—"
    }

    assert tables - begun == {("evaluation_report", "start")}  # begun with its case
    assert begun - tables == set()


def test_pages_allow_no_script_but_their_own(scene: Scene) -> None:
    lead = scene.client("lead_auditor")
    case = scene.pk("case")

    pages = [
        lead.get(path)
        for path in ("/office/", f"/office/case/{case}/", f"/office/case/{case}/register/tools/")
    ]

    for page in pages:
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
        assert ("<script>" in page.text, " onclick=" in page.text, "javascript:" in page.text) == (
            False,
            False,
            False,
        )


@pytest.mark.covers("L17")
def test_case_says_that_the_filing_is_not_entered_until_it_is(scene: Scene) -> None:
    clerk, address = scene.client("clerk"), f"/office/case/{scene.pk('case')}/"
    before = clerk.get(address).text
    filing = {"kind": "认证规则备案", "content": "已备案", "number": "备-0001", "starts_on": "2025-01-01"}

    by = scene.people["head_of_body"].as_actor()
    write(open_book(pack(), "qualifications", BODY), filing, by=by, at=NOON)

    assert ("备案信息：未填" in before, "备案信息：未填" in clerk.get(address).text) == (True, False)
