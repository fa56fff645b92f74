"""A small invented hotline as rows of text: three spring days, every table, some rows that are wrong."""

from datetime import datetime, timedelta
from random import Random

Row = dict[str, str]
Tables = dict[str, list[Row]]

START = datetime(2025, 3, 10)
TOML = """name = "小城热线（虚构）"
period = { start = 2025-03-10, end = 2025-03-13 }
as_of = 2025-03-20T00:00:00
"""
"""The three days of `tables`, read a week later."""

CALLER = "caller-7f3a91"
"""How every value of a caller column begins, so that a search finds any that leaks."""


def tables(seed: int = 1, *, flaws: bool = True) -> Tables:
    """All tables; no two events at one moment, so that only the contract's own ties are ties."""
    chance = Random(seed)
    orders = [_order(n, chance) for n in range(40)]
    made = {
        "calls": [_call(n, chance) for n in range(120)],
        "messages": [_message(n, chance) for n in range(24)],
        "work_orders": orders,
        "assignments": [
            _assignment(n, row) for n, row in enumerate(orders) if row["handling"] == "transferred"
        ],
        "extensions": [_extension(row) for row in orders[::5]],
        "supervisions": [_supervision(row) for row in orders[::3]],
        "followups": [_followup(n, row, chance) for n, row in enumerate(orders) if row["closed_at"]],
        "reviews": [_review(n, row, chance) for n, row in enumerate(orders)],
        "gaps": [{"source": "calls", "from_at": at(30), "to_at": at(90)}],
    }
    if flaws:
        _spoil(made)
    return made


def at(minutes: float) -> str:
    """A local time so many minutes after the period's start."""
    return (START + timedelta(minutes=minutes)).isoformat(sep=" ", timespec="milliseconds")


def _call(n: int, chance: Random) -> Row:
    arrived = n * 35 + chance.random()
    lost = chance.random() < 0.1
    return {
        "call_id": f"C{n:04d}",
        "arrived_at": at(arrived),
        "answered_at": "" if lost else at(arrived + chance.choice((0.1, 0.25, 0.4))),
        "linked_id": f"C{n - 1:04d}" if n % 20 == 9 else "",
        "caller": f"{CALLER}-{n % 50}",
        "is_test": "是" if n % 41 == 0 else "否",
    }


def _message(n: int, chance: Random) -> Row:
    received = n * 170 + chance.random()
    channel = ("sms", "web", "app", "social", "other", "mailbox")[n % 6]
    limit = 24 * 60 if channel == "mailbox" else 3
    answered = "" if n % 11 == 10 else at(received + limit * chance.choice((0.5, 1.0, 1.5)))
    return {
        "message_id": f"M{n:03d}",
        "channel": channel,
        "received_at": at(received),
        "responded_at": answered,
    }


def _order(n: int, chance: Random) -> Row:
    accepted = n * 100 + chance.random()
    handling = ("direct", "transferred", "conference", "transferred")[n % 4]
    lasted = 5 if handling == "direct" else 60 * chance.randrange(4, 90)
    return {
        "order_id": f"W{n:03d}",
        "accepted_at": at(accepted),
        "handling": handling,
        "closed_in_first_contact": "Y" if handling == "direct" else "N",
        "transferred_at": at(accepted + 60 * chance.randrange(1, 80)) if handling == "transferred" else "",
        "department": "供水公司、住建局" if n % 8 == 3 else "供水公司",
        "lead_department": "住建局" if n % 16 == 3 else "",
        "due_at": at(accepted + 60 * 48),
        "closed_at": "" if n % 13 == 12 else at(accepted + lasted),
        "claimed_resolved": "1" if n % 3 else "0",
        "rounds": "2" if n % 9 == 5 else "1",
        "matter": f"matter-{n % 12}",
        "caller": f"{CALLER}-{n % 7}",
        "exclusion": "duplicate" if n % 17 == 6 else "",
        "is_emergency": "true" if n % 19 == 4 else "false",
        "reported_to_manager_at": at(accepted + 10) if n % 19 == 4 else "",
        "reported_to_department_at": at(accepted + 20) if n == 4 else "",
        "followup_planned": "是" if n % 5 else "",
        "is_test": "否",
    }


def _assignment(n: int, order: Row) -> Row:
    leads = "1" if n % 6 == 1 else "0"
    begun = order["transferred_at"]
    return {
        "order_id": order["order_id"],
        "department": "供水公司",
        "is_lead": leads,
        "from_at": begun,
        "to_at": "",
    }


def _extension(order: Row) -> Row:
    due = datetime.fromisoformat(order["due_at"])
    approved = due - timedelta(minutes=int(order["order_id"][1:]) - 20)
    return {
        "order_id": order["order_id"],
        "approved_at": approved.isoformat(sep=" "),
        "due_at": (due + timedelta(days=2)).isoformat(sep=" "),
    }


def _supervision(order: Row) -> Row:
    opened = datetime.fromisoformat(order["accepted_at"]) + timedelta(hours=50)
    return {"order_id": order["order_id"], "trigger": "overdue", "opened_at": opened.isoformat(sep=" ")}


def _followup(n: int, order: Row, chance: Random) -> Row:
    asked = datetime.fromisoformat(order["closed_at"]) + timedelta(hours=chance.randrange(1, 60), seconds=n)
    reached = n % 6 != 2
    return {
        "order_id": order["order_id"],
        "attempted_at": asked.isoformat(sep=" "),
        "outcome": "reached" if reached else "unreachable",
        "process_satisfaction": chance.choice(("satisfied", "no_opinion")) if reached else "",
        "result_satisfaction": chance.choice(("satisfied", "dissatisfied", "no_opinion")) if reached else "",
        "resolved": chance.choice(("是", "否")) if reached else "",
    }


def _review(n: int, order: Row, chance: Random) -> Row:
    return {
        "review_id": f"R{n:03d}",
        "order_id": order["order_id"],
        "reviewed_at": at(n * 90 + 7),
        "item": ("information_accuracy", "attitude")[n % 2],
        "passed": "Y" if chance.random() < 0.8 else "N",
    }


def _spoil(made: Tables) -> None:
    """One row of every kind that is set aside, and rows about an order that is not there."""
    calls, orders = made["calls"], made["work_orders"]
    calls += [
        {**calls[5], "call_id": ""},
        {**calls[6], "call_id": "X1", "arrived_at": ""},
        {**calls[7], "call_id": "X2", "answered_at": "昨天"},
        {**calls[8], "call_id": "X3", "is_test": "也许"},
        {**calls[9], "call_id": "X4", "arrived_at": at(4000), "answered_at": at(3999)},
        dict(calls[10]),
        {**calls[11], "answered_at": at(4200)},
    ]
    orders += [{**orders[3], "order_id": "W900", "rounds": "0"}, dict(orders[4])]
    made["followups"].append({**made["followups"][0], "order_id": "W999"})
    made["messages"].append({**made["messages"][0], "message_id": "M900", "channel": "fax"})
    made["reviews"].append({**made["reviews"][0], "review_id": "R900", "passed": ""})
    made["extensions"].append({**made["extensions"][0], "approved_at": "2025-03-10"})
