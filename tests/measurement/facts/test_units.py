"""Who held an order: two units at one time share it, one after the other is a hop (10.2.2); spans are half-open."""

from pathlib import Path

from tests.measurement.specs import cells, measured, pair, share, write

HEADER = "order_id | department | is_lead | from_at | to_at | return_reason"
HOPS = """
    touching      | 甲 |   | 2025-03-10 08:00 | 2025-03-11 08:00           | 不属本部门
    touching      | 乙 |   | 2025-03-11 08:00 |                            |
    backwards     | 乙 |   | 2025-03-11 08:00 |                            |
    backwards     | 甲 |   | 2025-03-10 08:00 | 2025-03-11 08:00           |
    apart         | 甲 |   | 2025-03-10 08:00 | 2025-03-11 08:00           |
    apart         | 乙 |   | 2025-03-12 08:00 |                            |
    no length     | 甲 |   | 2025-03-10 08:00 | 2025-03-10 08:00           |
    no length     | 乙 |   | 2025-03-10 08:00 |                            |
    one           | 甲 |   | 2025-03-10 08:00 |                            |
    not yet       | 甲 |   | 2025-03-10 08:00 |                            |
    not yet       | 乙 |   | 2025-03-16 00:00 |                            |
"""
SHARED = """
    a tick        | 甲 |   | 2025-03-10 08:00 | 2025-03-11 08:00:00.000001 |
    a tick        | 乙 |   | 2025-03-11 08:00 |                            |
    open          | 甲 |   | 2025-03-10 08:00 |                            |
    open          | 乙 | 否 | 2025-03-12 08:00 | 2025-03-13 08:00          |
    within        | 甲 |   | 2025-03-10 08:00 | 2025-03-14 08:00           |
    within        | 乙 |   | 2025-03-11 08:00 | 2025-03-12 08:00           |
    not ended yet | 甲 |   | 2025-03-10 08:00 | 2025-03-16 00:00           |
    not ended yet | 乙 |   | 2025-03-11 08:00 |                            |
    last of three | 甲 |   | 2025-03-10 08:00 | 2025-03-11 08:00           |
    last of three | 乙 |   | 2025-03-11 08:00 | 2025-03-12 08:00           |
    last of three | 丙 |   | 2025-03-11 20:00 |                            |
"""
LED = """
    led           | 甲 | 是 | 2025-03-10 08:00 |                           |
    led           | 乙 |   | 2025-03-11 08:00 |                            |
"""


def test_two_units_at_one_time_share_an_order_and_one_after_the_other_do_not(tmp_path: Path) -> None:
    assignments = "\n".join(part.strip() for part in (HEADER, HOPS, SHARED, LED))
    ids = [*dict.fromkeys(row[0] for row in cells(HOPS + SHARED.strip() + LED))]
    orders = "order_id | accepted_at\n" + "\n".join(f"{id} | 2025-03-10 08:00" for id in ids)
    folder = write(tmp_path / "d", work_orders=orders, assignments=assignments)

    found = measured(folder, "2025-03-10", "2025-03-15", "2025-03-15 00:00")

    shared = [*dict.fromkeys(row[0] for row in cells(SHARED))]
    assert list(share(found, "lead_department").misses) == shared
    assert pair(found, "lead_department") == (1, len(shared) + 1)
    assert found.observations["hops"] == {"orders": 12, "moved_more_than_once": 1, "returns": 1, "most": 3}


def test_department_with_several_names_is_shared(tmp_path: Path) -> None:
    two = ("甲,乙", "甲，乙", "甲;乙", "甲；乙", "甲、乙", "甲|乙", "甲、 乙", "甲、乙、丙")
    one = ("甲", "甲、", "、甲", "甲 乙", "甲、　", "甲/乙", "", "、")
    (tmp_path / "work_orders.csv").write_text(
        "order_id,accepted_at,department,lead_department\n"
        + "".join(f'"{name}#",2025-03-10 08:00,"{name}",\n' for name in (*two, *one))
        + '"led",2025-03-10 08:00,"甲、乙",甲\n"blank lead",2025-03-10 08:00,"甲、乙",　\n',
        encoding="utf-8",
    )

    found = measured(tmp_path, "2025-03-10", "2025-03-15")

    assert share(found, "lead_department").misses == (*(f"{name}#" for name in two), "blank lead")
    assert pair(found, "lead_department") == (1, len(two) + 2)
