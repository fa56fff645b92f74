"""Invented figures of a city's quarter: tables, indicators, checks, series, funnels, as result.json holds them."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from hengxian.kernel.quantity import half_up, wilson_95

EAST_8 = timezone(timedelta(hours=8))
START = datetime(2025, 1, 1, tzinfo=EAST_8)
DAYS = 90
REASON = "评分方案未声明回访期限（--followup-days），无从判定"


def share(numerator: int, denominator: int, **more: Any) -> dict[str, Any]:
    part = {"numerator": numerator, "denominator": denominator}
    return {**part, "value": half_up(Fraction(numerator, denominator), 6), **more}


def measured(numerator: int, denominator: int, **more: Any) -> dict[str, Any]:
    return {"status": "measured", **share(numerator, denominator), "variants": {}, "left_out": {}, **more}


def day_of(index: int) -> dict[str, Any]:
    """One invented day: weekends quieter, an outage on the 40th, a surge on the 61st."""
    calls = 4200 - 900 * (index % 7 >= 5) + 37 * (index * 13 % 29)
    lost = calls * (2 + index % 3) // 100
    if index == 40:
        calls, lost = 2300, 610
    if index == 61:
        calls, lost = 9100, 1180
    on = (START + timedelta(days=index)).date().isoformat()
    answered = calls - lost
    figures = {
        "within_15s": answered * (88 + index % 9) // 100,
        "orders": calls // 2,
        "closed": calls // 2 - index,
    }
    return {"date": on, "calls": calls, "answered": answered, **figures, "messages": 120 + index}


def series() -> dict[str, Any]:
    days = [day_of(index) for index in range(DAYS)]
    rhythm = [12, 8, 6, 5, 5, 9, 20, 44, 78, 96, 100, 92, 61, 58, 84, 90, 88, 76, 60, 52, 44, 36, 26, 18]
    hours = [
        {
            "hour": hour,
            "calls": 210 * part,
            "answered": 210 * part - part * part // 9,
            "within_15s": 190 * part,
        }
        for hour, part in enumerate(rhythm)
    ]
    week = [
        {"weekday": weekday, "hour": hour, "calls": rhythm[hour] * (9 if weekday < 6 else 6) + weekday}
        for weekday in range(1, 8)
        for hour in range(24)
    ]
    curve = []
    for index in range(535):
        at = START + timedelta(hours=24 + 4 * index)
        dip = max(0, 6 - abs(index - 239)) * 40 + max(0, 6 - abs(index - 369)) * 17
        curve.append(
            {"at": at.isoformat(), "low": half_up(Fraction(9720 - dip * 10 + index * 7 % 60, 10000), 6)}
        )
    return {"by_day": days, "by_hour": hours, "by_weekday_hour": week, "connection_24h": curve}


def table(read: int, rejected: dict[str, int], **more: Any) -> dict[str, Any]:
    kept = read - sum(rejected.values())
    times = {"first": "2025-01-01T00:00:12+08:00", "last": "2025-03-31T23:59:41+08:00"}
    return {
        "read": read,
        "kept": kept,
        "later": 0,
        "orphans": 0,
        "rejected": rejected,
        "columns": [],
        **times,
        **more,
    }


def dataset() -> dict[str, Any]:
    tables = {
        "calls": table(377_214, {"bad_time": 31, "impossible_order": 12, "duplicate_row": 208}),
        "messages": table(14_805, {"unknown_value": 4}),
        "work_orders": table(188_420, {"conflicting_key": 17, "missing_time": 3}, later=42),
        "followups": table(120_006, {"bad_row": 2}, orphans=61),
        "reviews": table(1_500, {}),
    }
    files = [
        {
            "name": "calls-2025-01.csv",
            "table": "calls",
            "sha256": "a3" * 32,
            "bytes": 48_120_334,
            "encoding": "gb18030",
            "rows": 377_214,
        },
        {
            "name": "work_orders.parquet",
            "table": "work_orders",
            "sha256": "0f" * 32,
            "bytes": 9_120_334,
            "encoding": "parquet",
            "rows": 188_420,
        },
    ]
    gaps = [{"source": "calls", "from": "2025-02-10T02:00:00+08:00", "to": "2025-02-10T05:30:00+08:00"}]
    marks = {"fingerprint": "5c" * 32, "sm3": "7e" * 32, "timezone": "Asia/Shanghai"}
    return {"name": "临江市12345热线 2025年第一季度", **marks, "files": files, "tables": tables, "gaps": gaps}


def indicators() -> dict[str, Any]:
    channels = {
        "phone": share(340_112, 376_963),
        "sms": share(2_800, 3_012),
        "web": share(4_411, 5_190),
        "mailbox": share(1_204, 1_210),
    }
    low, high = wilson_95(1431, 1500)
    duration = {"median": "40.10", "p90": "118.75", "working_hours": "31.02", "with_excluded": "52.90"}
    first = [f"GD20250{number:04d}" for number in range(1, 11)]
    return {
        "call_connection_rate": measured(
            363_415, 376_963, left_out={"tests": 44}, misses={"count": 13_548, "first": first}
        ),
        "timely_response_rate": measured(
            348_527, 386_375, variants=channels, left_out={"pending": 12, "tests": 44}
        ),
        "immediate_answer_rate": measured(101_220, 188_002, basis="closed_in_first_contact"),
        "on_time_closure_rate": measured(
            80_100,
            84_002,
            variants={"original_deadline": share(78_004, 84_002)},
            left_out={"without_deadline": 731, "excluded": 80},
        ),
        "average_handling_time": {
            "status": "measured",
            "denominator": 86_410,
            "value": "52.25",
            "unit": "hours",
            "variants": duration,
        },
        "resolution_rate": measured(61_002, 71_118),
        "one_time_closure_rate": measured(171_000, 186_200),
        "information_accuracy_rate": measured(1_431, 1_500, wilson_95={"low": low, "high": high}),
        "followup_timeliness_rate": {"status": "unmeasured", "reason": REASON},
        "followup_coverage_rate": measured(96_000, 120_600, variants={"all_closed": share(96_000, 186_200)}),
        "followup_satisfaction_rate": measured(58_310, 64_402, variants={"both": share(51_002, 60_118)}),
    }


def checks() -> dict[str, Any]:
    spans = [
        {
            "start": "2025-02-09T22:14:00+08:00",
            "end": "2025-02-11T05:02:00+08:00",
            "windows": 5_120,
            "worst": {"end": "2025-02-10T19:20:00+08:00", "answered": 1_690, "offered": 2_300},
        },
        {
            "start": "2025-03-03T09:10:00+08:00",
            "end": "2025-03-04T17:44:00+08:00",
            "windows": 11_004,
            "worst": {"end": "2025-03-04T10:01:30+08:00", "answered": 7_920, "offered": 9_100},
        },
    ]
    first = [f"C{number:06d}" for number in range(10)]
    return {
        "connection_24h": {
            "status": "not_met",
            "worst": spans[0]["worst"],
            "windows": 741_210,
            "failing_windows": 16_124,
            "failing_spans": spans,
            "silences": [{"start": "2025-02-10T02:00:00+08:00", "end": "2025-02-10T05:31:07+08:00"}],
        },
        "answer_15s": {"status": "not_met", "counted": 376_963, "failing": 36_851, "first": first},
        "message_3min": {"status": "not_met", "counted": 8_202, "failing": 991, "first": first},
        "mailbox_24h": {"status": "met", "counted": 1_210, "failing": 0, "first": []},
        "transfer_2_working_days": {"status": "not_met", "counted": 86_782, "failing": 408, "first": first},
        "emergency_escalated": {
            "status": "met",
            "counted": 37,
            "failing": 0,
            "longest_manager_delay_s": 320,
            "longest_department_delay_s": 1_844,
        },
        "lead_department": {
            "status": "not_assessable",
            "reason": "工单表没有 lead_department 列，也没有 assignments 表",
        },
        "supervised": {
            "status": "not_met",
            "counted": 4_120,
            "failing": 12,
            "first": first[:3],
            "not_judged": ["repeated", "near_due"],
        },
    }


def observations() -> dict[str, Any]:
    return {
        "claimed_resolved": {"claimed": share(82_003, 86_410), "confirmed": share(61_002, 71_118)},
        "hops": {"orders": 86_782, "moved_more_than_once": 4_021, "returns": 2_110, "most": 7},
        "repeats": {"matters": 1_204, "orders": 3_911},
        "abandoned_by_hour": [
            {"hour": hour, "calls": 1000 + hour, "abandoned": 20 + hour} for hour in range(24)
        ],
        "open_age": {
            "open": 2_202,
            "median_hours": "61.50",
            "p90_hours": "402.00",
            "oldest_hours": "1944.25",
        },
        "year_on_year": "三个月数据不足以评定",
    }


def funnels() -> dict[str, Any]:
    return {
        "closure": {
            "accepted": 188_002,
            "on_the_spot": 101_220,
            "transferred": 86_782,
            "replied": 185_100,
            "recorded": 184_020,
            "closed": 184_000,
            "closed_on_time": 80_100,
        },
        "followup": {
            "closed": 184_000,
            "planned": 120_600,
            "attempted": 118_004,
            "reached": 96_000,
            "opinion": 64_402,
            "satisfied": 58_310,
            "resolved": 61_002,
        },
    }
