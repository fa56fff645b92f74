"""The score sheets of a case: measured figures and judgements, what they come to, the fifteen sheets (13.1, 附录D)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any

from hengxian.certification.models import Case, EvaluationReport
from hengxian.certification.queries.judging import judgements_of, ratings_of, unjudged
from hengxian.evaluation.kept import score_with
from hengxian.evaluation.ratings import Rating, by_leaf
from hengxian.evaluation.terms import terms_of
from hengxian.kernel.quantity import half_up
from hengxian.records.edition import pack
from hengxian.scoring.profile import bundled_profile
from hengxian.scoring.score import as_json, score
from hengxian.scoring.scorecard import Scorecard
from hengxian.scoring.sheets import NOT_LISTED, FilledSheet, SheetLine, score_sheets
from hengxian.standard.model.tree import Leaf

NOT_DRAFTED = "未编"


def open_leaves(case: Case) -> list[str]:
    """Names of the judged leaves that nobody has scored yet."""
    return [pack().tree.leaf(leaf).name for leaf in unjudged(case)]


def scorecard_of(case: Case) -> Scorecard:
    """The scores as the records give them now: the team's own run of the engine, and the judgements.

    While the team has not run it, measured leaves are open. NotNow where the run was made by another edition
    of rule or profile; ResultAltered where the kept result is not what the engine wrote.
    """
    judgements = judgements_of(case)
    if case.evaluation is None:
        return score(pack().tree, {}, judgements, bundled_profile())
    return score_with(case.evaluation, judgements, terms_of(case.evaluation))


def settled(case: Case) -> Mapping[str, Any] | None:
    """The scores as the evaluation report keeps them, None until it is drafted; no later edition alters them (A-2)."""
    report = EvaluationReport.objects.filter(case=case).first()
    if report is None or report.status == NOT_DRAFTED or "scores" not in report.scorecard:
        return None
    kept: Mapping[str, Any] = report.scorecard
    return kept


def scores_of(case: Case) -> Mapping[str, Any]:
    """The `scores` of result.json: the report's once it is drafted, what the records give before."""
    kept = settled(case)
    scores: Mapping[str, Any] = kept["scores"] if kept else as_json(scorecard_of(case))
    return scores


def sheets_of(case: Case) -> tuple[FilledSheet, ...]:
    """The fifteen sheets: as the report printed them once it is drafted, from the records before."""
    if kept := settled(case):
        return sheets_again(kept["sheets"])
    return filled(scorecard_of(case), ratings_of(case))


def filled(scorecard: Scorecard, ratings: Sequence[Rating]) -> tuple[FilledSheet, ...]:
    """The sheets with scores, and beside 规则未列 what the assessors wrote as 评价内容 (T46)."""
    said = {
        leaf: "；".join(
            dict.fromkeys(each.row.data["content"] for each in mine if each.row.data.get("content"))
        )
        for leaf, mine in by_leaf(ratings).items()
    }
    sheets = score_sheets(pack().tree, pack().sheets, scorecard)
    return tuple(
        replace(sheet, lines=tuple(_with_content(line, said.get(line.leaf, "")) for line in sheet.lines))
        for sheet in sheets
    )


def kept_sheets(sheets: Sequence[FilledSheet]) -> list[dict[str, Any]]:
    """Sheets as a report keeps them."""
    return [asdict(sheet) for sheet in sheets]


def sheets_again(kept: Sequence[Mapping[str, Any]]) -> tuple[FilledSheet, ...]:
    """The sheets that a report kept, as they were."""
    return tuple(
        FilledSheet(**{**each, "lines": tuple(SheetLine(**line) for line in each["lines"])}) for each in kept
    )


def figure_of(leaf: Leaf, result: Mapping[str, Any]) -> str:
    """A measured figure in print: 96.20 %（481/500）, 52.25 小时（n=120）, or why there is none."""
    found = result["indicators"][leaf.id]
    if found["status"] != "measured":
        return str(found["reason"])
    if "numerator" in found:
        share = half_up(Fraction(found["numerator"] * 100, found["denominator"]), 2)
        return f"{share}%（{found['numerator']:,}/{found['denominator']:,}）"
    return f"{found['value']} 小时（{found['denominator']:,} 件）"


def _with_content(line: SheetLine, said: str) -> SheetLine:
    if not said:
        return line
    return replace(
        line, content=f"{NOT_LISTED}：{said}" if line.content == NOT_LISTED else f"{line.content}；{said}"
    )
