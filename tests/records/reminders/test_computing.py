"""Reminders are computed from the table: the milestone reached, in the unit of the limit, until it is done."""

from datetime import date, timedelta

import pytest

from hengxian.records.reminders.computing import Due, DueThing, due_reminders, reached
from hengxian.standard.calendars import state_council
from hengxian.standard.load import bundled_pack

TABLE = bundled_pack().reminders
CALENDAR = state_council().calendar


def milestones(thing: DueThing, first: date, days: int) -> dict[str, str]:
    """The milestone of every day on which it changes."""
    found: dict[str, str] = {}
    for n in range(days):
        on = first + timedelta(days=n)
        for due in due_reminders(TABLE, [thing], on, CALENDAR):
            found.setdefault(due.milestone, on.isoformat())
    return found


def test_the_review_of_an_application_is_reminded_of_in_working_days():
    thing = DueThing("acceptance_review", "application:1", "A-1", date(2025, 10, 10))

    assert milestones(thing, date(2025, 9, 26), 20) == {
        "-2": "2025-09-30", "-1": "2025-10-09", "+0": "2025-10-10", "late-1": "2025-10-11", "late-2": "2025-10-13",
        "late-3": "2025-10-14", "late-4": "2025-10-15",
    }  # fmt: skip


def test_a_yearly_surveillance_is_reminded_of_in_days_and_again_while_late():
    thing = DueThing("surveillance_due", "certificate:1", "HX-1", date(2026, 6, 30))

    assert milestones(thing, date(2026, 3, 1), 200) == {
        "-90": "2026-04-01", "-30": "2026-05-31", "+0": "2026-06-30", "late-1": "2026-07-30", "late-2": "2026-08-29",
    }  # fmt: skip


@pytest.mark.parametrize(("is_done", "due_on"), [(True, date(2026, 3, 1)), (False, None)])
def test_what_is_done_or_has_no_limit_reminds_nobody(is_done: bool, due_on: date | None):
    thing = DueThing("decision_notice", "case:1", "C-1", due_on, is_done)

    assert list(due_reminders(TABLE, [thing], date(2026, 3, 2), CALENDAR)) == []


def test_a_reminder_says_its_sentence_with_the_limit():
    thing = DueThing("decision_notice", "case:1", "C-1", date(2026, 3, 9))

    (due,) = due_reminders(TABLE, [thing], date(2026, 3, 4), CALENDAR)

    assert due == Due(TABLE["decision_notice"], thing, "-3", "案卷C-1的决定应于 2026-03-09 前书面通知")


def test_the_operator_may_set_other_leads():
    thing = DueThing("certificate_expiry", "certificate:1", "HX-1", date(2026, 6, 30))
    leads = {"certificate_expiry": (-60, -5)}

    found = [
        due.milestone
        for on in (date(2026, 4, 30), date(2026, 5, 1), date(2026, 6, 25), date(2026, 6, 30))
        for due in due_reminders(TABLE, [thing], on, CALENDAR, leads)
    ]

    assert found == ["-60", "-5", "-5"]


def test_a_milestone_in_an_unannounced_year_is_passed_over():
    reminder = TABLE["decision_notice"]

    assert reached(reminder, reminder.leads, date(2027, 1, 6), date(2027, 1, 5), CALENDAR) == ""
