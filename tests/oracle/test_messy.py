"""The invented datasets reach what they are for, and are the same for the same seed."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from .figures import evaluate_naively
from .messy import write_messy


def test_messy_datasets_reach_every_reason_and_leave_no_row_uncounted(tmp_path: Path) -> None:
    reasons: Counter[str] = Counter()
    for seed in range(12):
        folder = tmp_path / str(seed)
        write_messy(folder, random.Random(seed), rows=30)
        for table in evaluate_naively(folder, followup_days=1)["dataset"]["tables"].values():
            assert table["read"] == table["kept"] + sum(table["rejected"].values())
            reasons.update(table["rejected"])
            reasons.update(later=table["later"], orphans=table["orphans"])

    assert {reason for reason, count in reasons.items() if count} == {
        "bad_row",
        "missing_key",
        "missing_time",
        "bad_time",
        "unknown_value",
        "impossible_order",
        "duplicate_row",
        "conflicting_key",
        "later",
        "orphans",
    }


def test_messy_datasets_are_the_same_for_one_seed(tmp_path: Path) -> None:
    results = []
    for name in ("first", "second"):
        write_messy(tmp_path / name, random.Random(7))
        results.append(evaluate_naively(tmp_path / name, followup_days=2))

    assert results[0] == results[1]
