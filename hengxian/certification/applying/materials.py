"""The seven materials of 6.1.2 and the five conditions of 6.1.1: what was handed in, and what lacks."""

from dataclasses import dataclass
from datetime import date

from hengxian.certification.models import Application
from hengxian.records.clocks import local_day, months_after
from hengxian.records.edition import pack
from hengxian.records.files.reading import files_of
from hengxian.records.models import StoredFile
from hengxian.standard.model.registers import SubjectChoice

FORM, DATA, OTHER = "6.1.2.1", "6.1.2.4", "6.1.2.7"
HAS_RUN = "6.1.1.3"
KINDS = ("material", "dataset", "declaration")
NONE_MARK = "none"


@dataclass(frozen=True)
class Material:
    """One of the seven with its files; `is_none` says that the applicant entered 无."""

    id: str
    name: str
    files: list[StoredFile]
    is_none: bool = False

    @property
    def is_there(self) -> bool:
        """Whether something was said to it."""
        return bool(self.files) or self.is_none


@dataclass(frozen=True)
class Condition:
    """One of the five with the applicant's words on it and where the evidence is; `since` is the run of the system."""

    id: str
    name: str
    text: str
    evidence: str
    since: date | None
    files: list[StoredFile]

    @property
    def is_stated(self) -> bool:
        """Whether the applicant said all that is asked."""
        return bool(self.text and (self.evidence or self.files) and (self.since or self.id != HAS_RUN))


def named_materials() -> tuple[SubjectChoice, ...]:
    """The seven, as the register of findings names them."""
    return _subjects("material_findings")


def named_conditions() -> tuple[SubjectChoice, ...]:
    """The five."""
    return _subjects("condition_findings")


def materials(application: Application) -> list[Material]:
    """All seven in printed order; one statement."""
    kept = [file for file in files_of(application.story) if file.category in KINDS]
    none = OTHER if application.statements.get(NONE_MARK) else ""
    return [
        Material(each.id, each.name, [file for file in kept if file.subject == each.id], each.id == none)
        for each in named_materials()
    ]


def lacking_materials(application: Application) -> list[str]:
    """Names of the materials that lack; the seventh may be 无."""
    return [each.name for each in materials(application) if not each.is_there]


def conditions(application: Application) -> list[Condition]:
    """All five in printed order."""
    kept = list(files_of(application.story, "material"))
    return [_condition(application, each, kept) for each in named_conditions()]


def has_run_long_enough(since: date, received_on: date) -> bool:
    """Whether the system had run three months on the day the application was received (6.1.1.3)."""
    return months_after(since, int(pack().limits["system_run_months"].value)) <= received_on


def warnings(application: Application, on: date) -> list[str]:
    """What the dates of the application say against a condition; the finding stays a person's (R6.1.1.3)."""
    received_on = local_day(application.received_at) if application.received_at else on
    since = next(each.since for each in conditions(application) if each.id == HAS_RUN)
    if since is None or has_run_long_enough(since, received_on):
        return []
    return [f"管理体系自 {since} 起运行，至 {received_on} 收到申请时不足3个月（{HAS_RUN}）"]


def _subjects(register: str) -> tuple[SubjectChoice, ...]:
    subject = pack().registers[register].subject
    assert subject is not None  # the pack's own tables
    return subject.choices.root


def _condition(application: Application, named: SubjectChoice, kept: list[StoredFile]) -> Condition:
    said = application.statements.get(named.id) or {}
    since = date.fromisoformat(said["since"]) if said.get("since") else None
    files = [file for file in kept if file.subject == named.id]
    return Condition(named.id, named.name, said.get("text", ""), said.get("evidence", ""), since, files)
