"""Score sheets on pages: measured lines cannot be typed over, judged ones are saved in one request."""

from io import BytesIO

import openpyxl
import pytest

from hengxian.certification.models import Case
from hengxian.certification.queries.analysis import jobs_of
from hengxian.certification.queries.judging import ratings_of
from hengxian.journal.models import Entry
from hengxian.records.files.reading import files_of
from tests.certification.evaluation.scored import evidence, judge
from tests.certification.world import World
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import tables
from tests.papers import words_of
from tests.web.evaluation.conftest import Browser


def address(case: Case, sheet: str = "") -> str:
    return f"/office/case/{case.pk}/sheets/" + (f"{sheet}/" if sheet else "")


def said(leaf: str, score: str, *proof: str, **more: str) -> dict[str, object]:
    """One line as the form sends it."""
    return {f"{leaf}-score": score, f"{leaf}-reason": "抽听录音", f"{leaf}-evidence": list(proof)} | {
        f"{leaf}-{name}": value for name, value in more.items()
    }


@pytest.mark.covers("XD.1.1", "XD.4.1")
def test_the_overview_lists_fifteen_sheets_with_their_totals(world: World, case: Case, browser: Browser):
    page = browser("auditor").get(address(case)).content.decode()

    assert [page.count(f"/sheets/D.{n}.") for n in (1, 2, 3, 4)] == [5, 3, 4, 3]
    assert "综合评价得分" in page and "没有评判" in page
    assert "合格" not in page and "达标" not in page


@pytest.mark.covers("A-13", "XD.1.1")
def test_a_measured_line_is_marked_and_offers_nothing_to_type(case: Case, browser: Browser):
    auditor = browser("auditor")

    page = auditor.get(address(case, "D.1.1")).content.decode()
    auditor.post(address(case, "D.1.1"), said("call_connection_rate", "100", "file:1"))

    assert page.count(">计算</span>") == 2
    assert "call_connection_rate-score" not in page
    assert "另列的检查，不计入得分：" in page
    assert ratings_of(case) == []


def test_a_sheet_is_saved_in_one_request_and_sending_it_twice_writes_nothing_more(
    world: World, case: Case, browser: Browser
):
    proof, auditor = evidence(world, case), browser("auditor")
    form = said("warmth", "85", proof, content="问候与倾听") | said("patience", "70.5", proof)

    first = auditor.post(address(case, "D.1.3"), form)
    entries = Entry.objects.count()
    auditor.post(address(case, "D.1.3"), form)

    page = auditor.get(address(case, "D.1.3")).content.decode()
    assert (first.status_code, Entry.objects.count()) == (302, entries)
    assert [(each.leaf, each.score) for each in ratings_of(case)] == [("warmth", "85"), ("patience", "70.5")]
    assert "5.95" in page and "问候与倾听" in page


@pytest.mark.covers("A-13")
@pytest.mark.parametrize(
    ("form", "told"),
    [
        (said("warmth", "85"), "“证据”不能为空"),
        (said("warmth", "85", "file:999"), "证据"),
        (said("warmth", "101", "PROOF"), "0"),
        ({**said("warmth", "85", "PROOF"), "warmth-reason": ""}, "“理由”不能为空"),
    ],
)
def test_a_faulty_line_saves_nothing_and_says_why(
    world: World, case: Case, browser: Browser, form, told: str
):
    proof = evidence(world, case)
    form = {name: [proof] if value == ["PROOF"] else value for name, value in form.items()}

    answer = browser("auditor").post(address(case, "D.1.3"), form | said("patience", "70", proof))

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert ratings_of(case) == []


def test_everybody_sees_what_the_others_gave_and_changes_only_his_own(
    world: World, case: Case, browser: Browser
):
    judge(world, case, {"warmth": "85"}, "auditor")
    lead = browser("lead")

    page = lead.get(address(case, "D.1.3")).content.decode()
    lead.post(address(case, "D.1.3"), said("warmth", "60", evidence(world, case, "另一份录音")))

    assert "auditor某：<strong>85</strong>" in page
    assert [(each.rater, each.score) for each in ratings_of(case)] == [("auditor某", "85"), ("lead某", "60")]
    assert "评判人给分不一" in lead.get(address(case)).content.decode()


def test_a_stale_sheet_gets_409_and_changes_nothing(world: World, case: Case, browser: Browser):
    judge(world, case, {"warmth": "85"}, "auditor")

    answer = browser("auditor").post(
        address(case, "D.1.3"), said("warmth", "60", evidence(world, case, "新"))
    )

    assert answer.status_code == 409
    assert [each.score for each in ratings_of(case)] == ["85"]


@pytest.mark.parametrize(
    ("part", "seen", "saved"),
    [("auditor", 200, 302), ("lead", 200, 302), ("clerk", 200, 403), ("head", 200, 403), ("bystander", 404, 404),
     ("chair", 404, 404), ("keeper", 404, 404), ("client", 404, 404)],
)  # fmt: skip
def test_sheets_are_there_for_the_file_and_written_by_the_team(
    world: World, case: Case, browser: Browser, part: str, seen: int, saved: int
):
    person, proof = browser(part), evidence(world, case)

    answers = {person.get(address(case, sheet)).status_code for sheet in ("", "D.1.3", "improvement")}
    files = {
        person.get(f"/office/case/{case.pk}/{name}").status_code for name in ("sheets.xlsx?blank", "runs/")
    }
    posted = person.post(address(case, "D.1.3"), said("warmth", "85", proof))

    assert answers | files == {seen}
    assert posted.status_code == saved
    assert len(ratings_of(case)) == (1 if saved == 302 else 0)


def test_there_is_no_sixteenth_sheet(case: Case, browser: Browser):
    assert browser("auditor").get(address(case, "D.5.1")).status_code == 404


def test_improvement_indicators_are_judged_on_their_own_sheet(world: World, case: Case, browser: Browser):
    auditor, proof = browser("auditor"), evidence(world, case)

    auditor.post(address(case, "improvement"), said("media_attention", "50", proof, content="报道"))

    page = auditor.get(address(case, "improvement")).content.decode()
    assert [each.row.register for each in ratings_of(case)] == ["improvement_judgements"]
    assert "1.50" in page


@pytest.mark.covers("XD.1.2", "XD.3.1")
def test_sheets_are_printed_filled_and_blank(world: World, case: Case, browser: Browser):
    judge(world, case, {"warmth": "85"}, "auditor", content="=SUM(A1)")
    auditor = browser("auditor")

    filled = auditor.get(f"/office/case/{case.pk}/sheets.pdf").content
    blank = auditor.get(f"/office/case/{case.pk}/sheets.pdf?blank").content
    book = openpyxl.load_workbook(BytesIO(auditor.get(f"/office/case/{case.pk}/sheets.xlsx").content))

    words = [words_of(paper) for paper in (filled, blank)]
    assert ("5.95" in words[0], "5.95" in words[1]) == (True, False)
    assert len(book.sheetnames) == 15
    cells = [cell for row in book["D.1.3 服务态度"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "规则未列评价内容：=SUM(A1)" in [cell.value for cell in cells]
    assert Entry.objects.filter(verb="export").count() == 2


def test_the_case_page_shows_runs_scores_and_coverage(world: World, case: Case, browser: Browser):
    page = browser("auditor").get(f"/office/case/{case.pk}/").content.decode()

    assert "本案采用" in page
    assert "打分表 15 张" in page
    assert "还有 36 项没有证据" in page


def test_the_report_page_shows_its_scores(world: World, case: Case, browser: Browser):
    page = browser("lead").get(f"/office/evaluation_report/{case.evaluation_report.pk}/").content.decode()

    assert "综合评价得分" in page and "GB/T 33357 未核对" in page


def test_the_act_of_analysis_offers_the_teams_runs_and_measuring_the_datasets(
    world: World, case: Case, browser: Browser
):
    auditor = browser("auditor")

    measure = auditor.get(f"/office/case/{case.pk}/measure/").content.decode()
    analyse = auditor.get(f"/office/case/{case.pk}/analyse/").content.decode()

    assert "export.zip" in measure
    assert f'value="{case.evaluation_id}"' in analyse


@pytest.mark.covers("R6.2.2.6")
def test_a_dataset_brought_on_site_is_measured_as_it_is(case: Case, browser: Browser, tmp_path):
    auditor = browser("auditor")
    path = zipped(write(tmp_path / "on-site", tables()))

    with path.open("rb") as stream:
        answer = auditor.post(
            f"/office/case/{case.pk}/measure/", {"new_dataset": stream, "key": "k1", "dataset": ""}
        )

    brought = files_of(case.story, "dataset").get()
    assert answer.status_code == 302
    assert jobs_of(case)[0].ids[:2] == [brought.pk, case.story]
    assert "排队中" in auditor.get(f"/office/case/{case.pk}/runs/").content.decode()


def test_measuring_without_a_dataset_is_refused_in_the_form(case: Case, browser: Browser):
    answer = browser("auditor").post(f"/office/case/{case.pk}/measure/", {"key": "k1", "dataset": ""})

    assert answer.status_code == 422
    assert "选定一项" in answer.content.decode()
    assert jobs_of(case) == []
