"""Everything an evaluation leaves in its folder: result.json, the reports, what was set aside, the misses."""

import csv
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

import hengxian
from hengxian.evaluation.evaluate import Evaluation, as_text
from hengxian.evaluation.replacing import MANIFEST, SCHEMA, files_of
from hengxian.evaluation.report import render_html, render_pdf, write_workbook
from hengxian.measurement.dataset import Dataset
from hengxian.measurement.definitions.catalogue import INDICATORS, SHARES
from hengxian.measurement.definitions.shape import Share
from hengxian.measurement.reading.description import FILE_NAME
from hengxian.scoring.sheets import score_sheets

RESULT = "result.json"
REPORT = "report.html"
PAPER = "report.pdf"
WORKBOOK = "scores.xlsx"
MISSES = "misses"
MOST_MISSES = 10_000
"""Ids listed of one figure; its index says how many there are."""
MOST_IN_WORKBOOK = 1_000
"""A sheet is for reading; writing cells is what takes longest of all outputs, and misses/ has the longer list."""


@dataclass(frozen=True)
class MissList:
    """Ids of those counted that are no hit, in file order, and how many there are in all."""

    share: Share
    total: int
    ids: tuple[str, ...]


def write_outputs(folder: Path, evaluation: Evaluation, *, stage: str) -> None:
    """Write all outputs but the manifest; rejects/ is already there (evaluate_opened)."""
    result, pack = evaluation.result, evaluation.pack
    (folder / RESULT).write_text(as_text(result), encoding="utf-8", newline="\n")
    lists = list_misses(evaluation)
    write_misses(folder / MISSES, lists)
    sheets = score_sheets(pack.tree, pack.sheets, evaluation.scorecard)
    indicators = {one.id for one in INDICATORS}
    missed = {
        one.share.id: one.ids[:MOST_IN_WORKBOOK] for one in lists if one.share.id in indicators and one.total
    }
    with ThreadPoolExecutor(1) as aside:  # setting pages is Typst's work, which leaves Python free
        paper = aside.submit(render_pdf, result, pack, sheets, stage=stage)
        page = render_html(result, pack, sheets, stage=stage)
        (folder / REPORT).write_text(page, encoding="utf-8", newline="\n")
        write_workbook(folder / WORKBOOK, result, pack, sheets, missed, stage=stage)
        (folder / PAPER).write_bytes(paper.result())


def list_misses(evaluation: Evaluation) -> list[MissList]:
    """The misses of every figure and check that was measured, as many ids of each as were asked for."""
    return [
        MissList(share, total, tuple(evaluation.misses[share.id]))
        for share in SHARES
        if (total := _missed(evaluation.result, share.id)) is not None
    ]


def write_misses(folder: Path, lists: list[MissList]) -> None:
    """misses/<id>.csv with one id a line, and misses/index.csv saying how many there are and how many listed."""
    folder.mkdir()
    with (folder / "index.csv").open("w", encoding="utf-8", newline="") as stream:
        index = csv.writer(stream, lineterminator="\n")
        index.writerow(("indicator", "name", "misses", "listed"))
        for one in lists:
            index.writerow((one.share.id, one.share.name, one.total, len(one.ids)))
            _write_ids(folder / f"{one.share.id}.csv", one.ids)


def write_manifest(folder: Path, opened: Dataset, evaluation: Evaluation) -> None:
    """manifest.json: the SHA-256 of every file written and of every file of the dataset (C-13)."""
    toml = opened.folder / FILE_NAME
    sources = {name: one.sha256 for name, one in opened.digests.items()}
    if toml.exists():
        sources[FILE_NAME] = digest_of(toml)
    written = {name: _stamp(folder / name) for name in files_of(folder)}
    told = {
        "schema": SCHEMA,
        "hengxian": hengxian.__version__,
        "files": written,
        "dataset": {"fingerprint": opened.fingerprint.sha256, "files": dict(sorted(sources.items()))},
        "rule": evaluation.pack.identity,
        "profile": evaluation.result["profile"]["fingerprint"],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8", newline="\n")


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _stamp(path: Path) -> dict[str, object]:
    return {"sha256": digest_of(path), "bytes": path.stat().st_size}


def _write_ids(path: Path, ids: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("id",))
        writer.writerows((one,) for one in ids)


def _missed(result: Mapping[str, Mapping[str, object]], id: str) -> int | None:
    """How many were counted and no hit; None where the figure or check could not be given."""
    told = result["indicators"].get(id) or result["checks"].get(id)
    if not isinstance(told, dict) or told["status"] in ("unmeasured", "not_assessable"):
        return None
    return int(told["failing"]) if "failing" in told else int(told["misses"]["count"])
