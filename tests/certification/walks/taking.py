"""What can be taken away from a complete file, so that no certificate may come of it."""

from collections.abc import Callable
from random import Random

from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.steps import RECORDED_BY, _precedents, steps_of
from hengxian.journal.models import Entry
from hengxian.records.models.register_row import RegisterRow
from tests.certification.walks.people import COMMITTEE, give_second_account, involve
from tests.certification.walks.whole import unguarded

WAYS = (
    "team_lead",
    "team_auditor",
    "expert",
    "trainee",
    "evaluation_lead",
    "evaluation_member",
    "adviser",
    "tie",
    "client",
)
SECONDS = (
    ("lead", "committee_chair"), ("auditor2", "committee_chair"), ("auditor", "head_of_body"),
    ("certificates", "head_of_body"),
)  # fmt: skip


def step(case: Case, chance: Random) -> str:
    """The record of one step of the rule before the decision: its rows and its acts."""
    before = _precedents("decide_certification")
    done = [each.step for each in steps_of(case) if each.step.id in before and each.is_recorded]
    taken = chance.choice([each for each in done if each.kind != "辅助"])
    for source in RECORDED_BY[taken.id]:
        forget(case, source)
    return f"步骤 {taken.id}"


def forget(case: Case, source: str) -> None:
    """One source of a step's record: rows of a register, or entries of an act."""
    register, is_rows, name = source.partition("register:")
    if is_rows:
        stories = [*case.stories(), case.application.story, case.evaluation_report.story]
        RegisterRow.objects.filter(register=name, bound__in=stories).delete()
        return
    kind, _, verb = register.partition(".")
    with unguarded():
        Entry.objects.filter(object_kind=kind, verb=verb).update(verb="taken_away")


def quorum(case: Case, chance: Random) -> str:
    """Two of the three members of the committee get a part in the case, so that too few may vote."""
    told = [(who, chance.choice(WAYS)) for who in chance.sample(COMMITTEE, 2)]
    for who, way in told:
        involve(who, case, way)
    return f"牵涉 {told}"


def decider(case: Case, chance: Random) -> str:
    """The only person who may decide was in the team."""
    way = chance.choice(WAYS[:6])
    involve("chair", case, way)
    return f"主任是 {way}"


def head(case: Case, chance: Random) -> str:
    """The only person who may sign and issue was in the team."""
    way = chance.choice(WAYS[:6])
    involve("head", case, way)
    return f"负责人是 {way}"


def apartness(case: Case, chance: Random) -> str:
    """An office goes to the second account of somebody whom his part in the case bars from it."""
    of, role = chance.choice(SECONDS)
    give_second_account(of, role)
    return f"{of} 另有 {role}"


def closedness(case: Case, chance: Random) -> str:
    """The nonconformity is open, whatever its grade."""
    grade, status = (
        chance.choice(["轻微", "严重"]),
        chance.choice(["已开具", "已确认", "已提交整改", "已退回"]),
    )
    case.nonconformities.update(grade=grade, status=status)
    return f"{grade} {status}"


def approval(case: Case, chance: Random) -> str:
    """The evaluation report lacks its last approval."""
    EvaluationReport.objects.filter(case=case).update(status=chance.choice(["已编", "已核", "组长已批"]))
    return "评价报告"


TAKINGS: tuple[Callable[[Case, Random], str], ...] = (
    step,
    quorum,
    decider,
    head,
    apartness,
    closedness,
    approval,
)
