"""Lists: the same number of statements however many rows there are, filters, exports without formulas."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from hengxian.journal import verifying
from hengxian.journal.models import Entry
from tests.web.scene import Scene, add_case

MOST = 12


def statements(scene: Scene, who: str, address: str) -> int:
    """How many statements the page takes, sessions and menus included."""
    browser = scene.client(who)
    browser.get(address)  # whatever is read once a process
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(
        [
            query
            for query in caught.captured_queries
            if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "UPDATE"))
        ]
    )


@pytest.mark.parametrize("kind", ["application", "case", "nonconformity", "certificate", "organisation"])
def test_list_takes_few_statements_however_many_rows(scene: Scene, kind: str) -> None:
    few = statements(scene, "head_of_body", f"/office/{kind}/")
    case = scene.records["case"]
    for number in range(3):
        add_case(case.organisation, case.hotline, f"AN-2026-1{number}")

    many = statements(scene, "head_of_body", f"/office/{kind}/")

    assert (few, few <= MOST) == (many, True)


def test_filter_finds_by_status_and_by_word(scene: Scene) -> None:
    case = scene.records["case"]
    add_case(case.organisation, case.hotline, "AN-2026-777", status="已立案")
    clerk = scene.client("clerk")

    by_status = clerk.get("/office/case/?status=已立案").text
    by_word = clerk.get("/office/case/?q=777").text
    by_name = clerk.get("/office/case/?q=乙市").text

    assert ["AN-2026-777" in page and "AN-2026-001" not in page for page in (by_status, by_word)] == [
        True,
        True,
    ]
    assert "没有符合条件的审核案" in by_name


@pytest.mark.covers("G-19")
def test_export_holds_what_the_person_may_see_and_no_formula(scene: Scene) -> None:
    case = scene.records["case"]
    add_case(case.organisation, case.hotline, "=HYPERLINK(1)")
    add_case(case.organisation, case.hotline, "AN-其他组织")
    auditor = scene.client("auditor")

    csv = scene.client("clerk").get("/office/case/export.csv").getvalue().decode("utf-8-sig")
    own = auditor.get("/office/case/export.csv").getvalue().decode("utf-8-sig")
    book = load_workbook(BytesIO(scene.client("clerk").get("/office/case/export.xlsx").getvalue()))

    assert "'=HYPERLINK(1)" in csv
    assert [line.split(",")[0] for line in own.splitlines()] == ["案号", "AN-2026-001"]
    assert [row[0].data_type for row in book.active.iter_rows(min_row=2)] == ["s", "s", "s"]
    told = Entry.objects.filter(verb="export").select_related("said").order_by("sequence")
    assert [entry.said.facts["facts"]["rows"] for entry in told] == [3, 1, 3]
    assert list(verifying.faults()) == []
    listed = scene.client("audit_administrator").get("/administration/journal/?kind=exports").text
    assert listed.count("业务丁") == 2


def test_work_of_a_clerk_takes_the_same_statements_however_much_it_is(scene: Scene) -> None:
    case = scene.records["case"]
    few = statements(scene, "clerk", "/office/")
    for number in range(5):
        add_case(case.organisation, case.hotline, f"AN-2026-2{number}", status="已立案")
        add_case(case.organisation, case.hotline, f"AN-2026-3{number}", status="已立案")

    many = statements(scene, "clerk", "/office/")

    assert many - few <= 5  # whatever the clocks of a kind ask once


def test_client_cannot_filter_by_what_the_page_hides_from_him(scene: Scene) -> None:
    case = scene.records["case"]
    add_case(case.organisation, case.hotline, "AN-2026-555", status="意见已出")
    applicant = scene.client("applicant")

    listed = applicant.get("/portal/case/?q=555").text
    by_status = applicant.get("/portal/case/?status=意见已出").text

    assert ("评定中" in listed, "意见已出" in listed) == (True, False)
    assert "AN-2026-555" not in by_status


def test_search_finds_records_of_every_kind(scene: Scene) -> None:
    page = scene.client("clerk").get("/office/search/?q=2026-001").text

    found = [
        number in page
        for number in ("SQ-2026-001", "AN-2026-001", "ZS-2026-001", "SS-2026-001", "TS-2026-001")
    ]
    assert found == [True] * 5


def test_work_waits_for_those_who_may_do_it(scene: Scene) -> None:
    clerk, applicant, outsider = (
        scene.client(who).get(f"/{room}/").text
        for who, room in (("clerk", "office"), ("applicant", "portal"), ("outsider", "office"))
    )

    assert ("受理投诉" in clerk, "TS-2026-001" in clerk) == (True, True)
    assert ("确认不符合项" in applicant, "BFH-1" in applicant) == (True, True)
    assert "现在没有等您办理的事项" in outsider
