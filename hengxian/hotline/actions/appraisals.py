"""What each act of 单位考核 does beside moving it (11.3.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.appraising import points_said, read_scheme, tally
from hengxian.hotline.conditions.appraisals import PARAMETER
from hengxian.hotline.disclosing.recording import OF_APPRAISAL, Publication, record_publication
from hengxian.hotline.lifecycles.appraisal import CORRECTED
from hengxian.hotline.models import UnitAppraisal
from hengxian.hotline.naming import ids
from hengxian.hotline.queries.unit_evaluation import figures_of
from hengxian.hotline.working_days import nth_after_if_known
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.conditions import Act
from hengxian.journal.writing import begin, check, enact
from hengxian.people.models import Account
from hengxian.records.clocks import local_day
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of
from hengxian.standard.model.parameters import UNSET_MARK


@action("unit_appraisal", "draft")
@transaction.atomic
def draft(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """The scheme and the four figures as they stand are kept with it, and the result they make."""
    hold_chain()
    setting = value_of(PARAMETER, appraisal.since)
    appraisal.scheme = setting.as_used() if setting else {}
    appraisal.figures = figures_of(appraisal, at)
    check(appraisal, appraisal.lifecycle.row("draft"), Act("draft", by, at, facts))
    appraisal.result = tally(read_scheme(appraisal.scheme["value"]), appraisal.figures).result
    return begin(appraisal, "draft", by=by, at=at, **facts)


@action("unit_appraisal", "tell")
@transaction.atomic
def tell_unit(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """The unit's clerks get a notice; the days to object run from today."""
    until = nth_after_if_known(local_day(at), int(facts.get("days") or 0))
    changes = {"told_at": at, "object_until": until}
    enact(appraisal, "tell", by=by, at=at, version=version, changes=changes, **facts)
    clerks = Account.objects.filter(
        is_active=True, grants__role="handler", grants__ended_at=None,
        person__postings__unit=appraisal.unit_id, person__postings__ended_at=None,
    )  # fmt: skip
    text = f"考核结果已告知（{appraisal.since} 至 {appraisal.until}），异议可在 {until} 前提出"
    for account in clerks.distinct():
        link = f"/unit/unit_appraisal/{appraisal.pk}/"
        tell(To(account=account), text, about=appraisal.story, by=by, at=at, link=link)
    return appraisal


@action("unit_appraisal", "object")
def object_to(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """In the unit's own words."""
    changes = {"objection": str(facts.get("reason") or "")}
    return enact(appraisal, "object", by=by, at=at, version=version, changes=changes, **facts)


@action("unit_appraisal", "answer")
def answer(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """Upheld, or counted again from the records that were put right, the former result kept beside the new one."""
    changes: dict[str, Any] = {"answer": f"{facts.get('answer')}：{facts.get('reason')}"}
    if facts.get("answer") == CORRECTED:
        figures = figures_of(appraisal, at)
        former = {
            "result": appraisal.result,
            "figures": appraisal.figures,
            "reason": facts.get("reason"),
            "by": by.name,
            "at": at.isoformat(),
        }
        result = tally(read_scheme(appraisal.scheme["value"]), figures).result
        changes |= {"result": result, "figures": figures, "corrections": [*appraisal.corrections, former]}
    return enact(appraisal, "answer", by=by, at=at, version=version, changes=changes, **facts)


@action("unit_appraisal", "publish")
@transaction.atomic
def publish(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """Its day is kept, and a row in the register of what was published, with the figures as evidence."""
    hold_chain()
    check(
        appraisal, appraisal.lifecycle.check_state("publish", appraisal.state), Act("publish", by, at, facts)
    )
    what = _publication(appraisal, str(facts["place"]))
    row = record_publication(appraisal.hotline, what, drawn_up=appraisal, by=by, at=at)
    changes = {"published_at": at, "row": row}
    return enact(appraisal, "publish", by=by, at=at, version=version, changes=changes, **facts)


@action("unit_appraisal", "use")
def use(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """What comes of it."""
    plan = ids(facts.get("improvement"))[:1]
    changes: dict[str, Any] = {"none_reason": str(facts.get("none_reason") or "")}
    changes |= {"improvement_id": plan[0]} if plan else {}
    return enact(appraisal, "use", by=by, at=at, version=version, changes=changes, **facts)


def _publication(appraisal: UnitAppraisal, place: str) -> Publication:
    scheme = read_scheme(appraisal.scheme["value"])
    lines = [(label, source, str(good), str(n)) for label, source, good, n in appraisal.figures]
    scores = [
        (each.label, "得分", points_said(each.had), points_said(each.full))
        for each in tally(scheme, appraisal.figures).scores
    ]
    parts = [*scheme.points.items(), *((f"等次“{name}”", least) for name, least in scheme.grades)]
    told = "，".join(f"{label} {points_said(least)} 分" for label, least in parts)
    return Publication(
        name=f"单位考核 {appraisal}", since=appraisal.since, until=appraisal.until,
        content=f"{appraisal.unit.name}：{appraisal.result}",
        definitions=f"考核方案（{UNSET_MARK}）：{told}",
        table=[("方面", "来源", "满意（按期）或得分", "n 或分值"), *lines, *scores], place=place, way=OF_APPRAISAL,
    )  # fmt: skip
