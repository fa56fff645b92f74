"""The dataset of an application: its reading, its period beside the one asked for, measured beside declared."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hengxian.certification.applying.materials import DATA
from hengxian.certification.models import Application
from hengxian.evaluation.comparing import NotComparable
from hengxian.evaluation.declaring import Declared, DeclaredPair, compare_declared
from hengxian.evaluation.models import Evaluation
from hengxian.records.clocks import local_day, since
from hengxian.records.edition import pack
from hengxian.records.files.reading import files_of
from hengxian.records.models import Job, StoredFile
from hengxian.standard.model.pack import Pack

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Periods:
    """The period of the data beside the three months before the receipt; both end before `until`.

    `missing` and `beyond` are stretches (first day, last day) that the data lack, or hold without being asked.
    """

    start: date
    until: date
    wanted_start: date
    wanted_until: date
    missing: tuple[tuple[date, date], ...]
    beyond: tuple[tuple[date, date], ...]

    @property
    def is_as_asked(self) -> bool:
        """Whether the data cover just what was asked for."""
        return not (self.missing or self.beyond)


def dataset_of(application: Application) -> StoredFile | None:
    """The dataset in use, the newest where there are several."""
    return files_of(application.story, "dataset", DATA).last()


def evaluation_of(application: Application) -> Evaluation | None:
    """What the engine read from the dataset in use, None while it has not."""
    file = dataset_of(application)
    found = Evaluation.objects.filter(
        about=application.story, dataset_file=file.pk if file else None, made_by_team=False
    )
    return found.order_by("-made_at", "-pk").first() if file else None


def reading_of(application: Application) -> Job | None:
    """The job that reads the dataset in use."""
    file = dataset_of(application)
    if file is None:
        return None
    asked = Job.objects.filter(key__startswith=f"measure:{application.story}:{file.pk}:client:")
    return asked.order_by("-pk").first()


def wanted_period(application: Application, on: date) -> tuple[date, date]:
    """[received − 3 months, received); before the receipt, as if it were received that day (6.1.2.4)."""
    received_on = local_day(application.received_at) if application.received_at else on
    return since(pack(), "performance_data", received_on), received_on


def periods(evaluation: Evaluation, wanted: tuple[date, date]) -> Periods:
    """The data's period and the wanted one, and where they differ."""
    own = (evaluation.period_from, evaluation.period_until)
    return Periods(*own, *wanted, missing=_outside(wanted, own), beyond=_outside(own, wanted))


def pairs(
    application: Application, evaluation: Evaluation | None, rule: Pack | None = None
) -> list[DeclaredPair]:
    """The rows of A.4: target and actual as declared, the measured value beside them, never over them (T43).

    Without an evaluation, or with one by another edition, nothing is measured.
    """
    rule = rule or pack()
    said = application.form.get("A.4") or {}
    figures = {
        row.id: {name: said.get(f"{row.id}_{place}") for place, name in enumerate(("target", "actual"))}
        for row in rule.forms["A.4"].fields
    }
    declared = Declared.model_validate({"figures": figures})
    try:
        return compare_declared(declared, evaluation.result if evaluation else _nothing(rule), rule)
    except NotComparable:
        return compare_declared(declared, _nothing(rule), rule)


def quality(evaluation: Evaluation) -> dict[str, Any]:
    """The quality report: rows by table with what was set aside and why, warnings, notes."""
    result = evaluation.result
    tables = [
        {"name": name, **told, "warnings": result["quality"]["tables"].get(name, {}).get("warnings", [])}
        for name, told in result["dataset"]["tables"].items()
    ]
    return {"tables": tables, "notes": result["quality"].get("notes", [])}


def _nothing(rule: Pack) -> dict[str, Any]:
    leaves = (row.leaf for row in rule.forms["A.4"].fields if row.leaf)
    unmeasured = {leaf: {"status": "unmeasured", "reason": "没有数据集"} for leaf in leaves}
    return {"rule": {"fingerprint": rule.fingerprint}, "indicators": unmeasured}


def _outside(one: tuple[date, date], other: tuple[date, date]) -> tuple[tuple[date, date], ...]:
    """The parts of one half-open stretch that the other does not cover, as first and last days."""
    before = (one[0], min(one[1], other[0]))
    after = (max(one[0], other[1]), one[1])
    return tuple((start, end - ONE_DAY) for start, end in (before, after) if start < end)
