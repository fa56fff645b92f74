"""Every limit of certification is told to those it concerns, before and after, until it is done (A-20)."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hengxian.certification import reminding
from hengxian.certification.models import Appeal, Application
from hengxian.certification.queries.blocking import blocking
from hengxian.records.edition import pack
from hengxian.records.models.notice import Notice
from hengxian.records.registers.book import BODY
from hengxian.records.registers.sites import reminders_of_site
from hengxian.records.reminders.telling import remind
from tests.cast import placed
from tests.certification.certificates.certified import issued, put, ready_case, set_terms
from tests.certification.world import World


def application(world: World, status: str = "已提交", **columns: Any) -> Application:
    return placed(
        Application(
            number=world.number("SQ"), organisation=world.client, hotline=world.hotline, status=status,
            started_at=world.at, received_at=world.at, **columns,
        )
    )  # fmt: skip


def events(source: Any, at: datetime) -> list[tuple[str, str, date | None, bool]]:
    return [(thing.event, thing.number, thing.due_on, thing.is_done) for thing in source(at)]


@pytest.mark.covers("A-20")
def test_review_and_supplement_of_an_application_are_waited_for(world: World) -> None:
    review = application(world)
    waiting = application(world, "待补充", supplement_told_at=world.at)
    before = events(reminding.applications, world.at)
    world.set(P_supplement=10)

    after = events(reminding.applications, world.at)

    assert before == [
        ("acceptance_review", review.number, date(2026, 3, 9), False),
        ("supplement_waiting", waiting.number, None, False),
    ]
    assert after[1] == ("supplement_waiting", waiting.number, date(2026, 3, 16), False)


def test_limits_of_a_case_stand_with_its_own_team(world: World) -> None:
    planned = world.case("计划已批", on_site_from=date(2026, 3, 20))
    decided = world.case("已决定")
    world.decision(decided)
    conditional = world.case("待整改", notified_at=world.at)
    decision = world.decision(conditional, "有条件批准认证")
    type(decision).objects.filter(pk=decision.pk).update(limit_on=date(2026, 4, 10))

    things = list(reminding.cases(world.at))

    assert [(each.event, each.number, each.due_on) for each in things] == [
        ("plan_days", planned.number, date(2026, 3, 20)),
        ("condition_limit", conditional.number, date(2026, 4, 10)),
        ("decision_notice", decided.number, date(2026, 3, 9)),
    ]
    assert things[0].accounts == {
        "lead_auditor": (world["lead"].account,),
        "auditor": (world["auditor"].account,),
    }


def test_open_nonconformity_is_waited_for_until_it_is_closed(world: World) -> None:
    case = world.case("末次会议已开")
    found = world.nonconformity(case)
    world.nonconformity(case, status="已关闭")

    things = list(reminding.nonconformities(world.at))

    assert [(each.number, each.due_on) for each in things] == [
        (f"{case.number} {found.number}", date(2026, 4, 1))
    ]


def test_certificate_has_surveillance_window_and_expiry(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    until = certificate.valid_until

    told = events(reminding.certificates, world.at)
    type(certificate).objects.filter(pk=certificate.pk).update(
        status="暂停", suspended_until=date(2026, 6, 1)
    )
    suspended = events(reminding.certificates, world.at)

    number = certificate.number
    assert told == [
        ("surveillance_due", number, date(2027, 3, 2), False),
        ("recertification_window", number, date(2028, 12, 1), False),
        ("certificate_expiry", number, until, False),
    ]
    assert suspended[-1] == ("suspension_limit", number, date(2026, 6, 1), False)


def test_window_of_renewal_is_done_once_renewal_was_applied_for(world: World) -> None:
    set_terms(world)
    certificate = issued(world)
    application(world, for_recertification_of=certificate)

    told = events(reminding.certificates, world.at)

    assert told[1][0] == "recertification_window"
    assert told[1][3] is True


def test_appeal_under_way_is_waited_for(world: World) -> None:
    placed(
        Appeal(
            number="SS-2026-001", organisation=world.client, case=world.case("已决定"), status="已受理", grounds="异议",
            lodged_at=world.at, handling_due_on=date(2026, 3, 30),
        )
    )  # fmt: skip

    assert events(reminding.appeals, world.at) == [
        ("appeal_handling", "SS-2026-001", date(2026, 3, 30), False)
    ]


def test_newest_registration_of_each_working_person_counts(world: World) -> None:
    bound = f"person:{world['auditor'].person}"
    put("auditor_registrations", bound, {"number": "旧", "ends_on": "2026-04-01"})
    put("auditor_registrations", bound, {"number": "新", "ends_on": "2029-04-01"})

    things = list(reminding.registrations(world.at))

    assert [(each.number, each.due_on) for each in things] == [("新", date(2029, 4, 1))]
    assert things[0].accounts == {"auditor": (world["auditor"].account,)}


@pytest.mark.covers("T7")
def test_body_waits_for_edition_calendar_reviews_and_drills(world: World) -> None:
    put("impartiality_reviews", BODY, {"reviewed_on": "2025-06-01"})

    told = {thing.event: thing.due_on for thing in reminding.body(world.at)}

    assert told == {
        "edition_end": date(2025, 5, 20),
        "calendar_year_missing": date(2027, 1, 1),
        "impartiality_review": date(2026, 6, 1),
        "backup_drill": date(2026, 3, 2),
    }


@pytest.mark.covers("G-4")
def test_unset_parameter_is_told_when_a_case_comes_to_the_step(world: World) -> None:
    ready_case(world)
    before = [(each.parameter.id, len(each.records)) for each in blocking(world.at)]
    set_terms(world)

    after = blocking(world.at)

    assert (before, after) == ([("P-term", 1), ("P-number", 1)], [])


@pytest.mark.covers("A-20")
def test_morning_tells_each_receiver_once_and_stops_when_done(world: World) -> None:
    waiting = application(world)
    on_the_day = datetime(2026, 3, 9, 8, 0, tzinfo=world.at.tzinfo)

    first = [notice for notice in remind(on_the_day) if notice.about == waiting.story]
    again = remind(on_the_day)
    Application.objects.filter(pk=waiting.pk).update(status="已受理")
    done = remind(on_the_day + timedelta(days=3))

    assert sorted(notice.role for notice in first) == ["clerk", "head_of_body"]
    assert {notice.text for notice in first} == {f"申请{waiting.number}的受理审查应于 2026-03-09 前完成"}
    assert again == []
    assert not [notice for notice in done if notice.about == waiting.story]


def test_every_event_of_the_table_has_its_source(world: World) -> None:
    source = Path(reminding.__file__).read_text(encoding="utf-8")

    assert [each.id for each in reminders_of_site(pack(), "body") if f'"{each.id}"' not in source] == []


def test_reminding_changes_no_record(world: World) -> None:
    set_terms(world)
    certificate = issued(world)

    remind(datetime(2031, 1, 2, 8, 0, tzinfo=world.at.tzinfo))

    certificate.refresh_from_db()
    assert (certificate.status, certificate.marker) == ("有效", "")
    assert Notice.objects.filter(text__contains="届满不自动注销").exists()
