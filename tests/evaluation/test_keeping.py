"""Kept evaluations: made from a dataset or not at all, verified at every reading, scored without measuring again."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from hengxian.evaluation import keeping, kept
from hengxian.evaluation.evaluate import evaluate
from hengxian.evaluation.keeping import DatasetRefused, latest, measure
from hengxian.evaluation.measuring import measure_later
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.terms import terms_at
from hengxian.journal import verifying
from hengxian.journal.actor import Actor
from hengxian.kernel.refusals import NotNow
from hengxian.records import parameters
from hengxian.records.files.keeping import keep
from hengxian.records.jobs import run
from hengxian.records.models import Job, StoredFile
from hengxian.scoring.judgements import Judgement, JudgementError
from hengxian.scoring.score import as_json
from tests.cast import appoint, found_site, open_account
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import CALLER, tables

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
AUDITOR = Actor(2, 21, "乙", frozenset({"auditor"}))
HEAD = Actor(3, 31, "丙", frozenset({"head_of_body"}))

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings) -> None:
    settings.HENGXIAN_HOME = tmp_path / "home"
    settings.HENGXIAN_FILES = tmp_path / "files"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory) -> Path:
    return zipped(write(tmp_path_factory.mktemp("data") / "export", tables()))


def a_file(path: Path) -> StoredFile:
    with path.open("rb") as stream:
        return keep(stream, path.name, about="case:1", category="dataset", by=AUDITOR, at=NOON)


def measured(dataset: Path, **said) -> Evaluation:
    return measure(a_file(dataset), about="case:1", by=AUDITOR, at=NOON, **said)


def judged(leaf: str, points: str, rater: str = "甲") -> Judgement:
    return Judgement.model_validate(
        {"leaf": leaf, "score": points, "rater": rater, "reason": "查看记录", "evidence": ["file:1"]}
    )


@pytest.mark.covers("R6.2.2.6")
def test_a_kept_result_is_that_of_the_engine_and_bound_to_what_it_was_made_with(dataset: Path):
    expected = json.loads(json.dumps(evaluate(dataset)))

    made = measured(dataset, made_by_team=True)

    assert kept.read_result(Evaluation.objects.get()) == expected
    assert (made.dataset_sha256, made.profile, str(made.period_from), str(made.period_until)) == (
        expected["dataset"]["fingerprint"], f"linear@1#{expected['profile']['fingerprint']}", "2025-03-10", "2025-03-13",
    )  # fmt: skip
    assert made.pack.endswith(expected["rule"]["fingerprint"])
    assert latest("case:1", made_by_team=True) == made
    assert latest("case:1", made_by_team=False) is None
    assert list(verifying.faults()) == []


def test_the_files_of_a_result_can_be_read_and_hold_no_row_of_the_dataset(dataset: Path):
    made = measured(dataset)

    names = kept.outputs_of(made)

    assert {"result.json", "report.html", "report.pdf", "scores.xlsx", "rejects/work_orders.csv"} <= set(
        names
    )
    assert kept.read_output(made, "report.pdf").startswith(b"%PDF-")
    assert not [name for name in names if CALLER.encode() in kept.read_output(made, name)]


def test_a_fault_in_the_dataset_is_its_own_sentence_and_nothing_is_kept(tmp_path: Path):
    (tmp_path / "orders.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    path = zipped_file(tmp_path / "orders.csv")

    with pytest.raises(DatasetRefused, match="里没有可读的数据表"):
        measured(path)

    assert (Evaluation.objects.count(), list(keeping.evaluations_folder().rglob("*.json"))) == (0, [])


def zipped_file(path: Path) -> Path:
    folder = path.parent / "folder"
    folder.mkdir()
    path.rename(folder / path.name)
    return zipped(folder)


@pytest.mark.covers("R6.2.2.6")
def test_an_altered_result_is_refused_by_name(dataset: Path):
    made = measured(dataset)
    folder = keeping.evaluations_folder() / made.folder
    text = (folder / "result.json").read_text(encoding="utf-8")
    report = (folder / "report.pdf").read_bytes()

    (folder / "result.json").write_text(
        text.replace("hengxian-result/1", "hengxian-result/9"), encoding="utf-8"
    )
    (folder / "report.pdf").write_bytes(report + b" ")

    with pytest.raises(kept.ResultAltered, match=r"result\.json 与生成时的摘要不符"):
        kept.read_result(made)
    with pytest.raises(kept.ResultAltered, match=r"report\.pdf 与生成时的摘要不符"):
        kept.read_output(made, "report.pdf")
    (folder / "result.json").write_text(text, encoding="utf-8")
    made.measured["call_connection_rate"] = "1"
    with pytest.raises(kept.ResultAltered, match="库中的实测值"):
        kept.read_result(made)
    made.result["as_of"] = "2025-01-01"
    with pytest.raises(kept.ResultAltered, match="库中的结果"):
        kept.read_result(made)


def test_later_judgements_are_scored_with_the_exact_kept_figures(dataset: Path):
    parameters.set_value("P-aht", "24", by=HEAD, at=NOON, basis="演示")
    parameters.set_value("P-aht-max", "240", by=HEAD, at=NOON, basis="演示")
    terms = terms_at(NOON)
    given = (judged(a_judged_leaf(terms), "85"),)
    made = measured(dataset, terms=terms)

    scorecard = kept.score_with(made, given, terms)

    again = evaluate(dataset, terms=replace(terms, judgements=given))
    assert as_json(scorecard) == again["scores"]
    assert kept.result_with(made, given, terms) == json.loads(json.dumps(again))


def a_judged_leaf(terms) -> str:
    return next(leaf.id for leaf in terms.pack.tree.leaves if leaf.source == "judged")


@pytest.mark.covers("A-13")
def test_a_measured_leaf_cannot_be_overtyped_and_a_judgement_needs_points_and_evidence(dataset: Path):
    made = measured(dataset)
    sound = judged("x", "1").model_dump(mode="json")

    with pytest.raises(JudgementError, match="由数据计算，不能改写"):
        kept.score_with(made, [judged("call_connection_rate", "100")], terms_at(NOON))
    for harm in ({"score": "100.1"}, {"evidence": []}):
        with pytest.raises(ValidationError):
            Judgement.model_validate(sound | harm)


def test_another_profile_asks_for_another_evaluation(dataset: Path):
    made = measured(dataset)
    parameters.set_value("P-followup", "2", by=HEAD, at=NOON, basis="演示")

    with pytest.raises(NotNow, match="依据另一计分办法产生"):
        kept.score_with(made, [], terms_at(NOON))


def test_measuring_as_a_job_is_done_once_and_tells_its_answer(
    dataset: Path, django_capture_on_commit_callbacks
):
    found_site()
    by = appoint(open_account("审核员甲", "auditor"), "auditor").as_actor()
    file = a_file(dataset)

    with django_capture_on_commit_callbacks(execute=True):
        jobs = [measure_later(file, about="case:1", by=by, at=NOON) for _ in range(2)]
    run(jobs[0].pk)

    job, made = Job.objects.get(), Evaluation.objects.get()
    assert (job.answer, job.standing, job.percent, job.is_done) == (made.pk, "完成", 100, True)


def test_a_job_over_a_faulty_dataset_ends_with_the_sentence(
    tmp_path: Path, django_capture_on_commit_callbacks
):
    found_site()
    by = appoint(open_account("审核员甲", "auditor"), "auditor").as_actor()
    (tmp_path / "orders.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    file = a_file(zipped_file(tmp_path / "orders.csv"))

    with django_capture_on_commit_callbacks(execute=True):
        measure_later(file, about="case:1", by=by, at=NOON)

    job = Job.objects.get()
    assert (job.is_refused, job.standing) == (True, "未完成")
    assert "里没有可读的数据表" in job.sentence
