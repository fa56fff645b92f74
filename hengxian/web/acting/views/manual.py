"""Help made from what the product obeys: how it goes, who does what, what the words mean."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hengxian.certification.edition import pack
from hengxian.certification.lifecycles import ALL
from hengxian.kernel.lifecycle import Lifecycle, Move
from hengxian.people import roles
from hengxian.standard.model.rule import Term

DUTIES = {
    "client": "申请组织或获证组织", "team_lead": "本案审核组长", "team_auditor": "本案审核员", "team": "本案审核组成员",
    "evaluation_lead": "本案评价组长", "evaluation_member": "本案评价组成员", "decider": "作出决定的人（P-decider）",
    "keeper": "决定监督结果的人（P-keepwho）", "head_delegate": "负责人指定的人", "anyone": "任何人",
}  # fmt: skip
TIES = {
    "tie": "有利益关系", "team": "本案审核组成员", "client": "属于委托方", "consultant": "曾提供咨询",
    "adviser": "本案技术顾问",
    "plan_author": "编制本案计划的人", "committee_voter": "本案表决的委员", "decider": "作出本案决定的人",
    "investigator": "本案调查人", "appeal_decider": "作出申诉决定的人", "complained_of": "被投诉的人",
    "earlier_part": "先前参与过的人", "clerk": "拟办人",
}  # fmt: skip


@login_required
@require_safe
def lifecycles(request: HttpRequest) -> HttpResponse:
    """Every table of acts, in words."""
    tables = [(lifecycle, [_row(lifecycle, move) for move in lifecycle]) for lifecycle in ALL]
    return render(request, "acting/lifecycles.html", {"title": "办理流程", "tables": tables})


@login_required
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """The eight terms of chapter 3 as printed, and the roles."""
    context = {"title": "术语与角色", "terms": terms(), "roles": roles.of_site("body"), "rule": pack().rule}
    return render(request, "acting/words.html", context)


def terms() -> tuple[Term, ...]:
    """Chapter 3."""
    return pack().rule.terms


def _row(lifecycle: Lifecycle, move: Move) -> dict[str, object]:
    return {
        "label": move.label,
        "sources": "、".join("（新建）" if str(source) == "—" else str(source) for source in move.sources),
        "targets": " 或 ".join(_target(str(target)) for target in move.targets),
        "by": "、".join(_who(name) for name in move.by),
        "asks": "、".join(ask.label + ("" if ask.required else "（可不填）") for ask in move.asks),
        "apart": "、".join(dict.fromkeys(_apart(name) for name in move.apart)),
        "clause": move.clause,
        "kind": move.kind,
    }


def _target(text: str) -> str:
    status, _, marker = text.partition("+")
    if status != "=":
        return text
    return {"": "不变", "-": "去掉标记"}.get(marker, f"加标记“{marker}”")


def _who(name: str) -> str:
    return roles.role(name).name if roles.is_known(name) else DUTIES.get(name, name)


def _apart(name: str) -> str:
    kind, dot, verb = name.partition(".")
    if not dot:
        return TIES.get(name, name)
    labels = {(lifecycle.kind, move.verb): move.label for lifecycle in ALL for move in lifecycle}
    return f"做过“{labels.get((kind, verb), verb)}”的人"
