"""What each act of 单位考核 does beside moving it (11.3.2)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hengxian.hotline.conditions.appraisals import PARAMETER
from hengxian.hotline.lifecycles.appraisal import CORRECTED
from hengxian.hotline.models import UnitAppraisal
from hengxian.hotline.naming import ids
from hengxian.hotline.queries.unit_evaluation import evaluate_units
from hengxian.hotline.working_days import nth_after_if_known
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.appending import hold_chain
from hengxian.journal.writing import begin, enact
from hengxian.people.models import Account
from hengxian.records.clocks import local_day
from hengxian.records.notices.telling import To, tell
from hengxian.records.parameters import value_of


@action("unit_appraisal", "draft")
@transaction.atomic
def draft(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """The scheme and the four figures as they stand are kept with it."""
    hold_chain()
    setting = value_of(PARAMETER, appraisal.since)
    appraisal.scheme = setting.as_used() if setting else {}
    appraisal.figures = _figures(appraisal, at)
    appraisal.result = str(facts.get("result") or "")
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
    """Upheld, or corrected with the former result kept beside the new one."""
    changes: dict[str, Any] = {"answer": f"{facts.get('answer')}：{facts.get('reason')}"}
    if facts.get("answer") == CORRECTED:
        former = {
            "result": appraisal.result, "reason": facts.get("reason"), "by": by.name, "at": at.isoformat(),
        }  # fmt: skip
        changes |= {"result": facts.get("result"), "corrections": [*appraisal.corrections, former]}
    return enact(appraisal, "answer", by=by, at=at, version=version, changes=changes, **facts)


@action("unit_appraisal", "publish")
def publish(
    appraisal: UnitAppraisal, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> UnitAppraisal:
    """Its day is kept."""
    changes = {"published_at": at}
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


def _figures(appraisal: UnitAppraisal, at: datetime) -> list[list[Any]]:
    if appraisal.since > appraisal.until:
        return []
    found = evaluate_units(appraisal.hotline, appraisal.since, appraisal.until, at)
    own = next((one for one in found if one.unit.pk == appraisal.unit_id), None)
    aspects = own.aspects if own else ()
    return [[one.label, source.name, source.good, source.n] for one in aspects for source in one.sources]
