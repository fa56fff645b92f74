"""What the evaluation adds to the common pages: runs of the engine, coverage, scores, and what acts offer (13.3)."""

from typing import Any

from django.urls import reverse

from hengxian.certification.applying import figures
from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.queries import coverage
from hengxian.certification.queries.analysis import datasets_of, jobs_of, runs_of
from hengxian.certification.queries.sheets import open_leaves, scores_of, settled
from hengxian.kernel.refusals import NotThere, Refused
from hengxian.records.files.limits import say_size
from hengxian.web.acting import books
from hengxian.web.acting.asking import Pairs, answers_for, filled_in
from hengxian.web.acting.panels import panel
from hengxian.web.acting.visitor import Visitor
from hengxian.web.components.templatetags.kit import instant

BEFORE = ("已立案", "已组组", "计划已批", "文件已审")
TEXTS = (("process", "评价过程"), ("conclusion", "评价结论"), ("suggestions", "改进建议"))


def may_see(case: Case, visitor: Visitor, register: str) -> bool:
    """Whether a register of the case is open to the person."""
    try:
        books.open_for(case, register, visitor)
    except NotThere:
        return False
    return True


@panel("case", "certifying/evaluation/analysis.html", order=30)
def analysis(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """The team's runs of the engine, the one that counts, and measured beside declared."""
    if case.status in BEFORE or not may_see(case, visitor, "data_analysis"):
        return None
    bound = case.evaluation
    pairs = figures.pairs(case.application, bound) if case.application and bound else []
    return {"bound": bound, "pairs": pairs, "url": reverse("office:runs", args=[case.pk]), **runs_shown(case)}


def runs_shown(case: Case) -> dict[str, Any]:
    """The runs asked for and made, for the panel and for the fragment that polls."""
    jobs = [job for job in jobs_of(case) if not job.is_done]
    running = any(job.ended_at is None for job in jobs)
    return {"jobs": jobs, "runs": runs_of(case), "is_running": running}


@panel("case", "certifying/evaluation/scores.html", order=31)
def scores(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """The composite as an interval, and the way to the sheets."""
    if case.status in BEFORE or not may_see(case, visitor, "leaf_judgements"):
        return None
    return scores_shown(case) | {"sheets_url": reverse("office:sheets", args=[case.pk])}


def scores_shown(case: Case) -> dict[str, Any]:
    """The scores, or the sentence why they cannot be computed."""
    try:
        found = scores_of(case)
    except Refused as refusal:
        return {"problem": str(refusal)}
    return {"scores": found, "open": open_leaves(case), "is_settled": settled(case) is not None}


@panel("case", "certifying/evaluation/coverage.html", order=32)
def covered(case: Case, visitor: Visitor) -> dict[str, Any] | None:
    """What there is evidence of, and what not yet."""
    if case.status in BEFORE or not may_see(case, visitor, coverage.CHARACTERISTICS):
        return None
    characteristics, items = coverage.characteristics(case), coverage.audit_items(case)
    lacking = [each for each in (*characteristics, *items) if not each.rows]
    return {
        "characteristics": characteristics, "items": items, "lacking": lacking, "unused": coverage.unused_methods(case),
        "characteristic_url": reverse("office:register", args=["case", case.pk, coverage.CHARACTERISTICS]),
        "item_url": reverse("office:register", args=["case", case.pk, coverage.ITEMS]),
    }  # fmt: skip


@panel("evaluation_report", "certifying/evaluation/report.html", order=10)
def report(report: EvaluationReport, visitor: Visitor) -> dict[str, Any]:
    """What it says, its scores, and what these are bound to."""
    texts = [(label, report.content_text.get(name)) for name, label in TEXTS]
    return scores_shown(report.case) | {
        "texts": [(label, said) for label, said in texts if said],
        "bindings": report.scorecard.get("bindings", {}),
        "sheets_url": reverse("office:sheets", args=[report.case_id]),
        "case_url": reverse("office:record", args=["case", report.case_id]),
        "case": report.case,
    }


@filled_in("evaluation_report", "draft")
def as_before(report: EvaluationReport, visitor: Visitor) -> dict[str, Any]:
    """What was written before, to be corrected."""
    return {name: report.content_text.get(name, "") for name, _ in TEXTS}


@filled_in("case", "analyse")
def newest_run(case: Case, visitor: Visitor) -> dict[str, Any]:
    """The newest run."""
    found = runs_of(case)
    return {"evaluation": str(found[0].pk)} if found else {}


@answers_for("case", "measure", "dataset")
def datasets(case: Case, visitor: Visitor) -> Pairs:
    """The datasets in hand."""
    return [
        (str(file.pk), f"{file.name}（{say_size(file.size)}，{instant(file.received_at)}收到）")
        for file in datasets_of(case)
    ]


@answers_for("case", "analyse", "evaluation")
def runs(case: Case, visitor: Visitor) -> Pairs:
    """The team's own runs."""
    return [
        (
            str(run.pk),
            f"{run.pk}：{run.period_from} 至 {run.period_until}（不含），{instant(run.made_at)}运行",
        )
        for run in runs_of(case)
    ]
