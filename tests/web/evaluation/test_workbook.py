"""All fifteen sheets in one request: every line or none, and each person changes only his own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hengxian.certification.models import Case
from hengxian.certification.queries.judging import ratings_of
from hengxian.certification.queries.sheets import open_leaves
from hengxian.journal.models import Entry
from hengxian.records.edition import pack
from tests.certification.evaluation.scored import evidence, judge
from tests.certification.world import World
from tests.web.evaluation.conftest import Browser

JUDGED = [leaf.id for leaf in pack().tree.leaves if leaf.source == "judged"]


def address(case: Case) -> str:
    return f"/office/case/{case.pk}/sheets/all/"


def said(proof: str, leaves: list[str], score: str = "85") -> dict[str, object]:
    """What the form sends of those leaves."""
    found: dict[str, object] = {}
    for leaf in leaves:
        found |= {f"{leaf}-score": score, f"{leaf}-reason": "抽听录音", f"{leaf}-evidence": [proof]}
    return found


@pytest.mark.covers("A-13", "XD.1.1", "XD.4.1")
def test_all_sheets_are_on_one_page_with_measured_lines_that_nobody_types_over(case: Case, browser: Browser):
    page = browser("auditor").get(address(case)).text

    assert [page.count(f"/sheets/D.{n}.") for n in (1, 2, 3, 4)] == [5, 3, 4, 3]
    assert page.count('-score"') // 2 >= len(JUDGED)
    assert "call_connection_rate-score" not in page


def test_every_leaf_is_saved_in_one_request(world: World, case: Case, browser: Browser):
    auditor, form = browser("auditor"), said(evidence(world, case), JUDGED)

    first = auditor.post(address(case), form)
    entries = Entry.objects.count()
    again = auditor.post(address(case), form)

    assert (first.status_code, again.status_code, Entry.objects.count()) == (302, 302, entries)
    assert [(each.leaf, each.score) for each in ratings_of(case)] == [(leaf, "85") for leaf in JUDGED]
    assert open_leaves(case) == []


def test_saving_more_leaves_asks_the_database_no_more(world: World, case: Case, browser: Browser):
    auditor, proof = browser("auditor"), evidence(world, case)

    with CaptureQueriesContext(connection) as few:
        auditor.post(address(case), said(proof, JUDGED[:2]))
    with CaptureQueriesContext(connection) as many:
        auditor.post(address(case), said(proof, JUDGED[2:]))

    assert len(many) <= len(few) + 1  # the names of those who have rated by then


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"warmth-reason": ""}, 'href="#h-warmth"'), ({"warmth-score": "101"}, "服务热情度")],
)
def test_one_faulty_leaf_saves_nothing_and_is_named(
    world: World, case: Case, browser: Browser, wrong: dict[str, str], told: str
):
    form = said(evidence(world, case), JUDGED) | wrong

    answer = browser("auditor").post(address(case), form)
    alert = answer.text.partition('role="alert"')[2].partition("</div>")[0]

    assert (answer.status_code, ratings_of(case)) == (422, [])
    assert told in alert


def test_leaf_that_was_saved_meanwhile_gets_409_and_saves_nothing(world: World, case: Case, browser: Browser):
    judge(world, case, {"warmth": "85"}, "auditor")

    answer = browser("auditor").post(address(case), said(evidence(world, case, "新"), JUDGED, "60"))

    assert answer.status_code == 409
    assert [(each.leaf, each.score) for each in ratings_of(case)] == [("warmth", "85")]


def test_two_raters_fill_in_the_workbook_beside_each_other(world: World, case: Case, browser: Browser):
    proof = evidence(world, case)
    browser("auditor").post(address(case), said(proof, ["warmth"], "85"))
    lead = browser("lead")

    page = lead.get(address(case)).text
    lead.post(address(case), said(proof, ["warmth"], "60"))

    assert "auditor某：<strong>85</strong>" in page
    assert [(each.rater, each.score) for each in ratings_of(case)] == [("auditor某", "85"), ("lead某", "60")]


@pytest.mark.parametrize(
    ("part", "seen", "saved"),
    [("lead", 200, 302), ("clerk", 200, 403), ("head", 200, 403), ("bystander", 404, 404), ("client", 404, 404)],
)  # fmt: skip
def test_workbook_is_there_for_the_file_and_written_by_the_team(
    world: World, case: Case, browser: Browser, part: str, seen: int, saved: int
):
    person, form = browser(part), said(evidence(world, case), JUDGED)

    answers = [person.get(address(case)).status_code, person.post(address(case), form).status_code]

    assert answers == [seen, saved]
    assert len(ratings_of(case)) == (len(JUDGED) if saved == 302 else 0)
