"""Limits fall on the working calendar, stand as the moment says, and are never guessed."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from hengxian.records.acceptance import Acceptance, Pause, Receipts, acceptance_clocks
from hengxian.records.clocks import (
    Clock,
    Due,
    Length,
    NoLength,
    Standing,
    Undeterminable,
    clock,
    clock_until,
    due,
    months_after,
    since,
)
from hengxian.standard.calendars import state_council
from hengxian.standard.load import bundled_pack

ZONE = ZoneInfo("Asia/Shanghai")
PACK = bundled_pack()
CALENDAR = state_council().calendar


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_due_counts_working_days_over_the_national_holiday():
    limit = due(PACK, "acceptance_review", date(2025, 9, 26), CALENDAR)

    assert limit == Due(
        "acceptance_review", "受理审查", "6.1.3", date(2025, 9, 26), Length(5, "working_day"), date(2025, 10, 10),
        "首次收到、补充告知与再次收到分别记录，暂停期间可见（T47）",
    )  # fmt: skip
    assert limit.at == moment("2025-10-11T00:00")


@pytest.mark.covers("G-3")
def test_due_in_an_unannounced_year_is_refused_and_the_year_named():
    with pytest.raises(Undeterminable) as refusal:
        due(PACK, "decision_notice", date(2026, 12, 30), CALENDAR)

    assert str(refusal.value) == "书面通知认证决定：2027 年未公布放假安排，涉及该年的工作日不能推定（6.3.3）"


def test_due_of_an_unset_parameter_is_refused():
    with pytest.raises(NoLength, match="补充材料未设定"):
        due(PACK, "supplement_answer", date(2026, 3, 2), CALENDAR)


def test_due_takes_the_parameter_in_its_own_unit():
    limits = [
        due(PACK, "supplement_answer", date(2026, 3, 2), CALENDAR, length=10).on,
        due(PACK, "certificate_term", date(2026, 8, 31), CALENDAR, length=6).on,
        due(PACK, "yearly_surveillance", date(2026, 3, 2), CALENDAR, length=12).on,
    ]

    assert limits == [date(2026, 3, 16), date(2027, 2, 28), date(2027, 3, 2)]


def test_due_keeps_the_constant_of_the_rule_whatever_is_said():
    limit = due(PACK, "decision_notice", date(2026, 3, 2), CALENDAR, length=30)

    assert (limit.length, limit.on) == (Length(5, "working_day"), date(2026, 3, 9))


def test_since_counts_backwards():
    days = (
        since(PACK, "recertification_window", date(2029, 5, 31)),
        since(PACK, "clean_record", date(2024, 2, 29)),
    )

    assert days == (date(2029, 2, 28), date(2023, 2, 28))


def test_months_after_and_before():
    assert [months_after(date(2025, 1, 31), n) for n in (1, 12, -2, -14)] == [
        date(2025, 2, 28), date(2026, 1, 31), date(2024, 11, 30), date(2023, 11, 30),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "standing", "left"),
    [
        ("2025-09-26T09:00", Standing.RUNNING, 5),
        ("2025-10-09T23:59", Standing.RUNNING, 1),
        ("2025-10-10T00:00", Standing.TODAY, 0),
        ("2025-10-10T23:59", Standing.TODAY, 0),
        ("2025-10-11T00:00", Standing.LATE, -1),  # a Saturday that is worked
        ("2025-10-13T08:00", Standing.LATE, -2),
    ],
)
def test_a_running_clock_stands_as_the_moment_says(at: str, standing: Standing, left: int):
    told = clock(PACK, "acceptance_review", moment("2025-09-26T09:00"), CALENDAR, at=moment(at))

    assert (told.due_on, told.standing, told.left) == (date(2025, 10, 10), standing, left)


@pytest.mark.parametrize(
    ("done", "standing"),
    [("2026-03-09T23:59", Standing.IN_TIME), ("2026-03-10T00:00", Standing.DONE_LATE)],
)
def test_a_finished_clock_says_whether_it_was_in_time(done: str, standing: Standing):
    told = clock(
        PACK,
        "decision_notice",
        moment("2026-03-02T17:00"),
        CALENDAR,
        at=moment("2026-05-01T00:00"),
        done_at=moment(done),
    )

    assert (told.standing, told.left, told.is_late) == (standing, None, standing is Standing.DONE_LATE)


def test_a_clock_that_cannot_be_told_says_why():
    began = moment("2026-12-30T10:00")

    clocks = [
        clock(PACK, "decision_notice", began, CALENDAR, at=began),
        clock(PACK, "appeal_lodging", began, CALENDAR, at=began),
    ]

    assert [(one.due_on, one.standing, one.note) for one in clocks] == [
        (None, Standing.UNKNOWN, "书面通知认证决定：2027 年未公布放假安排，涉及该年的工作日不能推定"),
        (None, Standing.UNSET, "提出申诉未设定"),
    ]


def test_a_limit_given_by_a_person_is_a_clock_too():
    told = clock_until(
        "暂停期限", "8.3.1.2", moment("2026-03-02T10:00"), date(2026, 9, 1), at=moment("2026-09-02T00:00")
    )

    assert (told.standing, told.left) == (Standing.LATE, -1)


def test_acceptance_shows_both_clocks_and_the_pause():
    told = Receipts(moment("2026-03-02T09:00"), moment("2026-03-05T16:00"), moment("2026-03-20T11:00"))

    shown = acceptance_clocks(PACK, told, CALENDAR, at=moment("2026-03-23T09:00"), supplement_days=15)

    def review(began: str, done: str | None, due_on: date, standing: Standing, left: int | None) -> Clock:
        note = "首次收到、补充告知与再次收到分别记录，暂停期间可见（T47）"
        return Clock(
            "acceptance_review", "受理审查", "6.1.3", moment(began), moment(done) if done else None, due_on, standing,
            left, note,
        )  # fmt: skip

    assert shown == Acceptance(
        first=review("2026-03-02T09:00", "2026-03-05T16:00", date(2026, 3, 9), Standing.IN_TIME, None),
        supplement=Clock(
            "supplement_answer", "补充材料", "6.1.3", moment("2026-03-05T16:00"), moment("2026-03-20T11:00"),
            date(2026, 3, 26), Standing.IN_TIME,
        ),
        second=review("2026-03-20T11:00", None, date(2026, 3, 27), Standing.RUNNING, 4),
        pauses=(Pause(moment("2026-03-05T16:00"), moment("2026-03-20T11:00"), "等待申请人补充材料"),),
    )  # fmt: skip
    assert shown.current is shown.second


def test_acceptance_of_complete_materials_has_one_clock():
    told = Receipts(moment("2026-03-02T09:00"), decided_at=moment("2026-03-04T09:00"))

    shown = acceptance_clocks(PACK, told, CALENDAR, at=moment("2026-03-23T09:00"))

    assert (shown.supplement, shown.second, shown.pauses) == (None, None, ())
    assert shown.current.standing == Standing.IN_TIME
