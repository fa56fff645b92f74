"""Conditions of nonconformities (6.2.2.7, 6.2.3.1, 6.3.2)."""

from hengxian.certification.models import Case, Nonconformity
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import MOST_DAYS, whole_days
from hengxian.records.parameters import value_of

ON_SITE = ("现场中", "发现已定")
BEFORE_APPROVAL = (*ON_SITE, "末次会议已开", "报告已编")


@condition
def case_on_site(nonconformity: Nonconformity, act: Act) -> str | None:
    """Found on site, or at the latest before the closing meeting."""
    status = nonconformity.case.status
    return None if status in ON_SITE else f"审核案现为“{status}”，不符合项只在现场审核期间开具（6.2.2.7）"


@condition
def clause_known(nonconformity: Nonconformity, act: Act) -> str | None:
    """A finding rests on an item of the clause register."""
    from hengxian.records.edition import pack  # the pack is read once, not at import

    known = {clause.id for clause in pack().clauses}
    return None if act.facts.get("clause") in known else f"条款“{act.facts.get('clause')}”不在条款清单中"


@condition
def correction_limit_set(nonconformity: Nonconformity, act: Act) -> str | None:
    """The limit of correction is the body's to set (P-nc); without it nothing is handed over."""
    if value_of("P-nc", act.at) is None:
        return "不符合项整改期限未设定（8.2.1.1）"
    said = act.facts.get("limit_days")
    if said is None or whole_days(said):
        return None
    return f"整改期限应为 1 至 {MOST_DAYS} 的整数个工作日，现为 {said}（8.2.1.1）"


@condition
def handed_over_once(nonconformity: Nonconformity, act: Act) -> str | None:
    """A limit that runs is not begun anew by handing over again (8.2.1.1)."""
    if nonconformity.handed_over_at is None:
        return None
    return f"不符合项已交付，整改期限至 {nonconformity.due_on}，不能重新起算（8.2.1.1）"


@condition
def handed_over(nonconformity: Nonconformity, act: Act) -> str | None:
    """The client acknowledges what it has been given."""
    return None if nonconformity.handed_over_at else "不符合项尚未交付（6.2.3.1）"


@condition
def report_not_approved(nonconformity: Nonconformity, act: Act) -> str | None:
    """Regrading ends with the first approval of the report; sent back by the committee, it may be done again."""
    status = nonconformity.case.status
    return None if status in BEFORE_APPROVAL else f"审核案现为“{status}”，报告批准后不能再改（6.2.3.3）"


@condition
def nonconformities_handed_over(case: Case, act: Act) -> str | None:
    """Every nonconformity is told and given at the closing meeting (6.2.3.1)."""
    waiting = case.nonconformities.filter(handed_over_at=None).exclude(status="已撤销")
    numbers = "、".join(waiting.values_list("number", flat=True))
    return f"不符合项尚未交付：{numbers}（6.2.3.1）" if numbers else None
