"""Time changes what a page says and nothing that is stored: overdue and expired are computed, and no job writes a state."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification.complaints import bring_in
from hengxian.certification.models import Application, Case, Certificate, Nonconformity
from hengxian.certification.publishing import renew_open_data, write_outstanding
from hengxian.certification.queries.certificates import standing_on
from hengxian.certification.queries.limits import clocks_of_case
from hengxian.certification.timetable import seal_journal
from hengxian.records.clocks import Standing
from hengxian.records.jobs import wake
from hengxian.records.reminders.telling import remind
from tests.cast import placed
from tests.certification.certificates.certified import issued, set_terms
from tests.certification.world import World
from tests.web.certificates.conftest import Desk

KINDS = (Application, Case, Certificate, Nonconformity)
JOBS = (wake, write_outstanding, bring_in, remind, seal_journal, renew_open_data)


def stored() -> dict[str, Any]:
    """Every state that somebody decided, with the version it was written at."""
    return {
        str((kind.kind, each.pk)): (each.status, each.marker, each.version)
        for kind in KINDS
        for each in kind._default_manager.all()
    }


@pytest.fixture
def overdue(world: World, settings: Any, tmp_path: Path) -> Case:
    """A limit of every sort that runs out: review, notice, correction, surveillance, expiry."""
    settings.HENGXIAN_COMPLAINTS = tmp_path / "complaints"
    set_terms(world)
    issued(world)
    case = world.case("已决定")
    world.decision(case)
    world.nonconformity(world.case("末次会议已开"))
    placed(
        Application(
            number="SQ-2026-900", organisation=world.client, hotline=world.hotline, status="已提交",
            started_at=world.at, received_at=world.at,
        )
    )  # fmt: skip
    return case


@pytest.mark.covers("G-2")
def test_page_says_overdue_once_the_limit_has_passed_and_stores_nothing(
    world: World, desk: Desk, overdue: Case
) -> None:
    before = stored()
    running = clocks_of_case(overdue, world.at)[0].standing

    page = desk("clerk").get(f"/office/case/{overdue.pk}/").text

    assert running == Standing.RUNNING
    assert clocks_of_case(overdue, world.at + timedelta(days=8))[0].standing == Standing.LATE
    assert "超期" in page
    assert stored() == before


@pytest.mark.covers("G-2")
def test_no_job_writes_a_state_however_late_it_is(world: World, overdue: Case) -> None:
    before, certificate = stored(), Certificate.objects.get(status="有效")

    for years in (1, 5):
        at = datetime.fromisoformat(f"{2026 + years}-03-02T08:00+08:00")
        for job in JOBS:
            job(at)

    standing = standing_on(certificate, at.date())
    assert stored() == before
    assert standing and not standing.is_valid and certificate.status == "有效"
