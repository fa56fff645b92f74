"""Conditions of the days on site (6.2.2): the edition's window, and nonconformities that agree with the checklist."""

from hengxian.certification.conditions.certifying import is_overridden
from hengxian.certification.models import Case
from hengxian.certification.queries.evidence import untold_tests
from hengxian.journal.conditions import Act, condition
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows

SHOWN = 5


@condition
def edition_in_force(case: Case, act: Act) -> str | None:
    """Outside the window only with the head's reasoned override; the window is never extended (A-1, T7)."""
    rule = pack().rule
    if rule.is_in_force(local_day(act.at)) or is_overridden(case):
        return None
    window = f"规则{rule.printed_edition}印明有效期为 {rule.in_force_on} 至 {rule.ends_on}"
    return f"{window}，其外开展现场审核须由机构负责人在《规则版次之外办理的批准》中说明理由"


@condition
def tests_to_tell(case: Case, act: Act) -> str | None:
    """The hotline learns of mystery contacts afterwards, each once, so that it can mark them as tests (5.1.2.5)."""
    return None if untold_tests(case).exists() else "《模拟测试》中没有尚未告知热线的测试（5.1.2.5）"


@condition
def nonconformities_match_checklist(case: Case, act: Act) -> str | None:
    """Each 不符合 of the checklist has its nonconformity and the other way round; no advice is one (T35)."""
    concluded = {row.subject: row.data["conclusion"] for row in rows("checklist", case.story)}
    failing = {clause for clause, conclusion in concluded.items() if conclusion == "不符合"}
    raised = set(case.nonconformities.exclude(status="已撤销").values_list("clause", flat=True))
    advice = {clause.id for clause in pack().clauses if clause.is_advice}
    told = (
        _told("检查表结论为“不符合”而没有开具不符合项", failing - raised),
        _told("已开具不符合项而检查表结论不是“不符合”", raised - failing),
        _told("“宜”“可”的条款没有做到不是不符合", (failing | raised) & advice),
    )
    return "；".join(filter(None, told)) or None


def _told(sentence: str, clauses: set[str]) -> str:
    order = {clause.id: place for place, clause in enumerate(pack().clauses)}
    named = sorted(clauses, key=lambda clause: order.get(clause, len(order)))
    more = f" 等 {len(named)} 条" if len(named) > SHOWN else ""
    return f"{sentence}：{'、'.join(named[:SHOWN])}{more}（6.2.2.7）" if named else ""
