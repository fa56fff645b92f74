"""Letters of chapter 8: suspension, restoration, revocation, deregistration, and the answer to an appeal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from .application import Reason


@dataclass(frozen=True)
class Suspension:
    """暂停通知 (8.2.1, 8.3.1.1): reasons and demands. `until` ends the limit for putting things right."""

    text: ClassVar[str] = "suspension"
    hotline: str
    certificate: str
    valid_until: date
    suspended_on: date
    until: date
    reasons: tuple[Reason, ...]
    demands: tuple[str, ...]


@dataclass(frozen=True)
class Restoration:
    """恢复通知 (8.3.1.4), after a verification that found the demands met."""

    text: ClassVar[str] = "restoration"
    hotline: str
    certificate: str
    suspended_on: date
    verified_on: date
    verified_by: str
    findings: tuple[str, ...]
    restored_on: date
    valid_until: date


@dataclass(frozen=True)
class RevocationWarning:
    """撤销告知 (8.3.2.2): reasons, and until when an appeal may be made (P-appeal). The status has not changed."""

    text: ClassVar[str] = "revocation_warning"
    hotline: str
    certificate: str
    investigated_by: str
    reasons: tuple[Reason, ...]
    appeal_by: date
    appeal_to: str


@dataclass(frozen=True)
class Revocation:
    """撤销决定 (8.3.2.4), on the investigation and the appeal."""

    text: ClassVar[str] = "revocation"
    hotline: str
    certificate: str
    warned_on: date
    appeal: str
    reasons: tuple[Reason, ...]
    decided_on: date
    rights: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deregistration:
    """注销决定 (8.3.3.3)."""

    text: ClassVar[str] = "deregistration"
    hotline: str
    certificate: str
    origin: str
    reasons: tuple[Reason, ...]
    decided_on: date


@dataclass(frozen=True)
class DeregistrationAnnouncement:
    """注销公告 (8.3.3.4), for everybody: no reason and no person stands in it (T32)."""

    text: ClassVar[str] = "deregistration_announcement"
    holder: str
    hotline: str
    certificate: str
    decided_on: date


@dataclass(frozen=True)
class AppealAnswer:
    """申诉答复 (8.3.2.3). `outcome` in one sentence; who handled it took no part before."""

    text: ClassVar[str] = "appeal_answer"
    hotline: str
    subject: str
    appealed_on: date
    due_on: date
    handled_by: str
    findings: tuple[Reason, ...]
    outcome: str
    rights: tuple[str, ...] = ()
