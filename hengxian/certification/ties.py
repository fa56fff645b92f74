"""Ties of a natural person with a client: by account, by declaration, by ruling (条例 13, 14.2.1)."""

from django.db.models import Q

from hengxian.certification.models import Case
from hengxian.journal.models import Entry
from hengxian.people.models import Account, Organisation
from hengxian.records.models.register_row import RegisterRow

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


def with_client(organisation: Organisation, person: int, hotline: int | None) -> dict[str, str]:
    """A tie by belonging: some account of the person is the client's, its legal entity's, or the operator's (3.3).

    `hotline` is the id of the hotline that the operator runs.
    """
    owners = [one for one in (organisation.pk, organisation.legal_entity_id) if one is not None]
    parties = Q(organisation__in=owners)
    if hotline is not None:
        parties |= Q(organisation__operated=hotline)
    accounts = Account.objects.filter(parties, person=person).select_related("organisation")
    found = accounts.order_by("pk").first()
    if found is None or found.organisation is None:
        return {}
    sentence = f"本人属于{found.organisation.name}"
    return {"client": sentence, "tie": sentence}


def declared(case: Case, person: int) -> dict[str, str]:
    """Ties from the member's declaration in the case, unless the head has ruled since that they do not bar.

    The head's ruling that somebody takes no part bars whatever was declared.
    """
    declaration, ruling = _kept(case, person)
    if ruling is not None and ruling.data["ruling"] == "不得参加":
        return {"tie": "已被裁定不得参加本案"}
    named = [tie for tie in DECLARED if declaration and declaration.data.get(tie) is True]
    if not named or declaration is None:
        return {}
    if ruling is not None and not set(named) & set(BEYOND_RULING) and _is_younger(ruling, declaration):
        return {}
    sentence = "本人已声明：" + "、".join(DECLARED[tie] for tie in named)
    return {"tie": sentence} | ({"consultant": sentence} if "advice_tie" in named else {})


def _kept(case: Case, person: int) -> tuple[RegisterRow | None, RegisterRow | None]:
    """The declaration and the last ruling, in one statement: this is asked before every act."""
    kept = RegisterRow._default_manager.filter(
        register__in=("member_declarations", "tie_rulings"), bound=case.story, subject=str(person)
    )
    newest = {row.register: row for row in kept.order_by("number")}
    return newest.get("member_declarations"), newest.get("tie_rulings")


def _is_younger(ruling: RegisterRow, declaration: RegisterRow) -> bool:
    """Whether the ruling knew the declaration as it stands: what is declared later waits for a ruling of its own."""
    written = Entry.objects.filter(object_kind=RegisterRow.kind)
    last = [
        written.filter(object_id=str(row.pk)).order_by("-sequence").values_list("sequence", flat=True).first()
        for row in (ruling, declaration)
    ]
    return (last[0] or 0) > (last[1] or 0)


def plan_authorship(case: Case, person: int) -> dict[str, str]:
    """Whoever wrote a line of the plan does not approve it; the lines, a hundred and more, are not read for this."""
    of_plan = RegisterRow._default_manager.filter(register__in=("audit_plan_lines", "evaluation_plan"))
    is_author = of_plan.filter(bound=case.story, written_by=person).exists()
    return {"plan_author": "本人编制了本案的计划"} if is_author else {}
