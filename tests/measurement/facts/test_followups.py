"""What follow-ups brought (10.4): the last one reached in the period speaks, and what is later is not heard."""

from pathlib import Path

import pytest

from hengxian.measurement.engine import Findings
from tests.measurement.specs import cells, measured, pair, share, write

HEADER = "order_id | attempted_at | outcome | resolved | result_satisfaction | process_satisfaction"
# Each order's follow-ups, and what the figures hear of it: resolved, result, process.
HEARD = """
    one         | 2025-03-12 08:00           | reached     | 是 | satisfied        | mostly_satisfied | yes good good
    last wins   | 2025-03-12 08:00           | reached     | 是 | satisfied        | satisfied        |
    last wins   | 2025-03-12 08:00:00.000001 | reached     | 否 | dissatisfied     | dissatisfied     | no bad bad
    out of file | 2025-03-13 08:00           | reached     | 否 | dissatisfied     |                  | no bad -
    out of file | 2025-03-12 08:00           | reached     | 是 | satisfied        | satisfied        |
    tie         | 2025-03-12 08:00           | reached     | 是 | satisfied        | satisfied        |
    tie         | 2025-03-12 08:00           | reached     | 否 | mostly_satisfied | no_opinion       | no good -
    last silent | 2025-03-12 08:00           | reached     | 是 | satisfied        | satisfied        |
    last silent | 2025-03-13 08:00           | reached     |    |                  |                  | - - -
    unreached   | 2025-03-12 08:00           | reached     | 是 | satisfied        | dissatisfied     | yes good bad
    unreached   | 2025-03-13 08:00           | unreachable | 否 | dissatisfied     | satisfied        |
    unreached   | 2025-03-13 09:00           | refused     | 否 | dissatisfied     | satisfied        |
    before      | 2025-03-09 23:59:59.999999 | reached     | 是 | satisfied        | satisfied        | - - -
    at start    | 2025-03-10 00:00           | reached     | 是 | satisfied        | satisfied        | yes good good
    at end      | 2025-03-15 00:00           | reached     | 是 | satisfied        | satisfied        | - - -
    after end   | 2025-03-12 08:00           | reached     | 否 | no_opinion       | satisfied        | no - good
    after end   | 2025-03-15 00:00           | reached     | 是 | satisfied        | dissatisfied     |
    only tried  | 2025-03-12 08:00           | unreachable |    |                  |                  | - - -
    unknown     | 2025-03-12 08:00           | reached     | 是 | satisfied        | satisfied        | - - -
"""
LISTED = [row[0] for row in cells(HEARD) if row[0] != "unknown"]


def heard(place: int, *words: str) -> int:
    """How many orders said one of the words in that place."""
    return sum(row[6].split()[place] in words for row in cells(HEARD) if row[6])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    orders = "order_id | accepted_at | closed_at\n" + "\n".join(
        f"{id} | 2025-03-01 08:00 | 2025-03-02 08:00" for id in dict.fromkeys(LISTED)
    )
    followups = "\n".join((HEADER, *(" | ".join(row[:6]) for row in cells(HEARD))))
    folder = write(tmp_path_factory.mktemp("followups") / "d", work_orders=orders, followups=followups)
    return measured(folder, "2025-03-10", "2025-03-15", "2025-03-31 00:00")


def test_last_reached_followup_of_the_period_says_whether_it_is_resolved(found: Findings) -> None:
    assert pair(found, "resolution_rate") == (heard(0, "yes"), heard(0, "yes", "no"))


def test_satisfaction_leaves_out_who_has_no_opinion(found: Findings) -> None:
    assert pair(found, "followup_satisfaction_rate") == (heard(1, "good"), heard(1, "good", "bad"))
    assert pair(found, "followup_satisfaction_rate", "process") == (heard(2, "good"), heard(2, "good", "bad"))


def test_both_opinions_stand_together(found: Findings) -> None:
    said = [row[6].split()[1:] for row in cells(HEARD) if row[6]]
    both = [words for words in said if "-" not in words]

    assert pair(found, "followup_satisfaction_rate", "both") == (both.count(["good", "good"]), len(both))


def test_response_rate_counts_every_order_attempted_in_the_period(found: Findings) -> None:
    attempted = {
        "one",
        "last wins",
        "out of file",
        "tie",
        "last silent",
        "unreached",
        "at start",
        "after end",
        "only tried",
    }

    assert pair(found, "followup_satisfaction_rate", "response_rate") == (
        heard(1, "good", "bad"),
        len(attempted),
    )


def test_followup_of_an_unknown_order_is_an_orphan(found: Findings) -> None:
    assert found.tables["followups"].orphans == 1


CLOSED = """
    order_id         | accepted_at      | closed_at        | followup_planned
    at closing       | 2025-03-10 08:00 | 2025-03-11 08:00 |
    before closing   | 2025-03-10 08:00 | 2025-03-11 08:00 |
    first unreached  | 2025-03-10 08:00 | 2025-03-11 08:00 |
    on the last day  | 2025-03-10 08:00 | 2025-03-14 08:00 |
    a tick behind    | 2025-03-10 08:00 | 2025-03-14 08:00 |
    never            | 2025-03-10 08:00 | 2025-03-11 08:00 |
    not run out      | 2025-03-10 08:00 | 2025-03-18 08:00 |
    run out just now | 2025-03-10 08:00 | 2025-03-17 08:00 |
    not planned      | 2025-03-10 08:00 | 2025-03-11 08:00 | 否
    closed later     | 2025-03-10 08:00 | 2025-03-19 00:00:01 |
    asked later      | 2025-03-10 08:00 | 2025-03-11 08:00 |
"""
ASKED = """
    order_id         | attempted_at               | outcome
    at closing       | 2025-03-11 08:00           | reached
    before closing   | 2025-03-11 07:59:59.999999 | reached
    first unreached  | 2025-03-11 09:00           | unreachable
    first unreached  | 2025-03-20 09:00           | reached
    on the last day  | 2025-03-18 00:00           | reached
    a tick behind    | 2025-03-18 00:00:00.000001 | reached
    not planned      | 2025-03-11 09:00           | reached
    closed later     | 2025-03-11 09:00           | reached
    asked later      | 2025-03-19 00:00:01        | reached
    not run out      | 2025-03-19 00:00:01        | reached
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Read at the end of 2025-03-18; every closed order is planned unless it says otherwise; d is 1."""
    folder = tmp_path_factory.mktemp("planned")
    write(folder, '[followups]\nplan = "all"\n', work_orders=CLOSED, followups=ASKED)
    return measured(folder, "2025-03-10", "2025-04-01", "2025-03-19 00:00", followup_days=1)


def test_first_attempt_at_or_after_closing_is_in_time_until_the_end_of_the_working_day(
    planned: Findings,
) -> None:
    # Friday 03-14 + 1 working day is Monday 03-17, until 24:00.
    figure = share(planned, "followup_timeliness_rate")

    assert list(figure.misses) == [
        "before closing",
        "a tick behind",
        "never",
        "run out just now",
        "asked later",
    ]
    assert pair(planned, "followup_timeliness_rate") == (3, 8)


def test_coverage_wants_one_reached_attempt_at_or_after_closing(planned: Findings) -> None:
    assert pair(planned, "followup_coverage_rate") == (3, 9)
    assert pair(planned, "followup_coverage_rate", "all_closed") == (4, 10)


def test_plan_decides_where_the_row_is_silent(tmp_path: Path) -> None:
    orders = """
        order_id | accepted_at      | closed_at        | followup_planned
        1        | 2025-03-10 08:00 | 2025-03-11 08:00 | 是
        2        | 2025-03-10 08:00 | 2025-03-11 08:00 | 否
        3        | 2025-03-10 08:00 | 2025-03-11 08:00 |
    """
    followups = "order_id | attempted_at | outcome\n"
    told = write(tmp_path / "told", '[followups]\nplan = "all"\n', work_orders=orders, followups=followups)
    silent = write(tmp_path / "silent", work_orders=orders, followups=followups)

    planned, unknown = (measured(folder, "2025-03-10", "2025-03-15") for folder in (told, silent))

    assert (pair(planned, "followup_coverage_rate"), pair(unknown, "followup_coverage_rate")) == (
        (0, 2),
        (0, 1),
    )
    assert share(planned, "followup_coverage_rate").apart == {"plan_unknown": 0}
    assert share(unknown, "followup_coverage_rate").apart == {"plan_unknown": 1}
