"""Assessors: a round under way, its clauses judged one by one, its scores, and the package that goes with an application."""

import io
import zipfile
from pathlib import Path

import pytest

from hengxian.cli.showcase_hotline import assessing
from hengxian.hotline.models import Assessment, Hotline
from hengxian.records.models import RegisterRow
from tests.journeys.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_round_is_judged_scored_and_packed(stage: Stage, hotline: Hotline) -> None:
    assessing.begin(hotline, stage.at)
    round_ = Assessment.objects.get()
    desk, path = stage.desk("assessor"), f"/assess/assessment/{round_.pk}"

    desk.open(f"{path}/")
    desk.look("assessor-1-round")
    page = desk.open(f"{path}/register/clause_judgements/sheet/")
    line = page.locator("tr").filter(has=page.locator("th", has_text="9.1.1.3")).first
    line.locator("[value='已做到']").check()
    line.locator("[name$='facts']").fill("每月协调一次，均有记录")
    desk.look("assessor-2-clauses")
    page.get_by_role("button", name="保存全表").click()
    page.wait_for_url("**/clause_judgements/")
    desk.open(f"{path}/scores/")
    desk.look("assessor-3-scores")
    page = desk.open(f"{path}/ready/")
    desk.look("assessor-4-ready", ("desktop",))
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载申请准备包").click()

    judged = RegisterRow.objects.filter(register="clause_judgements", subject="9.1.1.3")
    package = zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes()))
    assert judged.count() == 1
    assert "index.json" in package.namelist()
