"""The comparison itself: what it must report and what it must let pass."""

from __future__ import annotations

from .differences import differences


def test_differences_name_the_path_and_both_values() -> None:
    ours = {"checks": {"answer_15s": {"status": "met", "counted": 3}}}
    oracle = {"checks": {"answer_15s": {"status": "met", "counted": 4}}}

    assert list(differences(ours, oracle)) == ["checks.answer_15s.counted: ours 3, oracle 4"]


def test_differences_report_a_key_or_variant_only_one_side_has() -> None:
    ours = {"value": "1.00", "extra": 1, "variants": {"p90": "2.00"}, "rejected": {"bad_row": 0}}
    oracle = {"value": "1.00", "numerator": 1, "variants": {}, "rejected": {"bad_time": 1}}

    assert list(differences(ours, oracle)) == [
        "numerator: ours None, oracle 1",
        "variants.p90: ours '2.00', oracle None",
        "rejected.bad_time: ours None, oracle 1",
    ]


def test_differences_take_one_instant_for_one_however_it_is_printed() -> None:
    ours = {"a": "2025-03-10T00:00:00.500+08:00", "b": "2025-03-10T00:00:00+08:00", "c": 60}
    oracle = {"a": "2025-03-10T00:00:00.500000+08:00", "b": "2025-03-09T16:00:00+00:00", "c": 60.0}

    assert list(differences(ours, oracle)) == [f"b: ours {ours['b']!r}, oracle {oracle['b']!r}"]
