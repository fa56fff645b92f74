"""What an evaluation report keeps of its figures: scores, sheets, judgements, and what they are bound to (A-2, A-3)."""

from typing import Any

from hengxian.certification.models import Case
from hengxian.certification.queries.judging import judgements_digest, judgements_of, ratings_of
from hengxian.certification.queries.sheets import filled, kept_sheets, scorecard_of
from hengxian.evaluation.kept import read_result
from hengxian.evaluation.models import Evaluation
from hengxian.kernel.refusals import Incomplete
from hengxian.scoring.score import as_json

BOUND = {
    "dataset_sha256": "数据集", "pack": "规则包", "profile": "评分方案", "calendar": "工作日历",
    "engine": "计算引擎", "result_sha256": "测评结果",
}  # fmt: skip


def compiled(case: Case) -> dict[str, Any]:
    """The scorecard of a report about to be drafted. Incomplete while the team has not run the engine.

    `scores` is that of result.json; `measured` the printed result's indicators and checks it was made from.
    """
    evaluation = case.evaluation
    if evaluation is None:
        raise Incomplete("审核组尚未用计算引擎运行或复算数据", "6.2.2.6")
    result, scorecard = read_result(evaluation), scorecard_of(case)
    return {
        "scores": as_json(scorecard),
        "sheets": kept_sheets(filled(scorecard, ratings_of(case))),
        "judgements": [judgement.as_json() for judgement in judgements_of(case)],
        "measured": {name: result[name] for name in ("indicators", "checks", "period", "as_of")},
        "bindings": _bindings(case, evaluation),
    }


def _bindings(case: Case, evaluation: Evaluation) -> dict[str, Any]:
    bound = {name: getattr(evaluation, name) for name in BOUND}
    return {"evaluation": evaluation.pk, **bound, "judgements": judgements_digest(case)}
