"""Ties of a natural person with a client: by account, by declaration, by ruling (条例 13, 14.2.1)."""

from hengxian.certification.models import Case
from hengxian.people.models import Account, Organisation
from hengxian.records.registers.reading import row_of, rows

# What a member declares, and whether the head may rule on it: an asset or management tie and a second body bar.
DECLARED = {
    "asset_tie": "与认证对象有资产关系",
    "management_tie": "与认证对象有管理关系",
    "other_body": "同时在其他认证机构从业",
    "advice_tie": "曾为认证对象提供咨询、平台或培训",
    "office_tie": "与行政机关有利益关系",
    "other_tie": "有其他可能影响公正的关系",
}
BEYOND_RULING = ("asset_tie", "management_tie", "other_body")


def with_client(organisation: Organisation, person: int) -> dict[str, str]:
    """A tie by belonging: some account of the person is the client's."""
    if Account.objects.filter(person=person, organisation=organisation).exists():
        return {"client": f"本人属于{organisation.name}", "tie": f"本人属于{organisation.name}"}
    return {}


def declared(case: Case, person: int) -> dict[str, str]:
    """Ties from the member's declaration in the case, unless the head ruled that they do not bar."""
    row = row_of("member_declarations", case.story, str(person))
    named = [tie for tie in DECLARED if row and row.data.get(tie) is True]
    if not named:
        return {}
    if not set(named) & set(BEYOND_RULING) and _is_ruled_harmless(case, person):
        return {}
    sentence = "本人已声明：" + "、".join(DECLARED[tie] for tie in named)
    return {"tie": sentence} | ({"consultant": sentence} if "advice_tie" in named else {})


def _is_ruled_harmless(case: Case, person: int) -> bool:
    ruling = row_of("tie_rulings", case.story, str(person))
    return ruling is not None and ruling.data["ruling"] == "可以参加"


def plan_authorship(case: Case, person: int) -> dict[str, str]:
    """Whoever wrote a line of the plan does not approve it."""
    for register in ("audit_plan_lines", "evaluation_plan"):
        if any(row.written_by == person for row in rows(register, case.story)):
            return {"plan_author": "本人编制了本案的计划"}
    return {}
