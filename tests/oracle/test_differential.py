"""The evaluation against the oracle on random messy datasets: every key both know must agree."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from .differences import differences
from .figures import evaluate_naively
from .messy import write_messy

SEEDS = int(os.environ.get("ORACLE_SEEDS", "24"))
FIRST = int(os.environ.get("ORACLE_FIRST", "0"))
IS_AMBIGUOUS = bool(os.environ.get("ORACLE_AMBIGUOUS"))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEEDS))
def test_evaluation_agrees_with_the_oracle(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = pytest.importorskip("hengxian.evaluation.evaluate")
    if seed % 2:  # as a large dataset is measured: on all cores
        monkeypatch.setattr("hengxian.measurement.dataset.LITTLE", 0)
    rng = random.Random(seed)
    write_messy(tmp_path, rng, rows=rng.choice((8, 25, 40, 60)), ambiguous=IS_AMBIGUOUS)
    days = rng.choice((1, 1, 2, 3))

    ours = evaluation.evaluate(tmp_path, followup_days=days)

    oracle = evaluate_naively(tmp_path, followup_days=days)
    found = list(differences(ours, oracle, unshaped=IS_AMBIGUOUS))
    assert not found, f"seed {seed}, {days} 个工作日:\n" + "\n".join(found)
