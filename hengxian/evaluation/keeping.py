"""Keeping evaluations: the engine run on a kept dataset, its results stored, bound by digests, never typed (R6.2.2.6).

No function here takes a figure: a kept result comes from a dataset or not at all.
"""

import csv
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
from django.conf import settings

import hengxian
from hengxian.evaluation.evaluate import Evaluation as Made
from hengxian.evaluation.evaluate import Terms, evaluate_opened
from hengxian.evaluation.models import Evaluation
from hengxian.evaluation.outputs import RESULT, digest_of, write_manifest, write_outputs
from hengxian.evaluation.replacing import MANIFEST, replacing
from hengxian.journal.actor import Actor
from hengxian.journal.writing import create
from hengxian.kernel.refusals import Incomplete
from hengxian.measurement.dataset import GIGABYTE, open_dataset, unwatched
from hengxian.measurement.faults import DatasetFault
from hengxian.measurement.reading.staging import Watch
from hengxian.records.files.keeping import read
from hengxian.records.models import StoredFile

STAGE = "认证测评"
MOST_MISSES = 1_000


class DatasetRefused(Incomplete):
    """The engine cannot read the dataset: its own sentence; nothing was kept."""


@dataclass(frozen=True)
class Question:
    """What is asked of a dataset where its dataset.toml does not say: period (half-open) and moment of reading."""

    start: date | None = None
    end: date | None = None
    as_of: datetime | None = None


def measure(
    dataset: StoredFile | Path,
    *,
    about: str,
    by: Actor,
    at: datetime,
    terms: Terms | None = None,
    question: Question | None = None,
    made_by_team: bool = False,
    stage: str = STAGE,
    watch: Watch = unwatched,
) -> Evaluation:
    """Evaluate a kept dataset (zip, or a folder on disk) for a story and keep what came out.

    `stage` is printed on every page of what is written (D-1). Takes as long as the data are long, outside any
    transaction. DatasetRefused with the engine's sentence;
    FileAltered when the stored file is not what was received. A run on other terms stands beside earlier ones.
    """
    terms = terms or Terms.usual()
    place = f"{about.replace(':', '-')}/{at:%Y%m%dT%H%M%S}-{os.urandom(4).hex()}"
    folder = evaluations_folder() / place
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _on_disk(dataset, by, at) as path:
            made = _evaluate_into(folder, path, terms, question or Question(), stage, watch)
    except DatasetFault as fault:
        raise DatasetRefused(str(fault), "6.1.2") from None
    kept = Evaluation(
        about=about,
        dataset_file=dataset.pk if isinstance(dataset, StoredFile) else None,
        made_by_team=made_by_team,
        made_at=at,
        folder=place,
        **_bindings(made, terms, folder),
    )
    return create(kept, by=by, at=at, verb="measure")


def evaluations_folder() -> Path:
    """Where the site keeps the files of its evaluations."""
    return Path(settings.HENGXIAN_HOME) / "evaluations"


def latest(about: str, *, made_by_team: bool | None = None) -> Evaluation | None:
    """The newest evaluation of a story, None while there is none; the audit team's own where that is asked for."""
    found = Evaluation._default_manager.filter(about=about).order_by("-made_at", "-pk")
    return (found if made_by_team is None else found.filter(made_by_team=made_by_team)).first()


def _evaluate_into(
    folder: Path, dataset: Path, terms: Terms, question: Question, stage: str, watch: Watch
) -> Made:
    memory = int(getattr(settings, "HENGXIAN_MEMORY", 2 * GIGABYTE))
    with (
        replacing(folder, apart_from=dataset) as draft,
        open_dataset(dataset, memory=memory, watch=watch) as opened,
    ):
        made = evaluate_opened(
            opened, terms, start=question.start, end=question.end, as_of=question.as_of, out=draft,
            most_misses=MOST_MISSES,
        )  # fmt: skip
        for rejects in (draft / "rejects").glob("*.csv"):
            _forget_rows(rejects)
        watch("正在写出结果与报告", 0)
        write_outputs(draft, made, stage=stage)
        write_manifest(draft, opened, made)
    return made


def _forget_rows(rejects: Path) -> None:
    """Keep where a row was set aside and why, not what stood in it: that may be somebody's name (S-PIPL)."""
    draft = rejects.with_suffix(".part")
    with (
        rejects.open(encoding="utf-8", newline="") as told,
        draft.open("w", encoding="utf-8", newline="") as kept,
    ):
        csv.writer(kept, lineterminator="\n").writerows(row[:3] for row in csv.reader(told))
    draft.replace(rejects)


def _bindings(made: Made, terms: Terms, folder: Path) -> dict[str, Any]:
    result = made.result
    return {
        "dataset_sha256": result["dataset"]["fingerprint"],
        "pack": terms.pack.identity,
        "profile": profile_name(result),
        "calendar": f"{result['calendar']['id']}#{result['calendar']['fingerprint']}",
        "engine": f"hengxian {hengxian.__version__}, duckdb {duckdb.__version__}"[:40],
        "period_from": _day(result["period"]["start"]),
        "period_until": _day(result["period"]["end"]),
        "result": json.loads((folder / RESULT).read_text(encoding="utf-8")),
        "result_sha256": digest_of(folder / RESULT),
        "measured": {leaf: None if one is None else str(one) for leaf, one in made.measured.items()},
        "manifest_sha256": digest_of(folder / MANIFEST),
    }


def profile_name(result: dict[str, Any]) -> str:
    """`id@edition#digest` of the profile a result was scored by."""
    profile = result["profile"]
    return f"{profile['id']}@{profile['edition']}#{profile['fingerprint']}"


def _day(instant: str) -> date:
    return datetime.fromisoformat(instant).date()


@contextmanager
def _on_disk(dataset: StoredFile | Path, by: Actor, at: datetime) -> Iterator[Path]:
    """The dataset under its own name; a kept file is verified, then linked where the engine can read it."""
    if isinstance(dataset, Path):
        yield dataset
        return
    with read(dataset, by=by, at=at, reason="按规则 6.2.2.6 测评") as content, TemporaryDirectory() as folder:
        path = Path(folder) / dataset.name
        try:
            os.link(content.name, path)
        except OSError:  # another file system
            with path.open("wb") as copy:
                shutil.copyfileobj(content, copy, 1 << 20)
        yield path
