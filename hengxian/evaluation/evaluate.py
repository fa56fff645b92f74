"""Dataset, pack and profile meet: one call from any hotline's files to the content of result.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from hengxian.evaluation import figures
from hengxian.evaluation.provenance import provenance
from hengxian.evaluation.questions import Terms, asked
from hengxian.measurement.dataset import GIGABYTE, Dataset, open_dataset, unwatched
from hengxian.measurement.engine import FIRST_MISSES, Findings, measure
from hengxian.measurement.facts.ask import Ask
from hengxian.measurement.reading.staging import Watch
from hengxian.measurement.values import Measured, MeasuredDuration
from hengxian.scoring.score import as_json, score
from hengxian.scoring.scorecard import Scorecard
from hengxian.standard.model.pack import Pack

__all__ = ["Evaluation", "Terms", "as_text", "evaluate", "evaluate_opened"]

SCHEMA = "hengxian-result/1"


@dataclass(frozen=True)
class Evaluation:
    """One evaluation: the object every page reads, the scorecard behind it, and what it was made with.

    `measured` are the exact figures by leaf, before any rounding, None where the data could not give one;
    `misses` are ids by figure, in file order, as many as were asked for.
    """

    result: dict[str, Any]
    measured: Mapping[str, Fraction | None]
    scorecard: Scorecard
    pack: Pack
    ask: Ask
    misses: Mapping[str, tuple[str, ...]]


def evaluate(
    dataset: Path,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = None,
    out: Path | None = None,
    terms: Terms | None = None,
    memory: int = 4 * GIGABYTE,
    watch: Watch = unwatched,
) -> dict[str, Any]:
    """The content of result.json for a dataset folder or zip.

    `start`, `end` are local dates, half-open; `as_of` may be naive (local); what is given wins over
    dataset.toml. With `out`, the rows set aside are written to out/rejects. Errors: DatasetFault.
    """
    terms = terms or Terms.usual()
    with open_dataset(dataset, memory=memory, watch=watch) as opened:
        return evaluate_opened(
            opened, terms, start=start, end=end, as_of=as_of, followup_days=followup_days, out=out
        ).result


def evaluate_opened(
    opened: Dataset,
    terms: Terms,
    *,
    start: date | None = None,
    end: date | None = None,
    as_of: datetime | None = None,
    followup_days: int | None = None,
    out: Path | None = None,
    most_misses: int = FIRST_MISSES,
) -> Evaluation:
    """Evaluate an open dataset, which is read on the way where it was not read yet."""
    if followup_days is not None:
        terms = replace(terms, profile=terms.profile.declaring(followup_days=followup_days))
    ask, is_stated = asked(opened, terms, start=start, end=end, as_of=as_of)
    findings = measure(opened, ask, most_misses=most_misses)
    if out is not None:
        opened.write_rejects(out / "rejects")
    measured = _measured(findings, terms.pack)
    scorecard = score(terms.pack.tree, measured, terms.judgements, terms.profile)
    result = {
        "schema": SCHEMA,
        **provenance(opened, terms, findings, ask),
        "period": {"start": ask.start.isoformat(), "end": ask.end.isoformat(), "stated": is_stated},
        "as_of": ask.as_of.isoformat(),
        "indicators": figures.indicators(findings),
        "checks": figures.checks(findings, ask),
        "scores": as_json(scorecard),
        "judgements": [judgement.as_json() for judgement in terms.judgements],
        "quality": {
            "tables": {name: {"warnings": told} for name, told in findings.doubts.items()},
            "notes": _notes(is_stated),
        },
        "observations": findings.observations,
        "series": findings.series | {"connection_24h": figures.curve(findings.swept, ask)},
        "funnels": findings.funnels,
    }
    misses = {name: one.misses for name, one in findings.figures.items() if isinstance(one, Measured)}
    return Evaluation(result, measured, scorecard, terms.pack, ask, misses)


def _measured(findings: Findings, pack: Pack) -> dict[str, Fraction | None]:
    measured: dict[str, Fraction | None] = {}
    for leaf in pack.tree.leaves:
        if leaf.source == "measured":
            figure = findings.figures[leaf.id]
            if isinstance(figure, Measured):
                measured[leaf.id] = figure.count.share
            elif isinstance(figure, MeasuredDuration):
                measured[leaf.id] = figure.hours
    return measured


def _notes(is_stated: bool) -> list[str]:
    notes = ["GB/T 33357 未核对：规则 12.1.1 引用的该标准文本未取得，本报告不声称符合该标准"]
    if not is_stated:
        notes.append("统计期间未声明，由数据中最早与最晚的事件推定")
    return notes


def as_text(result: Mapping[str, Any]) -> str:
    """result.json as written: the same bytes for the same result."""
    return json.dumps(result, ensure_ascii=False, indent=1) + "\n"
