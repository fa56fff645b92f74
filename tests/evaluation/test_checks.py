"""Compliance checks stand apart: their limits come from the pack, and no score knows of them."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from hengxian.evaluation.evaluate import Terms
from hengxian.scoring.profile import bundled_profile
from hengxian.standard.calendars.arrangement import state_council
from hengxian.standard.load import bundled_folder, bundled_pack, read_pack

from .folders import evaluated, text_table, write
from .hotline import tables

DAYS = "period = { start = 2025-03-10, end = 2025-03-15 }\nas_of = 2025-03-31T00:00:00\n"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small hotline."""
    return write(tmp_path_factory.mktemp("checks") / "hotline", tables())


def terms_with(folder: Path, *limits: tuple[str, str]) -> Terms:
    """The bundled rule with other limits: (as printed in limits.yaml, instead of it)."""
    pack = shutil.copytree(bundled_folder(), folder)
    text = (pack / "limits.yaml").read_text(encoding="utf-8")
    for old, new in limits:
        assert old in text
        text = text.replace(old, new)
    (pack / "limits.yaml").write_text(text, encoding="utf-8")
    return Terms(read_pack(pack), bundled_profile(), state_council())


@pytest.mark.covers("R10-checks")
def test_limit_of_a_check_is_the_packs_and_changes_no_score(dataset: Path, tmp_path: Path) -> None:
    lenient = terms_with(
        tmp_path / "pack",
        ("number: 95, unit: percent", "number: 1, unit: percent"),
        ("number: 2, unit: working_day", "number: 9, unit: working_day"),
    )

    strict, other = evaluated(dataset), evaluated(dataset, terms=lenient)

    changed = ("connection_24h", "transfer_2_working_days")
    assert [strict["checks"][id]["status"] for id in changed] == ["not_met", "not_met"]
    assert other["checks"]["connection_24h"]["status"] == "met"
    assert (
        other["checks"]["transfer_2_working_days"]["failing"]
        < strict["checks"]["transfer_2_working_days"]["failing"]
    )
    assert other["scores"] == strict["scores"]
    assert other["rule"]["fingerprint"] != strict["rule"]["fingerprint"]


@pytest.mark.covers("R10-checks")
def test_check_is_met_not_met_or_not_assessable(dataset: Path, tmp_path: Path) -> None:
    empty = evaluated(text_table(tmp_path / "d", DAYS, calls="call_id,arrived_at\n"))

    found = evaluated(dataset)["checks"]

    assert {told["status"] for told in found.values()} <= {"met", "not_met"}
    assert {told["status"] for told in empty["checks"].values()} == {"not_assessable"}
    assert all(told["reason"] for told in empty["checks"].values())


@pytest.mark.covers("T37")
def test_transfer_and_typing_limits_have_no_leaf(dataset: Path) -> None:
    pack = bundled_pack()
    leaves = {leaf.id for leaf in (*pack.tree.leaves, *pack.tree.improvement_leaves)}

    result = evaluated(dataset)

    assert pack.limits["typing_characters_per_minute"].value == 60
    assert "transfer_2_working_days" in result["checks"]
    assert not {"transfer_2_working_days", "typing_characters_per_minute"} & leaves
    assert set(result["checks"]) & set(result["scores"]["sources"]) == set()


def judged(check: str, folder: Path, **named: str) -> tuple[Any, ...]:
    told = evaluated(text_table(folder, DAYS, **named))["checks"][check]
    return told["counted"], told["failing"], told["first"]


def test_transfer_is_due_by_the_end_of_the_second_working_day(tmp_path: Path) -> None:
    counted = judged(
        "transfer_2_working_days",
        tmp_path / "d",
        work_orders="""order_id,accepted_at,handling,transferred_at,closed_at
            on the limit,2025-03-14 08:00,transferred,2025-03-18 23:59:59,
            behind it,2025-03-14 08:00,transferred,2025-03-19 00:00:01,
            never,2025-03-14 08:00,transferred,,
            closed in time,2025-03-14 08:00,transferred,,2025-03-17 08:00
            on the spot,2025-03-14 08:00,direct,,2025-03-14 08:05""",
    )

    assert counted == (3, 2, ["behind it", "never"])


def test_shared_order_needs_a_lead(tmp_path: Path) -> None:
    counted = judged(
        "lead_department",
        tmp_path / "d",
        work_orders="""order_id,accepted_at,department,lead_department
            two,2025-03-10 08:00,住建局、水务局,
            led,2025-03-10 08:00,住建局；水务局,住建局
            one,2025-03-10 08:00,住建局,
            at once,2025-03-10 08:00,,
            one after the other,2025-03-10 08:00,,""",
        assignments="""order_id,department,is_lead,from_at,to_at
            at once,住建局,0,2025-03-10 09:00,2025-03-11 09:00
            at once,水务局,0,2025-03-10 10:00,2025-03-11 09:00
            one after the other,住建局,0,2025-03-10 09:00,2025-03-11 09:00
            one after the other,水务局,0,2025-03-11 09:00,""",
    )

    assert counted == (3, 2, ["two", "at once"])


def test_emergency_is_told_to_both(tmp_path: Path) -> None:
    dataset = text_table(
        tmp_path / "d",
        DAYS,
        work_orders="""order_id,accepted_at,is_emergency,reported_to_manager_at,reported_to_department_at
            both,2025-03-10 08:00,是,2025-03-10 08:01,2025-03-10 08:30
            manager only,2025-03-10 08:00,是,2025-03-10 08:02,
            calm,2025-03-10 08:00,否,,""",
    )

    told = evaluated(dataset)["checks"]["emergency_escalated"]

    assert (told["counted"], told["failing"]) == (2, 1)
    assert (told["longest_manager_delay_s"], told["longest_department_delay_s"]) == (120, 1800)
