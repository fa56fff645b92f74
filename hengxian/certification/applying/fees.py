"""Fees: the published list of a day, and what was agreed beside it (条例 20)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hengxian.certification.models import Application
from hengxian.records.models import RegisterRow
from hengxian.records.registers.book import BODY
from hengxian.records.registers.reading import rows


@dataclass(frozen=True)
class ListedFee:
    """A line of the published list; `amount` in yuan."""

    item: str
    unit: str
    amount: Decimal
    published_on: date


def published(on: date) -> list[ListedFee]:
    """The fees published and in force on a day, in their order; the last line of an item holds."""
    found: dict[str, ListedFee] = {}
    for row in rows("fee_list", BODY):
        if _holds(row.data, on):
            said = row.data
            day = date.fromisoformat(said["published_on"])
            found[said["item"]] = ListedFee(said["item"], said["unit"], Decimal(said["amount"]), day)
    return list(found.values())


def agreed(application: Application) -> list[RegisterRow]:
    """The lines agreed for an application; a quantity of nought takes a line back."""
    return [row for row in rows("agreed_fees", application.story) if Decimal(row.data["quantity"]) > 0]


def total(lines: list[RegisterRow]) -> Decimal:
    """Their sum in yuan."""
    return sum((Decimal(row.data["agreed"]) * Decimal(row.data["quantity"]) for row in lines), Decimal(0))


def printed(amount: Decimal) -> str:
    """An amount in yuan as printed: 12000.00."""
    return f"{amount:.2f}"


def _holds(said: dict[str, Any], on: date) -> bool:
    start, end = max(said["published_on"], said["starts_on"]), said.get("ends_on") or "9999"
    return bool(start <= on.isoformat() <= end)
