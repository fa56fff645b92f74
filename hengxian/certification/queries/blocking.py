"""Unset parameters that stand before the next step of some record: what they hold up, and since when (G-4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max, Q, QuerySet

from hengxian.certification.models import Application, Case, Certificate
from hengxian.certification.models.case import AuditType
from hengxian.certification.models.decision import Outcome
from hengxian.journal.models import Entry
from hengxian.records.clocks import local_day
from hengxian.records.edition import pack
from hengxian.records.parameters import value_of
from hengxian.standard.model.parameters import Parameter

CERTIFYING = Q(type__in=(AuditType.INITIAL, AuditType.RECERTIFICATION))
GRANTED = Q(status="已决定", decisions__outcome=Outcome.GRANT, certificates=None) & CERTIFYING
UNISSUED = Q(status="已决定", certificates__status="拟制") & CERTIFYING
# Which records come to the step that needs the parameter: model and condition.
NEEDED_BY: dict[str, tuple[type[Any], Q]] = {
    "P-supplement": (Application, Q(status="待补充")),
    "P-competence": (Case, Q(status="已立案")),
    "P-samples": (Case, Q(status="已组组")),
    "P-samples-interviews": (Case, Q(status="已组组")),
    "P-samples-simulations": (Case, Q(status="已组组")),
    "P-samples-survey": (Case, Q(status="已组组")),
    "P-special": (Case, Q(status="已组组", type=AuditType.SPECIAL)),
    "P-nc": (
        Case,
        Q(
            status__in=("现场中", "发现已定"),
            nonconformities__handed_over_at=None,
            nonconformities__isnull=False,
        ),
    ),
    "P-committee": (Case, Q(status="报告已批") & CERTIFYING),
    "P-committee-majority": (Case, Q(status="报告已批") & CERTIFYING),
    "P-decider": (Case, Q(status="意见已出") & CERTIFYING),
    "P-keepwho": (Case, Q(status__in=("报告已批", "意见已出")) & ~CERTIFYING),
    "P-keepwho-committee": (Case, Q(status="报告已批") & ~CERTIFYING),
    "P-term": (Case, GRANTED | UNISSUED),
    "P-number": (Case, GRANTED),
    "P-suspension": (Certificate, Q(marker="拟暂停")),
    "P-appeal": (Certificate, Q(marker="撤销调查")),
    "P-appeal-handling": (Certificate, Q(marker="撤销调查")),
}


@dataclass(frozen=True)
class Blocking:
    """A parameter that is not set, the records that wait for it, and the day the first of them came to that step."""

    parameter: Parameter
    records: tuple[Any, ...]
    since: date


def blocking(at: datetime) -> list[Blocking]:
    """Every unset parameter that holds something up, in the pack's order."""
    known = pack().parameters
    found = []
    for name, (model, waiting) in NEEDED_BY.items():
        if name not in known or value_of(name, at) is not None:
            continue
        records: QuerySet[Any] = model._default_manager.filter(waiting).distinct().order_by("pk")
        if held := tuple(records):
            found.append(Blocking(known[name], held, _since(held, at)))
    return found


def _since(records: tuple[Any, ...], at: datetime) -> date:
    ids = [str(record.pk) for record in records]
    last = Entry.objects.filter(object_kind=records[0].kind, object_id__in=ids).order_by().values("object_id")
    newest = list(last.annotate(last=Max("sequence")).values_list("last", flat=True))
    days = [
        datetime.fromisoformat(each)
        for each in Entry.objects.filter(sequence__in=newest).values_list("at", flat=True)
    ]
    return local_day(min(days)) if days else local_day(at)
