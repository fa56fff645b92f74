"""The oracle's figures of work orders against cases worked out by hand."""

from __future__ import annotations

from pathlib import Path

from .figures import evaluate_naively
from .folders import write_folder


def test_extensions_approved_at_the_deadline_in_force_replace_it(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,due_at,closed_at
        extended,2025-03-09T09:00,2025-03-10T09:00,2025-03-11T09:00
        too_late,2025-03-09T09:00,2025-03-10T09:00,2025-03-11T09:00
        none,2025-03-10T09:00,,2025-03-11T09:00
    """
    extensions = """
        order_id,approved_at,due_at
        extended,2025-03-10T12:00,2025-03-11T09:00
        extended,2025-03-10T09:00,2025-03-10T12:00
        too_late,2025-03-10T09:00:00.001,2025-03-11T09:00
        none,2025-03-10T09:00,2025-03-11T09:00
    """

    folder = write_folder(tmp_path, work_orders=orders, extensions=extensions)
    figure = evaluate_naively(folder)["indicators"]["on_time_closure_rate"]

    assert (figure["numerator"], figure["denominator"], figure["without_deadline"]) == (1, 2, 1)
    assert figure["variants"]["original_deadline"]["numerator"] == 0


def test_handling_time_takes_the_middle_the_nearest_rank_and_the_worked_hours(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,handling,closed_at,exclusion
        weekend,2025-09-26T12:00,transferred,2025-09-29T12:00,
        short,2025-09-29T00:00,transferred,2025-09-29T01:00,
        direct,2025-09-29T00:00,direct,2025-09-29T09:00,
        excluded,2025-09-29T00:00,transferred,2025-09-29T02:00,E1
    """
    toml = "period = { start = 2025-09-28, end = 2025-09-30 }"

    figure = evaluate_naively(write_folder(tmp_path, toml, work_orders=orders))["indicators"]

    assert figure["average_handling_time"] == {
        "status": "measured",
        "denominator": 2,
        "value": "36.50",
        "unit": "hours",
        # 12 h on Friday, 24 h on the worked Sunday, 12 h on Monday; and one hour.
        "variants": {"median": "36.50", "p90": "72.00", "with_excluded": "25.00", "working_hours": "24.50"},
    }


def test_transfer_is_judged_at_the_end_of_the_second_working_day(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,closed_in_first_contact,transferred_at,closed_at
        in_time,2025-09-30T09:00,否,2025-10-11T00:00,
        late,2025-09-30T09:00,否,2025-10-11T00:00:00.001,
        never,2025-09-30T09:00,否,,
        on_the_spot,2025-09-30T09:00,是,,
        closed_by_then,2025-09-30T09:00,否,,2025-10-11T00:00
    """
    toml = "as_of = 2025-10-11T00:00:00.001\nperiod = { start = 2025-09-28, end = 2025-10-01 }"

    check = evaluate_naively(write_folder(tmp_path, toml, work_orders=orders))["checks"]

    assert check["transfer_2_working_days"] == {"status": "not_met", "counted": 3, "failing": 2}


def test_an_unannounced_year_is_named_and_never_guessed(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,closed_in_first_contact,transferred_at,handling,closed_at
        a,2026-12-31T09:00,0,,transferred,2027-01-01T09:00
    """
    toml = "period = { start = 2026-12-31, end = 2027-01-02 }\n[followups]\nplan = 'all'"
    folder = write_folder(tmp_path, toml, work_orders=orders, followups="order_id,attempted_at,outcome")

    result = evaluate_naively(folder, followup_days=1)

    assert "2027" in result["checks"]["transfer_2_working_days"]["reason"]
    assert "2027" in result["indicators"]["followup_timeliness_rate"]["reason"]
    assert "working_hours" not in result["indicators"]["average_handling_time"]["variants"]
    assert result["indicators"]["followup_coverage_rate"]["denominator"] == 1


def test_lead_department_tells_a_hop_from_a_shared_order(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at
        hop,2025-03-10T08:00
        shared,2025-03-10T08:00
        led,2025-03-10T08:00
    """
    assignments = """
        order_id,department,is_lead,from_at,to_at
        hop,甲,,2025-03-10T08:00,2025-03-10T09:00
        hop,乙,,2025-03-10T09:00,
        shared,甲,,2025-03-10T08:00,2025-03-10T09:00:00.001
        shared,乙,,2025-03-10T09:00,
        led,甲,Y,2025-03-10T08:00,
        led,乙,,2025-03-10T09:00,
    """

    folder = write_folder(tmp_path, work_orders=orders, assignments=assignments)

    assert evaluate_naively(folder)["checks"]["lead_department"] == {
        "status": "not_met",
        "counted": 2,
        "failing": 1,
    }


def test_supervision_is_due_for_emergencies_and_missed_deadlines(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,is_emergency,due_at,closed_at
        emergency,2025-03-10T08:00,1,,2025-03-10T09:00
        missed,2025-03-10T08:00,0,2025-03-11T08:00,2025-03-11T08:00:01
        met,2025-03-10T08:00,0,2025-03-11T08:00,2025-03-11T08:00
        not_yet,2025-03-10T08:00,0,2025-03-12T08:00,
    """
    supervisions = """
        order_id,trigger,opened_at
        emergency,repeated,2025-03-12T00:00
        missed,overdue,2025-03-12T00:00:00.001
    """

    check = evaluate_naively(write_folder(tmp_path, work_orders=orders, supervisions=supervisions))

    assert check["checks"]["supervised"] == {
        "status": "not_met",
        "counted": 2,
        "failing": 1,
        "not_judged": ["repeated", "near_due"],
    }
