"""Letters from application to contract: acceptance, the one supplement notice, refusal, the service agreement."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class Acceptance:
    """受理通知 (6.1.3): the materials were received in full on `received_on`; review was due on `due_on`."""

    text: ClassVar[str] = "acceptance"
    hotline: str
    audit_kind: str
    received_on: date
    due_on: date
    scope: str


@dataclass(frozen=True)
class Supply:
    """One thing to be supplied: which material, what was found, what is asked for."""

    material: str
    finding: str
    wanted: str


@dataclass(frozen=True)
class Supplement:
    """一次性补充告知 (6.1.3). `reply_by` is None while P-supplement is unset."""

    text: ClassVar[str] = "supplement"
    hotline: str
    received_on: date
    due_on: date
    items: tuple[Supply, ...]
    reply_by: date | None = None


@dataclass(frozen=True)
class Reason:
    """A reason with the clause it rests on and where the evidence lies."""

    clause: str
    text: str
    evidence: str = ""


@dataclass(frozen=True)
class Refusal:
    """不予受理通知 (A-10); the rule names only acceptance and the supplement."""

    text: ClassVar[str] = "refusal"
    hotline: str
    received_on: date
    reasons: tuple[Reason, ...]
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fee:
    """A line of the fees: item, how it is reckoned, amount in yuan as printed, and the published list's amount."""

    item: str
    reckoning: str
    amount: str
    listed: str


@dataclass(frozen=True)
class Agreement:
    """服务协议 (Q3b.2, L20). `fee_reason` is needed where a fee differs from the published list."""

    text: ClassVar[str] = "agreement"
    client: str
    hotline: str
    audit_kind: str
    scope: str
    plan_outline: tuple[str, ...]
    fees: tuple[Fee, ...]
    total: str
    fee_list: str
    body_duties: tuple[str, ...]
    client_duties: tuple[str, ...]
    fee_reason: str = ""
