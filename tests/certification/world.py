"""An invented body at work: its people, one client, and a case in whatever state a test needs."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hengxian.certification.models import Case, Decision, EvaluationReport, Hotline, Member, Nonconformity
from hengxian.journal.actor import Actor
from hengxian.people.models import Organisation
from hengxian.records.edition import edition_name, pack
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.parameters import set_value, value_of
from hengxian.records.registers.book import BODY, open_book
from hengxian.records.registers.writing import write
from tests.cast import NOON, appoint, found_site, open_account, placed
from tests.keeping import kept, stage

STAFF = {
    "clerk": "clerk",
    "lead": "lead_auditor",
    "auditor": "auditor",
    "member_a": "committee_member",
    "member_b": "committee_member",
    "chair": "committee_chair",
    "head": "head_of_body",
    "delegate": "head_delegate",
    "keeper": "certificate_administrator",
    "panel": "appeal_panel",
    "bystander": "auditor",
}


@dataclass
class World:
    """People by part (`lead`, `chair`, …, `client`), their client and its hotline."""

    people: dict[str, Actor]
    client: Organisation
    hotline: Hotline
    at: datetime = NOON
    counted: dict[str, int] = field(default_factory=dict)

    def later(self, **span: int) -> datetime:
        """The clock moved on; every call of an act may take it."""
        self.at += timedelta(**span)
        return self.at

    def __getitem__(self, part: str) -> Actor:
        """The actor who plays that part."""
        return self.people[part]

    def number(self, of: str) -> str:
        """The next invented number of a kind."""
        self.counted[of] = self.counted.get(of, 0) + 1
        return f"{of}-2026-{self.counted[of]:03d}"

    @stage
    def set(self, **parameters: object) -> None:
        """Set open parameters by the head (`P_term=36` is P-term)."""
        for name, value in parameters.items():
            by, since = self["head"], self.at.date()
            set_value(
                name.replace("_", "-"), str(value), by=by, at=self.at, basis="本机构规定", in_force_from=since
            )

    def write(
        self, register: str, of: Any, facts: dict[str, object], by: str = "head", **more: Any
    ) -> RegisterRow:
        """A row of a register."""
        return write(open_book(pack(), register, of), facts, by=self[by], at=self.at, **more)

    def seat(self, *parts: str) -> None:
        """Give people a seat on the technical committee for the year, by criteria of competence if none are set."""
        if value_of("P-competence") is None:
            self.set(P_competence="委员|认证审查|能独立担任")
        for part in parts:
            facts = {
                "member": self[part].person, "post": "主任" if part == "chair" else "委员", "expertise": "十年审核经历",
                "starts_on": "2026-01-01", "ends_on": "2026-12-31", "impartiality": "与任何热线无利益关系",
            }  # fmt: skip
            self.write("committee_roster", BODY, facts)

    def case(self, status: str, **columns: Any) -> Case:
        """A case of the client in that state, with its team and an evaluation report in hand."""
        case = placed(
            Case(
                number=self.number("AN"), type=columns.pop("type", "initial"), organisation=self.client,
                hotline=self.hotline, rule_edition=edition_name(), opened_at=self.at, status=status, **columns,
            )
        )  # fmt: skip
        for part, duty in (("lead", "team_lead"), ("auditor", "team_auditor"), ("lead", "evaluation_lead")):
            placed(Member(case=case, person_id=self[part].person, duty=duty))
        placed(EvaluationReport(case=case, status="已批"))
        return case

    def nonconformity(self, case: Case, grade: str = "轻微", status: str = "已确认") -> Nonconformity:
        """A nonconformity of the case in that state."""
        return placed(
            Nonconformity(
                case=case, number=self.number("N"), clause="9.1.1.2", requirement="职责明确", facts="无岗位职责文件",
                grade=grade, grade_reason="个别岗位", found_by=self["auditor"].person, handed_over_at=self.at,
                due_on=date(2026, 4, 1), status=status,
            )
        )  # fmt: skip

    def decision(self, case: Case, outcome: str = "批准认证") -> Decision:
        """A decision on the case, made now by the chair."""
        return placed(
            Decision(
                case=case, outcome=outcome, reason="符合要求", clause="6.3.2.1", notice_due_on=date(2026, 3, 9),
                decided_by_id=self["chair"].person, decided_at=self.at,
            )
        )  # fmt: skip


@kept
def set_world() -> World:
    """Everybody enrolled and appointed; the client with one hotline."""
    found_site()
    client = placed(Organisation(name="云泽市政务服务中心", type="热线服务中心"))
    people = {part: appoint(open_account(f"{part}某", part), role).as_actor() for part, role in STAFF.items()}
    people["client"] = appoint(
        open_account("client某", "client", organisation=client), "applicant"
    ).as_actor()
    hotline = placed(
        Hotline(
            name="云泽市12345热线", type="综合性热线", owner=client, founded_on=date(2015, 5, 1), place="云泽市",
            within_territory=True,
        )
    )  # fmt: skip
    return World(people, client, hotline)
