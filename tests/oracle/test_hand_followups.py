"""The oracle's figures of follow-ups against cases worked out by hand."""

from __future__ import annotations

from pathlib import Path

from .figures import evaluate_naively
from .folders import write_folder


def test_followups_of_one_instant_are_settled_by_file_order(tmp_path: Path) -> None:
    followups = """
        order_id,attempted_at,outcome,resolved,result_satisfaction,process_satisfaction
        a,2025-03-10T10:00,reached,是,no_opinion,satisfied
        a,2025-03-10T10:00,reached,否,mostly_satisfied,no_opinion
        a,2025-03-10T11:00,refused,是,,
        b,2025-03-10T10:00,reached,是,dissatisfied,satisfied
        b,2025-03-10T12:00,reached,,satisfied,satisfied
    """
    orders = "order_id,accepted_at\na,2025-03-09T09:00\nb,2025-03-09T09:00"

    figures = evaluate_naively(write_folder(tmp_path, work_orders=orders, followups=followups))["indicators"]

    assert (figures["resolution_rate"]["numerator"], figures["resolution_rate"]["denominator"]) == (0, 1)
    satisfied = figures["followup_satisfaction_rate"]
    assert (satisfied["numerator"], satisfied["denominator"]) == (2, 2)
    assert satisfied["variants"]["both"] == {"numerator": 1, "denominator": 1, "value": "1.000000"}


def test_followup_timeliness_counts_attempts_from_closing_to_the_end_of_the_day(tmp_path: Path) -> None:
    orders = """
        order_id,accepted_at,closed_at,followup_planned
        before,2025-03-10T08:00,2025-03-10T09:00,是
        at_closing,2025-03-10T08:00,2025-03-10T09:00,是
        at_the_end,2025-03-10T08:00,2025-03-10T09:00,是
        open_still,2025-03-10T08:00,2025-03-11T09:00,是
        unplanned,2025-03-10T08:00,2025-03-10T09:00,
    """
    followups = """
        order_id,attempted_at,outcome
        before,2025-03-10T08:59:59,reached
        at_closing,2025-03-10T09:00,unreachable
        at_the_end,2025-03-12T00:00,reached
    """

    folder = write_folder(tmp_path, work_orders=orders, followups=followups)
    figures = evaluate_naively(folder, followup_days=1)["indicators"]

    timely, covered = figures["followup_timeliness_rate"], figures["followup_coverage_rate"]
    assert (timely["numerator"], timely["denominator"], timely["plan_unknown"]) == (2, 3, 1)
    assert (covered["numerator"], covered["denominator"]) == (1, 4)
    assert covered["variants"]["all_closed"]["denominator"] == 5
