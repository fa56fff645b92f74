"""Conditions of the committee's review and of the decision (6.3): nonconformities decide, never a score (T4)."""

from hengxian.certification.models import Case
from hengxian.certification.models.nonconformity import OPEN
from hengxian.certification.queries.committee import (
    committee_on,
    counted_ballots,
    eligible_members,
    opinion_of,
    stale_ballots,
)
from hengxian.certification.steps import demand_steps_before
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import MOST_DAYS, whole_days
from hengxian.records.parameters import value_of
from hengxian.records.registers.values import CHINA

GRANT, CONDITIONAL, REFUSE = "批准认证", "有条件批准认证", "不予批准认证"


@condition
def quorum_set(case: Case, act: Act) -> str | None:
    """Nobody invents how many must vote, or what majority carries."""
    unset = [name for name in ("P-committee", "P-committee-majority") if value_of(name, act.at) is None]
    return "技术委员会的法定人数或多数未设定（6.3.1）" if unset else None


@condition
def on_committee(case: Case, act: Act) -> str | None:
    """A member of the technical committee whose term covers the day (14.3.1)."""
    sitting = {person.pk for person in committee_on(act.at.astimezone(CHINA).date())}
    return None if act.by.person in sitting else "不是在任的技术委员会委员（14.3.1）"


@condition
def not_voted_yet(case: Case, act: Act) -> str | None:
    """One ballot a member and round, by natural person; it is never changed."""
    voted = case.ballots.filter(round=case.round, person=act.by.person).exists()
    return "本次审查中已经表决，表决不能更改（6.3.1）" if voted else None


@condition
def quorum_reached(case: Case, act: Act) -> str | None:
    """Counted over members without a tie; a ballot on another state of the file does not count."""
    setting = value_of("P-committee", act.at)
    if setting is None:
        return None
    if stale := stale_ballots(case):
        return f"案卷在表决后有变动，须重新表决：{'、'.join(b.person.name for b in stale)}"
    eligible = eligible_members(case, act.at)
    valid, wanted = len(counted_ballots(case, eligible)), int(setting.value)
    if valid < wanted:
        return f"有效表决 {valid} 人，法定人数为 {wanted} 人（可参加表决的委员 {len(eligible)} 人）"
    return None


@condition
def vote_decided(case: Case, act: Act) -> str | None:
    """A vote with no ballot for or against says nothing."""
    counted = counted_ballots(case, eligible_members(case, act.at))
    return None if any(b.choice != "弃权" for b in counted) else "没有赞成或反对票，不能形成审查意见"


@condition
def decider_set(case: Case, act: Act) -> str | None:
    """Who decides is the body's to say (P-decider)."""
    return None if value_of("P-decider", act.at) else "作出认证决定的人未设定（6.3.2）"


@condition
def certification_case(case: Case, act: Act) -> str | None:
    """A surveillance is not decided by 6.3.2."""
    return None if case.is_certification else "监督审核的结果按 6.4.2.3 决定"


@condition
def every_step_recorded(case: Case, act: Act) -> str | None:
    """条例 21: no step is skipped; the first that is missing is named."""
    demand_steps_before(case, "decide_certification" if case.is_certification else "decide_keeping")
    return None


def outcomes_allowed(case: Case, act: Act) -> dict[str, str]:
    """Outcome → why it is offered, from nonconformities and the committee's opinion alone; a score plays no part."""
    standing = case.nonconformities.exclude(status="已撤销")
    majors = standing.filter(grade="严重")
    if majors.filter(status__in=OPEN).exists():
        return {REFUSE: "存在未关闭的严重不符合项（6.3.2.3）"}
    may_close = value_of("P-major", act.at)
    if majors.exists() and (may_close is None or may_close.value != "是"):
        return {REFUSE: "有过严重不符合项，且未规定关闭后可以批准（P-major）"}
    if not opinion_of(case).get("is_for", False):
        return {REFUSE: "技术委员会未同意审核结论（6.3.1）"}
    if standing.filter(status__in=OPEN).exists():
        return {CONDITIONAL: "只有轻微不符合项未关闭（6.3.2.2）"}
    return {GRANT: "没有未关闭的不符合项（6.3.2.1）"}


@condition
def outcome_allowed(case: Case, act: Act) -> str | None:
    """Only what the nonconformities allow."""
    allowed = outcomes_allowed(case, act)
    if act.facts.get("outcome") in allowed:
        return None
    told = "；".join(f"{outcome}（{why}）" for outcome, why in allowed.items())
    return f"不能作出“{act.facts.get('outcome')}”，只可：{told}"


@condition
def limit_given(case: Case, act: Act) -> str | None:
    """A conditional approval has a limit, and the body has said how such limits are set (P-conditional)."""
    if act.facts.get("outcome") != CONDITIONAL:
        return None
    if value_of("P-conditional", act.at) is None:
        return "有条件批准的整改期限未设定（6.3.2.2）"
    if whole_days(act.facts.get("limit_days")) is None:
        return f"有条件批准须给出整改期限，为 1 至 {MOST_DAYS} 的整数个工作日（6.3.2.2）"
    return None


@condition
def all_nonconformities_closed(case: Case, act: Act) -> str | None:
    """Verified, each of them, before a conditional approval becomes one (6.3.2.2)."""
    waiting = case.nonconformities.filter(status__in=OPEN)
    return f"还有 {waiting.count()} 项不符合项未验证关闭（6.3.2.2）" if waiting.exists() else None


@condition
def condition_limit_out(case: Case, act: Act) -> str | None:
    """Nothing lapses by itself, and nothing is ended before its time."""
    decision = case.decisions.order_by("-decided_at").first()
    if decision is None or decision.limit_on is None or act.at.astimezone(CHINA).date() <= decision.limit_on:
        return "整改期限尚未届满（6.3.2.2）"
    return None
