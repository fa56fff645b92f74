"""Who works for a hotline and its units, who is designated, which matters there are: the page and its forms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hengxian.hotline import establishing
from hengxian.hotline.models import Designation, Duty, Hotline, Matter, Posting, Unit
from hengxian.journal.models import Recorded
from hengxian.journal.receipts import once
from hengxian.kernel.lifecycle import Ask
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.people import roles
from hengxian.people.models import Account
from hengxian.web.acting.asking import Pairs, question
from hengxian.web.acting.filling import Filling, fill, marks
from hengxian.web.acting.views.acts import shown_in_form
from hengxian.web.acting.visitor import Visitor, signed_in
from hengxian.web.manage.lines import line_at, lines_of

REASON = Ask("reason", "理由", "long_text")
UNIT = (
    Ask("parent_id", "上级单位", "choice", required=False), Ask("telephone", "对接电话", required=False),
    Ask("email", "对接邮箱", "email", required=False),
    Ask("is_emergency_department", "应急处置部门", "yes_no", required=False),
)  # fmt: skip
MATTER = (
    Ask("unit_id", "通常承办单位", "choice", required=False),
    Ask(
        "limit_days", "办理时限（工作日）", "count", required=False, note="空着的，每次转交时写明时限",
        clause="10.2.2.1",
    ),
)  # fmt: skip
LIMITS = (
    Ask("recall_days", "来电次数统计天数", "count", unit="天",
        note="服务对象卡“近 N 日第 k 次”的 N；参数“多次反映的天数”设定后以参数为准"),
    Ask("expiry_days", "知识条目到期提前提示天数", "count", unit="天"),
)  # fmt: skip
Keep = Callable[[Any, Filling, Visitor], Recorded]


@dataclass(frozen=True)
class Form:
    """What is asked to add a record of a hotline, or to change one; `keep(hotline or record, filling, visitor)`."""

    title: str
    asks: tuple[Ask, ...]
    keep: Keep


def _add(make: Callable[..., Any], model: Any) -> Keep:
    def keep(line: Hotline, filling: Filling, visitor: Visitor) -> Recorded:
        made: Recorded = make(model(hotline=line, **_columns(filling.facts)), by=visitor.actor, at=visitor.at)
        return made

    return keep


def _post(line: Hotline, filling: Filling, visitor: Visitor) -> Posting:
    facts = filling.facts
    person = Account.objects.get(pk=facts["account"]).person
    unit = Unit.objects.get(pk=facts["unit"]) if facts.get("unit") else None
    title = facts.get("post") or ""
    return establishing.post(person, line, unit=unit, title=title, by=visitor.actor, at=visitor.at)


def _designate(line: Hotline, filling: Filling, visitor: Visitor) -> Designation:
    facts = filling.facts
    person = Account.objects.get(pk=facts["account"]).person
    return establishing.designate(
        person, line, Duty(facts["duty"]), basis=facts["basis"], by=visitor.actor, at=visitor.at
    )


def _change(record: Any, filling: Filling, visitor: Visitor) -> Recorded:
    columns = {name: value for name, value in filling.facts.items() if name != "reason"}
    changed: Recorded = establishing.change(record, **_seen(filling, visitor), **_columns(columns))
    return changed


def _limit(line: Hotline, filling: Filling, visitor: Visitor) -> Hotline:
    days: dict[str, Any] = {ask.id: int(filling.facts[ask.id]) for ask in LIMITS}
    return establishing.set_limits(line, **_seen(filling, visitor), **days)


def _end(ending: Callable[..., Recorded]) -> Keep:
    return lambda record, filling, visitor: ending(record, **_seen(filling, visitor))


def _seen(filling: Filling, visitor: Visitor) -> dict[str, Any]:
    """Who changes it, when, why, and which version of it he saw."""
    return {
        "by": visitor.actor, "at": visitor.at, "reason": filling.facts["reason"], "version": filling.version,
    }  # fmt: skip


ADDING = {
    "unit": Form("登记承办单位", (Ask("name", "名称"), *UNIT), _add(establishing.add_unit, Unit)),
    "matter": Form("登记事项类别", (Ask("name", "名称"), *MATTER), _add(establishing.add_matter, Matter)),
    "posting": Form(
        "安排岗位",
        (Ask("account", "人员", "choice", note="先由系统管理员开立账号、安全管理员授予角色"),
         Ask("unit", "承办单位", "choice", required=False, note="承办人员选其单位；热线自己的人员空着"),
         Ask("post", "岗位", required=False)),
        _post,
    ),
    "designation": Form(
        "指定专人",
        (Ask("account", "人员", "choice"), Ask("duty", "事务", "choice", clause="10.2.3.3"), Ask("basis", "指定依据")),
        _designate,
    ),
}  # fmt: skip
CHANGING: Mapping[str, tuple[Any, Form]] = {
    "hotline": (Hotline, Form("修改本热线的设定", (*LIMITS, REASON), _limit)),
    "unit": (
        Unit,
        Form("修改", (*UNIT, Ask("closed_on", "撤并日期", "date", required=False), REASON), _change),
    ),
    "matter": (Matter, Form("修改", (*MATTER, REASON), _change)),
    "posting": (Posting, Form("结束岗位", (REASON,), _end(establishing.end_posting))),
    "designation": (Designation, Form("结束指定", (REASON,), _end(establishing.end_designation))),
}


@require_safe
@signed_in
def arrangement(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """One hotline's units, matters, people and designations."""
    line = line_at(request, visitor)
    context = {
        "title": "单位与岗位",
        "line": line,
        "lines": lines_of(visitor),
        "units": line.units.select_related("parent").order_by("pk"),
        "matters": line.matters.select_related("unit").order_by("pk"),
        "postings": line.postings.filter(ended_at=None).select_related("person", "unit").order_by("pk"),
        "designations": line.designations.filter(ended_at=None).select_related("person").order_by("pk"),
    }
    return render(request, "manage/arrangement.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def adding(request: HttpRequest, visitor: Visitor, sort: str) -> HttpResponse:
    """One more of them, at the hotline looked at."""
    if sort not in ADDING:
        raise NotThere("没有这个页面")
    line, form = line_at(request, visitor), ADDING[sort]
    return _page(request, visitor, form, line, line, {})


@require_http_methods(["GET", "POST"])
@signed_in
def changing(request: HttpRequest, visitor: Visitor, sort: str, pk: int) -> HttpResponse:
    """One changed or ended; only of the manager's own hotlines."""
    model, form = CHANGING.get(sort, (None, None))
    scope = "pk__in" if model is Hotline else "hotline__in"
    own = {scope: [line.pk for line in lines_of(visitor)]}
    record = model and model._default_manager.filter(pk=pk).filter(**own).first()
    is_over = request.method == "GET" and getattr(record, "ended_at", None)
    if record is None or form is None or is_over:
        raise NotThere("没有这一项")
    start = {ask.id: _shown(getattr(record, ask.id, None)) for ask in form.asks}
    line = record if isinstance(record, Hotline) else record.hotline
    return _page(request, visitor, form, record, line, start)


def _page(
    request: HttpRequest, visitor: Visitor, form: Form, about: Any, line: Hotline, start: Mapping[str, Any]
) -> HttpResponse:
    filling: Filling = fill(request, [question(ask) for ask in form.asks], _choices(line), start)
    back = f"{reverse('manage:arrangement')}?hotline={line.pk}"
    refused = None
    if filling.is_whole:
        try:
            by, at = visitor.actor, visitor.at
            once(filling.key, by=by, at=at, make=lambda: form.keep(about, filling, visitor))
            messages.success(request, f"已{form.title}")
            return redirect(back)
        except Refused as refusal:
            refused = shown_in_form(request, refusal)
    named = "" if isinstance(about, Hotline) else f"：{getattr(about, 'person', about)}"
    context = {
        "title": f"{form.title}{named}",
        **filling.shown(filling.errors or marks(refused, filling)),
        "refused": refused,
        "version": about.version if start else None,  # of what is not there yet nothing was seen
        "button": form.title,
        "back": back,
    }
    status = refused.http if refused else 422 if filling.errors else 200
    return render(request, "acting/plain_form.html", context, status=status)


def _choices(line: Hotline) -> dict[str, Pairs]:
    units = [(str(unit.pk), unit.name) for unit in line.units.filter(closed_on=None).order_by("name")]
    return {
        "parent_id": units, "unit_id": units, "unit": units, "duty": Duty.choices, "account": _accounts(),
    }  # fmt: skip


def _accounts() -> Sequence[tuple[str, str]]:
    """Everybody with a role at a hotline, with what he may do."""
    names = {role.id: role.name for role in roles.ROLES if role.site == "hotline"}
    found: dict[int, tuple[Account, list[str]]] = {}
    accounts = Account.objects.filter(grants__role__in=names, grants__ended_at=None, is_active=True)
    rows = accounts.select_related("person").values_list("pk", "grants__role").order_by("person__name", "pk")
    known = Account.objects.select_related("person").in_bulk([pk for pk, _ in rows])
    for pk, role in rows:
        if role in names:
            found.setdefault(pk, (known[pk], []))[1].append(names[role])
    return [
        (str(pk), f"{account.display_name}（{account.username}：{'、'.join(held)}）")
        for pk, (account, held) in found.items()
    ]


def _columns(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Empty answers as the columns hold them."""
    found = dict(facts)
    for name in ("parent_id", "unit_id"):
        if name in found:
            found[name] = int(found[name]) if found[name] else None
    for name in ("telephone", "email"):
        if name in found:
            found[name] = found[name] or ""
    if "is_emergency_department" in found:
        found["is_emergency_department"] = found["is_emergency_department"] in (True, "是")
    return found


def _shown(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
