"""Letters of committee and decision: the opinion, the decision, guidance for the certificate."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .application import Reason


@dataclass(frozen=True)
class Review:
    """One reviewer's finding on one of the three points of 6.3.1."""

    clause: str
    point: str
    reviewer: str
    finding: str


@dataclass(frozen=True)
class Dissent:
    """A vote against or an abstention, printed with its reason (A-15)."""

    member: str
    vote: str
    reason: str


@dataclass(frozen=True)
class CommitteeOpinion:
    """技术委员会审查意见 (6.3.1). `eligible` are members without a tie, over whom the quorum is counted."""

    text: ClassVar[str] = "committee_opinion"
    hotline: str
    audit_kind: str
    reviewed_on: date
    findings: tuple[Review, ...]
    eligible: int
    quorum: int
    votes_for: int
    votes_against: int
    abstentions: int
    file_digest: str
    conclusion: str
    dissents: tuple[Dissent, ...] = ()
    recused: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecisionNotice:
    """认证决定通知 (6.3.3): outcome, reasons, limits, rights. `due_on` is five working days after the decision."""

    text: ClassVar[str] = "decision"
    hotline: str
    audit_kind: str
    scope: str
    outcome: str
    decided_on: date
    due_on: date
    reasons: tuple[Reason, ...]
    limits: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class UseGuidance:
    """证书使用指南 (6.4.1.3, 7.3), handed over with every issue. `statement` is the full text for publicity."""

    text: ClassVar[str] = "use_guidance"
    hotline: str
    certificate: str
    valid_until: date
    scope: str
    statement: str
    register_url: str
    check_code: str


@dataclass(frozen=True)
class Change:
    """One changed entry of the certificate."""

    entry: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeApproval:
    """证书变更或补发批准通知 (7.4.1, 7.4.2). Number and validity stay."""

    text: ClassVar[str] = "change_approval"
    hotline: str
    certificate: str
    requested_on: date
    approved_on: date
    edition: int
    valid_until: date
    reason: str
    changes: tuple[Change, ...] = ()
    is_reissue: bool = False
