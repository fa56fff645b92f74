"""Kept evaluations read again: verified at every reading, and scored with judgements that came later (A-13, C-6)."""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengxian.evaluation.keeping import evaluations_folder, profile_name
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.outputs import RESULT, digest_of
from hengxian.evaluation.questions import Terms
from hengxian.evaluation.replacing import MANIFEST
from hengxian.kernel.quantity import half_up
from hengxian.kernel.refusals import NotNow, Refused
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.score import as_json, score
from hengxian.scoring.scorecard import Scorecard


class ResultAltered(Refused):
    """A kept result is no longer what the engine wrote: it is not used, and the audit administrator should know."""

    http = 500


def read_result(evaluation: Evaluation) -> dict[str, Any]:
    """The content of result.json, checked against its digest, the row and the exact figures (ResultAltered)."""
    path = _folder(evaluation) / RESULT
    if not path.is_file() or digest_of(path) != evaluation.result_sha256:
        raise _altered(evaluation, RESULT)
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if result != evaluation.result or profile_name(result) != evaluation.profile:
        raise _altered(evaluation, "库中的结果")
    if any(not _agrees(leaf, exact, result) for leaf, exact in measured_of(evaluation).items()):
        raise _altered(evaluation, "库中的实测值")
    return result


def read_output(evaluation: Evaluation, name: str) -> bytes:
    """One file of the results (report.pdf, scores.xlsx, rejects/calls.csv), checked against the manifest.

    ResultAltered; KeyError for a name the manifest does not list.
    """
    folder = _folder(evaluation)
    manifest = folder / MANIFEST
    if not manifest.is_file() or digest_of(manifest) != evaluation.manifest_sha256:
        raise _altered(evaluation, MANIFEST)
    stamp = json.loads(manifest.read_text(encoding="utf-8"))["files"][name]
    path = folder / name
    if not path.is_file() or digest_of(path) != stamp["sha256"]:
        raise _altered(evaluation, name)
    return path.read_bytes()


def outputs_of(evaluation: Evaluation) -> tuple[str, ...]:
    """The names of the files of the results, in the manifest's order."""
    told = json.loads((_folder(evaluation) / MANIFEST).read_text(encoding="utf-8"))
    return tuple(told["files"])


def measured_of(evaluation: Evaluation) -> dict[str, Fraction | None]:
    """The exact figures by leaf: shares from 0 to 1, mean hours; None where the data gave none."""
    return {leaf: None if exact is None else Fraction(exact) for leaf, exact in evaluation.measured.items()}


def score_with(evaluation: Evaluation, judgements: Iterable[Judgement], terms: Terms) -> Scorecard:
    """The scorecard of the kept figures with these judgements; nothing is measured again.

    NotNow when the terms' rule or profile is not the one the evaluation was made by: another edition makes
    another evaluation beside it (A-2). Errors: JudgementError, ResultAltered.
    """
    read_result(evaluation)
    _check_terms(evaluation, terms)
    return score(terms.pack.tree, measured_of(evaluation), judgements, terms.profile)


def result_with(evaluation: Evaluation, judgements: Iterable[Judgement], terms: Terms) -> dict[str, Any]:
    """The kept result with scores and judgements as they are now: what a report is made from."""
    given = tuple(judgements)
    scorecard = score_with(evaluation, given, terms)
    told = [judgement.as_json() for judgement in given]
    return read_result(evaluation) | {"scores": as_json(scorecard), "judgements": told}


def _check_terms(evaluation: Evaluation, terms: Terms) -> None:
    profile = f"{terms.profile.id}@{terms.profile.edition}#{terms.profile.fingerprint}"
    if evaluation.pack != terms.pack.identity:
        raise NotNow("测评结果依据另一版规则产生，须按本版规则另行测评", "4.1")
    if evaluation.profile != profile:
        raise NotNow("测评结果依据另一计分办法产生，须按现行计分办法另行测评", "13.2.1.3")


def _agrees(leaf: str, exact: Fraction | None, result: dict[str, Any]) -> bool:
    told = result["indicators"][leaf]
    if exact is None or told["status"] != "measured":
        return exact is None and told["status"] != "measured"
    if "numerator" in told:
        return exact == Fraction(told["numerator"], told["denominator"])
    return half_up(exact, 2) == str(told["value"])


def _folder(evaluation: Evaluation) -> Path:
    return evaluations_folder() / evaluation.folder


def _altered(evaluation: Evaluation, what: str) -> ResultAltered:
    return ResultAltered(f"测评结果 {evaluation.pk}：{what} 与生成时的摘要不符，已停止使用，请报告审计管理员")
