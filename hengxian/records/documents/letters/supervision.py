"""The letter of a 督办 by written notice (10.2.3.2); it names the order and never its caller."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class SupervisionNotice:
    """督办通知书. `limit` is the limit in force in words; `reply_by` is None where none was set."""

    text: ClassVar[str] = "supervision_notice"
    matter: str
    title: str
    accepted_at: str
    limit: str
    trigger: str
    reason: str
    demand: str
    reply_by: date | None = None
