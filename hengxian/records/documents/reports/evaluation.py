"""评价报告 (13.3.3): process, results as intervals, conclusion; it decides nothing and says so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hengxian.kernel.refusals import Incomplete
from hengxian.records.documents.blocks import (
    Block,
    Cell,
    Column,
    Facts,
    Figure,
    Notice,
    Prose,
    Row,
    Table,
    row,
)
from hengxian.records.documents.forms import sheet_blocks
from hengxian.records.documents.imprint import OWN_CHOICE
from hengxian.records.documents.letters import Envelope
from hengxian.records.documents.letters.audit import TeamMember
from hengxian.records.documents.paper import Paper
from hengxian.records.documents.wording import NOTHING, span
from hengxian.scoring.sheets import FilledSheet
from hengxian.standard.model.pack import Pack

from .chapters import Chapter, bound, listed, table

CLAUSES = ("5.1", "13.1", "13.2", "13.3.3")
UNCHECKED = "GB/T 33357 未核对：本机构未取得该标准文本，本报告不作符合该标准的声明。"
DECIDES_NOTHING = "规则没有规定分数线或者等级。评价得分不作为认证决定的依据（6.3.2）。"
SOURCES = {"measured": "计算", "judged": "评判", "open": "未测"}


@dataclass(frozen=True)
class ScoreLine:
    """A line of the tree: level 0 dimension, 1 group, 2 indicator. `low`, `high` are printed points of 100."""

    level: int
    name: str
    weight: str
    low: str
    high: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True)
class DimensionConclusion:
    """What was concluded of a dimension, each pair of sides apart (13.2.3); a side that is lacking says so."""

    name: str
    quantitative: str
    qualitative: str
    course: str
    outcome: str
    internal: str
    external: str


@dataclass(frozen=True)
class CoverageLine:
    """A characteristic of 5.1.1: by which methods it was looked at, on how many pieces, and its leaves (T23)."""

    clause: str
    name: str
    methods: str
    pieces: str
    indicators: str


@dataclass(frozen=True)
class JudgedLine:
    """One rater's judgement of one indicator (A-13); evidence by name."""

    name: str
    rater: str
    score: str
    reason: str
    evidence: str


@dataclass(frozen=True)
class EvaluationReport:
    """Everything the report prints. The fingerprints bind it to dataset, rule pack, profile and calendar."""

    applicant: str
    hotline: str
    audit_kind: str
    period: str
    data_until: str
    team: tuple[TeamMember, ...]
    course: tuple[str, ...]
    methods: tuple[str, ...]
    profile: str
    fingerprints: tuple[tuple[str, str], ...]
    composite_low: str
    composite_high: str
    scores: tuple[ScoreLine, ...]
    conclusion: str
    suggestions: tuple[str, ...]
    checks: tuple[tuple[str, str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    sheets: tuple[FilledSheet, ...] = ()
    limits: tuple[str, ...] = ()
    conclusions: tuple[DimensionConclusion, ...] = ()
    coverage: tuple[CoverageLine, ...] = ()
    judged: tuple[JudgedLine, ...] = ()
    bonus: str = ""


def evaluation_report(report: EvaluationReport, envelope: Envelope) -> Paper:
    """The report as a paper. Raises Incomplete without a conclusion or without the course of the evaluation."""
    for fact, name in (("conclusion", "评价结论"), ("course", "评价过程")):
        if not getattr(report, fact):
            raise Incomplete(f"评价报告须包括{name}", "13.3.3.1", (fact,))
    about = (
        ("申请组织", report.applicant),
        ("政府热线", report.hotline),
        ("审核类型", report.audit_kind),
        ("统计期", report.period),
        ("综合评价得分", span(report.composite_low, report.composite_high)),
        ("与 GB/T 33357", "GB/T 33357 未核对"),
    )
    return bound("服务特性评价报告", envelope, about, CLAUSES, chapters(report))


def chapters(report: EvaluationReport) -> Iterable[Chapter]:
    """The chapters in order."""
    return (
        ("评价过程", (*listed(report.course, ""), members(report), means(report))),
        ("评价依据与说明", (Notice(UNCHECKED), Notice(DECIDES_NOTHING), *map(Prose, report.limits))),
        ("评价结果", (composite(report), tree(report), *improvement(report))),
        ("服务特性的证据", covered(report)),
        ("图表", report.figures),
        ("条款核对", checks(report)),
        ("评价结论", (Prose(report.conclusion), *sides(report))),
        ("改进建议", listed(report.suggestions, "评价组没有提出改进建议。")),
        ("数据与指纹", (Facts(tuple((term, Cell(value)) for term, value in report.fingerprints)),)),
        ("附录D 打分表", sheet_blocks(report.sheets)),
        ("评判记录", judgements(report)),
    )


def members(report: EvaluationReport) -> Block:
    """Who evaluated."""
    return table(
        "评价组", (("姓名", "name", 3), ("职责", "duty", 4), ("注册资格", "registration", 7)), report.team
    )


def means(report: EvaluationReport) -> Block:
    """By which methods, on which data, with which profile."""
    lines = (
        ("评价方法", "；".join(report.methods)),
        ("统计期", report.period),
        ("数据截止", report.data_until),
        ("评分方案", f"{report.profile}，{OWN_CHOICE}（13.2.1.3）"),
    )
    return Facts(tuple((term, Cell(value)) for term, value in lines))


def composite(report: EvaluationReport) -> Block:
    """The composite in a sentence, a range while indicators are open."""
    points = span(report.composite_low, report.composite_high)
    is_open = report.composite_low != report.composite_high
    why = "。部分指标尚无得分，下限按零分计、上限按满分计" if is_open else ""
    return Prose(f"政府热线服务能力综合评价得分（C.5）：{points}{why}。")


def improvement(report: EvaluationReport) -> tuple[Block, ...]:
    """The 提升指标, on a line of their own (13.1.2, T3)."""
    return (Prose(f"提升指标（13.1.2）：{report.bonus}"),) if report.bonus else ()


def covered(report: EvaluationReport) -> tuple[Block, ...]:
    """What was looked at of the 16 characteristics of 5.1.1."""
    columns = (
        ("条款", "clause", 2),
        ("服务特性", "name", 3),
        ("方法", "methods", 5),
        ("证据", "pieces", 2),
        ("对应的指标", "indicators", 6),
    )
    return (table("", columns, report.coverage),) if report.coverage else ()


def sides(report: EvaluationReport) -> tuple[Block, ...]:
    """The conclusions of each dimension; no formula joins their sides (T45)."""
    columns = (
        ("维度", "name", 2),
        ("定量", "quantitative", 4),
        ("定性", "qualitative", 4),
        ("过程", "course", 4),
        ("结果", "outcome", 4),
        ("内部", "internal", 4),
        ("外部", "external", 4),
    )
    return (table("分维度结论", columns, report.conclusions),) if report.conclusions else ()


def judgements(report: EvaluationReport) -> tuple[Block, ...]:
    """Every rater's judgement with its reason."""
    columns = (
        ("指标", "name", 3),
        ("评判人", "rater", 2),
        ("评判得分", "score", 2),
        ("理由", "reason", 6),
        ("证据", "evidence", 5),
    )
    return (table("", columns, report.judged),) if report.judged else ()


def tree(report: EvaluationReport) -> Block:
    """All scores, dimension by dimension."""
    columns = (
        Column("指标", 6),
        Column("权重", 2, is_figure=True),
        Column("得分", 3, is_figure=True),
        Column("来源", 2),
        Column("说明", 6),
    )
    return Table("评价得分（百分制）", columns, tuple(score_row(line) for line in report.scores))


def score_row(line: ScoreLine) -> Row:
    """A line of the tree, indented by its level."""
    points = span(line.low, line.high) if line.low else NOTHING
    name = "　" * line.level + line.name
    return row(name, line.weight, points, line.source, line.note, level=1 if line.level == 0 else 0)


def checks(report: EvaluationReport) -> tuple[Block, ...]:
    """What the clauses' own limits give; never part of a score."""
    if not report.checks:
        return ()
    columns = (Column("条款", 2), Column("内容", 8), Column("结果", 4))
    return (Table("", columns, tuple(row(*one) for one in report.checks)),)


def score_lines(pack: Pack, scores: Mapping[str, Any]) -> tuple[ScoreLine, ...]:
    """The tree with the `scores` of a stored result.json; nothing is computed again."""
    return tuple(_lines(pack, scores))


def _lines(pack: Pack, scores: Mapping[str, Any]) -> Iterator[ScoreLine]:
    for top in pack.tree.dimensions:
        found = scores["dimensions"][top.id]
        yield ScoreLine(0, top.name, f"{top.composite_weight}", found["low"], found["high"])
        for group in top.groups:
            found = scores["groups"][group.id]
            yield ScoreLine(1, group.name, f"{group.weight}%", found["low"], found["high"])
            for leaf in group.leaves:
                yield _leaf(leaf, scores)


def _leaf(leaf: Any, scores: Mapping[str, Any]) -> ScoreLine:
    points = scores["leaves"].get(leaf.id, "")
    source = SOURCES[scores["sources"][leaf.id]]
    return ScoreLine(
        2, leaf.name, f"{leaf.weight}%", points, points, source, scores["notes"].get(leaf.id, "")
    )
