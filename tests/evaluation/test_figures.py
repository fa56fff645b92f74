"""Figures worked out by hand, and figures that the data cannot give: those have a reason, never 0 or 100."""

from datetime import date
from pathlib import Path

import pytest

from hengxian.measurement.definitions.catalogue import INDICATORS

from .folders import evaluated, text_table

DAYS = "period = { start = 2025-03-10, end = 2025-03-15 }\nas_of = 2025-03-31T00:00:00\n"
CALLS = "call_id,arrived_at,answered_at"
MESSAGES = "message_id,channel,received_at,responded_at"


@pytest.mark.covers("R13.2.1.3")
def test_limit_of_a_response_is_met_on_it_and_missed_behind_it(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAYS,
        calls=f"""{CALLS}
            1,2025-03-10 08:00:00,2025-03-10 08:00:15
            2,2025-03-10 08:00:00,2025-03-10 08:00:15.001
            3,2025-03-10 08:00:00,""",
        messages=f"""{MESSAGES}
            1,sms,2025-03-10 08:00:00,2025-03-10 08:03:00
            2,web,2025-03-10 08:00:00,2025-03-10 08:03:01
            3,mailbox,2025-03-10 08:00:00,2025-03-11 08:00:00
            4,mailbox,2025-03-30 23:00:00,""",
    )

    result = evaluated(dataset)

    rate = result["indicators"]["timely_response_rate"]
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (3, 6, "0.500000")
    assert rate["variants"]["phone"] == {"numerator": 1, "denominator": 3, "value": "0.333333"}
    assert "app" not in rate["variants"]
    assert [result["checks"][id]["failing"] for id in ("answer_15s", "message_3min", "mailbox_24h")] == [
        2,
        1,
        0,
    ]


def test_contact_whose_limit_has_not_run_out_is_pending(tmp_path: Path) -> None:
    toml = "period = { start = 2025-03-10, end = 2025-03-11 }\nas_of = 2025-03-10T08:00:15\n"
    dataset = text_table(
        tmp_path / "d",
        toml,
        calls=f"{CALLS}\n1,2025-03-10 08:00:00,\n2,2025-03-10 08:00:01,\n",
        messages=f"{MESSAGES}\n",
    )

    rate = evaluated(dataset)["indicators"]["timely_response_rate"]

    assert (rate["numerator"], rate["denominator"], rate["pending"]) == (0, 1, 1)


def test_extension_counts_when_approved_before_the_deadline_then_in_force(tmp_path: Path) -> None:
    order = "accepted_at,due_at,closed_at"
    dataset = text_table(
        tmp_path / "d",
        DAYS,
        work_orders=f"""order_id,{order}
            chain,2025-03-10 08:00,2025-03-11 08:00,2025-03-13 08:00
            late second,2025-03-10 08:00,2025-03-11 08:00,2025-03-13 08:00
            on the limit,2025-03-10 08:00,2025-03-11 08:00,2025-03-12 08:00
            too late,2025-03-10 08:00,2025-03-11 08:00,2025-03-12 08:00
            no deadline,2025-03-10 08:00,,2025-03-12 08:00""",
        extensions="""order_id,approved_at,due_at
            chain,2025-03-12 07:00,2025-03-13 08:00
            chain,2025-03-11 07:00,2025-03-12 08:00
            late second,2025-03-11 07:00,2025-03-12 08:00
            late second,2025-03-12 08:01,2025-03-13 08:00
            on the limit,2025-03-11 08:00,2025-03-12 08:00
            too late,2025-03-11 08:01,2025-03-12 08:00
            no deadline,2025-03-10 09:00,2025-03-12 08:00""",
    )

    rate = evaluated(dataset)["indicators"]["on_time_closure_rate"]

    assert (rate["numerator"], rate["denominator"], rate["without_deadline"]) == (2, 4, 1)
    assert rate["misses"]["first"] == ["late second", "too late"]
    assert rate["variants"]["original_deadline"]["numerator"] == 0


@pytest.mark.covers("T14")
def test_coverage_counts_what_was_planned_and_shows_all_closed_beside_it(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAYS,
        work_orders="""order_id,accepted_at,closed_at,followup_planned
            1,2025-03-10 08:00,2025-03-11 08:00,是
            2,2025-03-10 08:00,2025-03-11 08:00,是
            3,2025-03-10 08:00,2025-03-11 08:00,否
            4,2025-03-10 08:00,2025-03-11 08:00,""",
        followups="""order_id,attempted_at,outcome
            1,2025-03-12 08:00,reached
            2,2025-03-12 08:00,unreachable
            3,2025-03-12 08:00,reached""",
    )

    rate = evaluated(dataset)["indicators"]["followup_coverage_rate"]

    assert (rate["numerator"], rate["denominator"], rate["plan_unknown"]) == (1, 2, 1)
    assert rate["variants"]["all_closed"] == {"numerator": 2, "denominator": 4, "value": "0.500000"}


@pytest.mark.covers("R13.2.1.3")
@pytest.mark.parametrize(
    "tables",
    [
        {"calls": "call_id,arrived_at\n1,2025-03-10 08:00"},
        {"calls": f"{CALLS}\n", "messages": f"{MESSAGES}\n"},
        {"work_orders": "order_id,accepted_at\n1,2025-03-10 08:00"},
    ],
    ids=["no column of answers", "nothing happened", "orders with nothing but their acceptance"],
)
def test_figure_without_data_is_unmeasured_with_its_reason(tables: dict[str, str], tmp_path: Path) -> None:
    result = evaluated(text_table(tmp_path / "d", DAYS, **tables))

    for id, told in result["indicators"].items():
        assert (set(told), told["status"], bool(told["reason"])) == (
            {"status", "reason"},
            "unmeasured",
            True,
        ), id
    assert result["scores"]["leaves"] == {}
    assert result["scores"]["composite"] == {"low": "0.00", "high": "100.00"}


def test_every_figure_of_the_rule_is_told(tmp_path: Path) -> None:
    result = evaluated(text_table(tmp_path / "d", DAYS, calls=f"{CALLS}\n"))

    assert list(result["indicators"]) == [one.id for one in INDICATORS]
    assert len(result["indicators"]) == 11


@pytest.mark.covers("T15")
def test_figure_that_needs_an_undeclared_limit_waits_for_it(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        f'{DAYS}[followups]\nplan = "all"\n',
        work_orders="order_id,accepted_at,closed_at\n1,2025-03-10 08:00,2025-03-11 08:00",
        followups="order_id,attempted_at,outcome\n1,2025-03-12 08:00,reached",
    )

    silent = evaluated(dataset, followup_days=None)["indicators"]["followup_timeliness_rate"]
    declared = evaluated(dataset, followup_days=1)

    assert silent["status"] == "unmeasured"
    assert "规则未规定" in silent["reason"]
    assert declared["indicators"]["followup_timeliness_rate"]["value"] == "1.000000"
    assert declared["profile"]["parameters"] == {"followup_days": 1}


def test_working_days_follow_the_arrangement_of_the_year(tmp_path: Path) -> None:
    toml = 'period = { start = 2025-09-01, end = 2025-11-01 }\n[followups]\nplan = "all"\n'
    closed = ("2025-09-26 10:00", "2025-09-26 10:00", "2025-09-30 10:00", "2025-09-30 10:00")
    asked = ("2025-09-29 23:59:59", "2025-09-30 00:00:01", "2025-10-10 23:59:59", "2025-10-11 00:00:01")
    orders = "\n".join(f"{n},2025-09-25 08:00,{at}" for n, at in enumerate(closed))
    followups = "\n".join(f"{n},{at},reached" for n, at in enumerate(asked))
    dataset = text_table(
        tmp_path / "d",
        toml,
        work_orders=f"order_id,accepted_at,closed_at\n{orders}",
        followups=f"order_id,attempted_at,outcome\n{followups}",
    )

    rate = evaluated(dataset, followup_days=2)["indicators"]["followup_timeliness_rate"]

    assert (rate["numerator"], rate["denominator"], rate["misses"]["first"]) == (2, 4, ["1", "3"])


def test_year_not_announced_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        'period = { start = 2031-03-01, end = 2031-04-01 }\n[followups]\nplan = "all"\n',
        work_orders="""order_id,accepted_at,handling,transferred_at,due_at,closed_at
            1,2031-03-10 08:00,transferred,2031-03-10 09:00,2031-03-12 08:00,2031-03-11 08:00""",
        followups="order_id,attempted_at,outcome\n1,2031-03-12 08:00,reached",
    )

    result = evaluated(dataset, start=date(2031, 3, 1), end=date(2031, 4, 1))

    timeliness = result["indicators"]["followup_timeliness_rate"]
    transfer = result["checks"]["transfer_2_working_days"]
    mean = result["indicators"]["average_handling_time"]
    assert (timeliness["status"], transfer["status"]) == ("unmeasured", "not_assessable")
    assert "2031" in timeliness["reason"]
    assert "2031" in transfer["reason"]
    assert (mean["value"], "working_hours" in mean["variants"]) == ("24.00", False)
    assert result["indicators"]["on_time_closure_rate"]["value"] == "1.000000"


@pytest.mark.covers("T18", "R3.8-alias")
def test_satisfaction_of_followups_fills_no_other_satisfaction(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAYS,
        work_orders="order_id,accepted_at,closed_at\n1,2025-03-10 08:00,2025-03-11 08:00",
        followups="""order_id,attempted_at,outcome,process_satisfaction,result_satisfaction
            1,2025-03-12 08:00,reached,dissatisfied,satisfied""",
    )

    scores = evaluated(dataset)["scores"]

    assert scores["leaves"]["followup_satisfaction_rate"] == "100.00"
    assert scores["bonus"]["leaves"] == {}
    assert {scores["bonus"]["sources"][id] for id in ("public_recognition", "social_satisfaction")} == {
        "open"
    }


@pytest.mark.covers("T13", "R3.8-alias")
def test_connection_of_calls_is_not_the_group_of_that_name(tmp_path: Path) -> None:
    dataset = text_table(tmp_path / "d", DAYS, calls=f"{CALLS}\n1,2025-03-10 08:00,2025-03-10 08:01")

    result = evaluated(dataset)

    assert result["scores"]["leaves"] == {"call_connection_rate": "100.00"}
    assert result["scores"]["groups"]["connection"] == {"low": "50.00", "high": "100.00"}
    assert result["indicators"]["timely_response_rate"]["status"] == "unmeasured"
