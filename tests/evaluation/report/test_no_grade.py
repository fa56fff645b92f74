"""No pass mark, floor or grade anywhere (T4): the same hotline at any score is told in the same words.

One invented hotline is evaluated from its files; its leaves are then scored low, middling and high, and all that
an evaluation leaves is compared letter by letter, numbers apart. A word, a colour, a line or a file that hung on
the height of a score would show.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from hengxian.cli.summary import summary
from hengxian.evaluation.evaluate import Evaluation, Terms, evaluate_opened
from hengxian.evaluation.outputs import write_outputs
from hengxian.evaluation.report.chapters import plain
from hengxian.evaluation.report.document import compose
from hengxian.measurement.dataset import open_dataset
from hengxian.scoring.judgements import Judgement
from hengxian.scoring.profile import HandlingTarget, bundled_profile
from hengxian.scoring.score import as_json, score
from hengxian.scoring.shapes import improvement_leaves_of
from hengxian.scoring.sheets import score_sheets
from tests.evaluation.folders import write
from tests.evaluation.hotline import tables

from .reading import pdf_pages, read_page

SCORES = ("10", "60", "99")
EDGES = (1, 5, 20, 40, 49, 50, 59, 60, 61, 69, 70, 74, 75, 79, 80, 84, 85, 89, 90, 95, 100)
"""Where a mark or a grade is commonly drawn. (At 0 the bar of a score has no length, and is not drawn.)"""
HOURS = HandlingTarget.model_validate({"target_hours": "0", "max_hours": "100"})
NUMBER = re.compile(r"(#[0-9a-fA-F]{3,8}\b)|[\d.]+")
GRADE = re.compile(
    r"grade|level|tier|rank|stars|verdict|pass(ed|ing)?$|floor|cutoff|threshold|qualif|等级|级别|评级",
    re.IGNORECASE,
)
WORDS = re.compile(r"及格|优秀|良好|优良|较差|等第|评级|定级|星级|[一二三四五]星|底线|门槛|最低分|一票否决")


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The invented hotline, evaluated from its files."""
    folder = write(tmp_path_factory.mktemp("grade") / "hotline", tables())
    usual = Terms.usual()
    profile = bundled_profile().declaring(followup_days=2)
    parameters = profile.parameters.model_copy(update={"aht": HOURS})
    terms = replace(usual, profile=profile.model_copy(update={"parameters": parameters}))
    with open_dataset(folder) as opened:
        return evaluate_opened(opened, terms)


def scored(evaluated: Evaluation, points: str) -> Evaluation:
    """The same evaluation with so many points on each leaf."""
    tree, share = evaluated.pack.tree, Fraction(points) / 100
    leaves = [*tree.leaves, *improvement_leaves_of(tree)]
    judged = tuple(
        Judgement(leaf=leaf.id, score=points, rater="测评员甲", reason="抽听录音", evidence=("录音抽样",))
        for leaf in leaves
        if getattr(leaf, "source", "judged") == "judged"
    )
    measured = {
        leaf.id: 100 - 100 * share if leaf.kind == "duration" else share
        for leaf in tree.leaves
        if leaf.source == "measured"
    }
    parameters = bundled_profile().parameters.model_copy(update={"aht": HOURS})
    card = score(tree, measured, judged, bundled_profile().model_copy(update={"parameters": parameters}))
    result = {**evaluated.result, "scores": as_json(card), "judgements": [one.as_json() for one in judged]}
    return replace(evaluated, result=result, scorecard=card)


def without_numbers(text: str) -> str:
    """The text with every number as 0; colours stay."""
    return NUMBER.sub(lambda found: found[1] or "0", text)


def left(evaluation: Evaluation, folder: Path) -> dict[str, Any]:
    """Everything an evaluation leaves, by kind, with its numbers taken out."""
    folder.mkdir()
    write_outputs(folder, evaluation, stage="自评，非认证")
    book = openpyxl.load_workbook(folder / "scores.xlsx")
    cells = [
        (sheet.title, cell.coordinate, str(cell.value), f"#{cell.fill.fgColor.rgb}", cell.number_format)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    ]
    told = {
        "files": sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*")),
        "json": (folder / "result.json").read_text(encoding="utf-8"),
        "page": (folder / "report.html").read_text(encoding="utf-8"),
        "paper": "".join(pdf_pages((folder / "report.pdf").read_bytes())),
        "cells": repr(cells),
        "summary": summary(evaluation.result, evaluation.pack, Path("out")),
    }
    return {kind: without_numbers(text) if isinstance(text, str) else text for kind, text in told.items()}


def names(node: object) -> Iterator[str]:
    """Every field name of a JSON document."""
    if isinstance(node, dict):
        for name, below in node.items():
            yield str(name)
            yield from names(below)
    elif isinstance(node, list):
        for below in node:
            yield from names(below)


@pytest.mark.covers("T4")
def test_all_outputs_say_the_same_of_a_low_a_middling_and_a_high_score(
    evaluated: Evaluation, tmp_path: Path
) -> None:
    told = {points: left(scored(evaluated, points), tmp_path / points) for points in SCORES}

    composites = {points: scored(evaluated, points).result["scores"]["composite"] for points in SCORES}
    assert {one["low"] for one in composites.values()} == {f"{float(points):.2f}" for points in SCORES}
    for kind, lowest in told[SCORES[0]].items():
        assert {points: one[kind] == lowest for points, one in told.items()} == dict.fromkeys(SCORES, True), (
            kind
        )


@pytest.mark.covers("T4")
def test_report_is_worded_alike_at_both_sides_of_every_common_mark(evaluated: Evaluation) -> None:
    told = {}
    for points in EDGES:
        at = scored(evaluated, str(points))
        sheets = score_sheets(at.pack.tree, at.pack.sheets, at.scorecard)
        told[points] = without_numbers(repr(plain(compose(at.result, at.pack, sheets))))

    assert [points for points, words in told.items() if words != told[EDGES[0]]] == []


@pytest.mark.covers("T4")
def test_result_has_no_field_for_a_grade_or_a_floor(evaluated: Evaluation) -> None:
    fields = set(names(scored(evaluated, "60").result))

    assert [name for name in sorted(fields) if GRADE.search(name)] == []


@pytest.mark.covers("T4")
def test_report_has_no_word_of_a_grade_or_a_floor(evaluated: Evaluation, tmp_path: Path) -> None:
    left(scored(evaluated, "60"), tmp_path / "out")
    page = read_page((tmp_path / "out" / "report.html").read_text(encoding="utf-8")).text

    assert {match.group() for match in WORDS.finditer(page)} == set()
    assert "规则也没有设定分数线" in page
