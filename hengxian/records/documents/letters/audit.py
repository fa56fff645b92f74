"""Letters of the audit: the plan, the surveillance notice, the nonconformities handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True)
class TeamMember:
    """Who comes, as what, registered as what and until when."""

    name: str
    duty: str
    registration: str


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan, in time order."""

    starts_at: datetime
    ends_at: datetime
    site: str
    content: str
    method: str
    auditor: str

    @property
    def time(self) -> str:
        """2026-01-12 09:00–11:30; the second day named where it is another."""
        ends = (
            f"{self.ends_at:%H:%M}"
            if self.starts_at.date() == self.ends_at.date()
            else f"{self.ends_at:%m-%d %H:%M}"
        )
        return f"{self.starts_at:%Y-%m-%d %H:%M}–{ends}"


@dataclass(frozen=True)
class AuditPlan:
    """审核计划通知 (6.2.1.2, 5.3). `days` are days on site; persons are counted apart (T40)."""

    text: ClassVar[str] = "audit_plan"
    hotline: str
    audit_kind: str
    evaluation_reach: str
    audit_reach: str
    starts_on: date
    ends_on: date
    days: int
    person_days: int
    purpose: str
    scope: str
    team: tuple[TeamMember, ...]
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True)
class MysteryTest:
    """One mystery contact as the hotline finds it among its own records."""

    channel: str
    started_at: datetime
    order_number: str

    @property
    def time(self) -> str:
        """2026-01-12 09:00."""
        return f"{self.started_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class MysteryTests:
    """模拟测试清单 (5.1.2.5), given afterwards, for the hotline to leave its tests out of every figure."""

    text: ClassVar[str] = "mystery_tests"
    hotline: str
    tests: tuple[MysteryTest, ...]


@dataclass(frozen=True)
class SurveillanceNotice:
    """监督审核通知 (6.4.2): yearly, or special with its trigger."""

    text: ClassVar[str] = "surveillance"
    hotline: str
    certificate: str
    audit_kind: str
    due_on: date
    trigger: str
    reach: str
    edition_warning: str = ""


@dataclass(frozen=True)
class Nonconformity:
    """One 不符合项 (A-14). `grade` is 轻微 or 严重, given by the assessor with `grade_reason` (T34)."""

    number: str
    clause: str
    requirement: str
    facts: str
    evidence: str
    grade: str
    grade_reason: str
    limit_on: date

    @property
    def facts_and_evidence(self) -> str:
        """What was seen and what shows it, in one cell."""
        return f"{self.facts}（证据：{self.evidence}）"

    @property
    def grading(self) -> str:
        """The grade and why."""
        return f"{self.grade}：{self.grade_reason}"


@dataclass(frozen=True)
class Nonconformities:
    """不符合项报告, handed over at the closing meeting (6.2.3.1)."""

    text: ClassVar[str] = "nonconformities"
    hotline: str
    audit_kind: str
    handed_on: date
    items: tuple[Nonconformity, ...]
    suggestions: tuple[str, ...] = ()
