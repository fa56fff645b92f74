"""What reading does to a dataset, seen in its result: nothing repaired, nothing dropped in silence."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from hengxian.evaluation.evaluate import evaluate

from .folders import evaluated, text_table, write
from .hotline import tables

DAY = "period = { start = 2025-03-01, end = 2025-03-02 }\n"


@pytest.mark.covers("R13.2.1.2")
def test_rows_set_aside_and_rows_kept_make_the_rows_read(tmp_path: Path) -> None:
    made = tables()
    dataset = write(tmp_path / "hotline", made)

    result = evaluate(dataset, out=tmp_path / "out")

    for name, told in result["dataset"]["tables"].items():
        with (tmp_path / "out" / "rejects" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            listed = list(csv.DictReader(stream))
        assert told["read"] == len(made[name])
        assert len(listed) + told["kept"] == told["read"]
        assert len(listed) == sum(told["rejected"].values())
        assert all(json.loads(row["row"]) for row in listed)
    assert result["dataset"]["tables"]["calls"]["rejected"] == {
        "bad_time": 1,
        "conflicting_key": 1,
        "duplicate_row": 1,
        "impossible_order": 1,
        "missing_key": 1,
        "missing_time": 1,
        "unknown_value": 1,
    }
    assert result["dataset"]["tables"]["followups"]["orphans"] == 1


def test_reject_is_the_row_as_it_stood_in_its_file(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d", DAY, calls='call_id,arrived_at\n1,2025-03-01 08:00\n 2 ,"昨天, 上午"\n'
    )

    evaluate(dataset, out=tmp_path / "out")

    text = (tmp_path / "out" / "rejects" / "calls.csv").read_text(encoding="utf-8")
    assert list(csv.reader(text.splitlines())) == [
        ["file", "line", "reason", "row"],
        ["calls.csv", "3", "bad_time", '["2 ", "昨天, 上午"]'],
    ]


@pytest.mark.covers("C-3")
def test_every_way_of_writing_a_time_is_read_as_local(tmp_path: Path) -> None:
    written = (
        "2025年3月1日 9时5分",
        "2025/3/1 9:05",
        "2025-03-01 09:05",
        "2025-03-01 09:05:00",
        "2025-03-01T09:05:00+08:00",
        "2025-03-01T01:05:00Z",
        "20250301T0905",
        "45717.37847222222",
    )
    rows = [{"call_id": str(n), "arrived_at": text, "answered_at": text} for n, text in enumerate(written)]
    dataset = write(tmp_path / "d", {"calls": rows}, toml=DAY)

    result = evaluated(dataset)

    told = result["dataset"]["tables"]["calls"]
    assert (told["kept"], told["rejected"]) == (len(written), {})
    assert told["first"] == told["last"] == "2025-03-01T09:05:00+08:00"


@pytest.mark.covers("C-3")
def test_zone_is_declared_by_the_source(tmp_path: Path) -> None:
    toml = 'timezone = "America/New_York"\nperiod = { start = 2025-03-09, end = 2025-03-10 }\n'
    dataset = text_table(
        tmp_path / "d", toml, calls="call_id,arrived_at\n1,2025-03-09 01:59\n2,2025-03-09 03:00\n"
    )

    result = evaluated(dataset)

    told = result["dataset"]["tables"]["calls"]
    assert (told["first"], told["last"]) == ("2025-03-09T01:59:00-05:00", "2025-03-09T03:00:00-04:00")
    assert result["period"]["end"] == "2025-03-10T00:00:00-04:00"


@pytest.mark.covers("C-3")
@pytest.mark.parametrize(("yes", "no"), [("true", "FALSE"), ("1", "0"), ("是", "否"), ("y", "N")])
def test_every_way_of_writing_a_boolean_is_read(yes: str, no: str, tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAY,
        calls=f"call_id,arrived_at,is_test\n1,2025-03-01 08:00,{yes}\n2,2025-03-01 08:00,{no}\n",
    )

    told = evaluated(dataset)

    assert told["dataset"]["tables"]["calls"]["kept"] == 2
    assert told["series"]["by_day"][0]["calls"] == 1


@pytest.mark.covers("C-4")
def test_three_legs_of_one_conference_count_as_one_call(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAY,
        calls="""call_id,linked_id,arrived_at,answered_at
            A,,2025-03-01 08:00:00,
            B,A,2025-03-01 08:00:10,2025-03-01 08:00:14
            C,A,2025-03-01 08:02:00,2025-03-01 08:02:01""",
        messages="message_id,channel,received_at,responded_at",
    )

    result = evaluated(dataset)

    rate = result["indicators"]["call_connection_rate"]
    assert (rate["numerator"], rate["denominator"]) == (1, 1)
    assert result["checks"]["answer_15s"]["failing"] == 0


@pytest.mark.covers("C-4")
def test_call_with_one_test_leg_is_a_test(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAY,
        calls="""call_id,linked_id,arrived_at,answered_at,is_test
            A,,2025-03-01 08:00:00,2025-03-01 08:00:02,
            B,A,2025-03-01 08:00:10,,是""",
    )

    assert evaluated(dataset)["indicators"]["call_connection_rate"]["status"] == "unmeasured"


@pytest.mark.covers("C-4")
def test_what_happened_after_as_of_has_not_happened(tmp_path: Path) -> None:
    toml = f"{DAY}as_of = 2025-03-01T12:00:00\n"
    dataset = text_table(
        tmp_path / "d",
        toml,
        calls="""call_id,arrived_at,answered_at
            at it,2025-03-01 11:59:59,2025-03-01 12:00:00
            after it,2025-03-01 11:59:58,2025-03-01 12:00:01
            later,2025-03-01 12:00:01,2025-03-01 12:00:02""",
    )

    result = evaluated(dataset)

    rate = result["indicators"]["call_connection_rate"]
    assert (rate["numerator"], rate["denominator"]) == (1, 2)
    assert result["dataset"]["tables"]["calls"]["later"] == 1


@pytest.mark.covers("T38")
def test_order_is_closed_by_the_later_of_reply_and_record_and_needs_both(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAY,
        work_orders="""order_id,accepted_at,handling,due_at,replied_at,recorded_at
            both,2025-03-01 08:00,transferred,2025-03-01 12:00,2025-03-01 11:00,2025-03-01 12:01
            reply only,2025-03-01 08:00,transferred,2025-03-01 12:00,2025-03-01 11:00,
            in time,2025-03-01 08:00,transferred,2025-03-01 12:00,2025-03-01 12:00,2025-03-01 11:00""",
    )

    result = evaluated(dataset)

    on_time, mean = (
        result["indicators"]["on_time_closure_rate"],
        result["indicators"]["average_handling_time"],
    )
    assert (on_time["numerator"], on_time["denominator"]) == (1, 3)
    assert (mean["denominator"], mean["value"]) == (2, "4.01")


@pytest.mark.covers("C-15")
def test_rate_of_a_vendor_has_no_way_in(tmp_path: Path) -> None:
    toml = f'{DAY}[calls.columns]\ncall_connection_rate = "接通率"\n'
    plain = "call_id,arrived_at,answered_at,接通率,call_connection_rate\n1,2025-03-01 08:00,,99.9%,0.999\n"
    ignored = text_table(tmp_path / "ignored", DAY, calls=plain)
    mapped = text_table(tmp_path / "mapped", toml, calls=plain)

    rate = evaluated(ignored)["indicators"]["call_connection_rate"]

    assert (rate["numerator"], rate["denominator"]) == (0, 1)
    with pytest.raises(Exception, match="call_connection_rate"):
        evaluated(mapped)


def test_command_line_wins_over_the_description(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAY,
        calls="call_id,arrived_at,answered_at\n1,2025-03-01 08:00,\n2,2025-03-05 08:00,\n",
    )

    result = evaluated(dataset, start=date(2025, 3, 5), end=date(2025, 3, 6))

    assert result["period"]["start"] == "2025-03-05T00:00:00+08:00"
    assert result["indicators"]["call_connection_rate"]["denominator"] == 1


def test_period_is_taken_from_the_data_where_none_is_stated_and_said_to_be(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d", "", calls="call_id,arrived_at\n1,2025-03-01 08:00\n2,2025-03-03 23:59\n"
    )

    result = evaluated(dataset)

    assert result["period"] == {
        "start": "2025-03-01T00:00:00+08:00",
        "end": "2025-03-04T00:00:00+08:00",
        "stated": False,
    }
    assert any("推定" in note for note in result["quality"]["notes"])
