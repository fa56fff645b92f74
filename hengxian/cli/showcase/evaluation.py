"""The invented evaluation: judged leaves with evidence, coverage, conclusions, and the report with its approvals."""

from datetime import datetime
from typing import Any

from hengxian.certification.models import Case, EvaluationReport
from hengxian.cli.showcase.audit import evidence
from hengxian.cli.showcase.body import note
from hengxian.cli.showcase.people import actor
from hengxian.journal.acting import perform
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import Line, write_many
from hengxian.standard.model.tree import Leaf

WAYS = {
    "5.1.1": ("文档审查", "现场观察", "系统测试", "数据分析"),
    "5.2.1": ("文件审查", "现场审核", "人员访谈", "记录审查", "效果评估"),
}
LOWEST, SPREAD = 74, 19
DIMENSIONS = ("quality", "efficiency", "management", "innovation", "composite")


def judge(case: Case, at: datetime) -> None:
    """Every judged leaf by one rater on the same evidence; a score for each, as an assessor would differ."""
    shown = look(case, at)
    lines = [
        Line({"score": score_of(n), "reason": f"演示：{leaf.name}，按所见记录评判"}, leaf.id, shown)
        for n, leaf in enumerate(judged())
    ]
    write_many(open_book(pack(), "leaf_judgements", case), lines, by=actor("auditor2"), at=at)
    cover(case, at, shown)


def judged() -> list[Leaf]:
    """The leaves that people score."""
    return [leaf for leaf in pack().tree.leaves if leaf.source == "judged"]


def score_of(place: int) -> str:
    """An invented score of the leaf at that place."""
    return str(LOWEST + place * 7 % SPREAD)


def look(case: Case, at: datetime) -> tuple[str, ...]:
    """What the evaluation saw of every judged leaf, and the evidence it keeps of that."""
    shown = (evidence(case, "评价记录", at),)
    seen = {
        "leaves": [leaf.id for leaf in judged()],
        "seen_at": at.isoformat(),
        "seen": "制度与记录相符，个别环节待完善",
    }
    document = {"document": "热线运行手册", "edition": "第3版"}
    note("evaluation_documents", case, document | seen, "auditor2", at, evidence=shown)
    place = {"way": "现场观察", "place": "话务中心", "finder": actor("auditor2").person}
    note("evaluation_on_site", case, place | seen, "auditor2", at, evidence=shown)
    return shown


def cover(case: Case, at: datetime, shown: tuple[str, ...]) -> None:
    """Evidence of each of the 36 characteristics and audit items."""
    for register, chapter in (("characteristic_evidence", "5.1.1"), ("audit_item_evidence", "5.2.1")):
        items = [clause for clause in pack().clauses if clause.id.startswith(f"{chapter}.")]
        ways = WAYS[chapter]
        lines = [
            Line({"method": ways[n % len(ways)], "shows": f"演示：{item.title}的所见"}, item.id, shown)
            for n, item in enumerate(items)
        ]
        write_many(open_book(pack(), register, case), lines, by=actor("auditor"), at=at)


def conclude(case: Case, at: datetime) -> None:
    """A conclusion for each dimension, with its several sides."""
    sides = {
        "quantitative": "见计算结果", "qualitative": "见评判记录", "course": "流程按规定运行",
        "outcome": "多数事项按期办结", "internal": "热线自查结果一致", "external": "演示：外部专家一名参加",
    }  # fmt: skip
    for dimension in DIMENSIONS:
        note("evaluation_conclusions", case, sides, "lead", at, subject=dimension)


def report(case: Case, at: datetime) -> EvaluationReport:
    """Compiled by one, checked by another, approved by the evaluation's leader."""
    made = EvaluationReport.objects.get(case=case)
    told: dict[str, Any] = {
        "process": "按评价计划完成",
        "conclusion": "各维度得分见打分表",
        "suggestions": "完善高峰时段排班和延期审批",
    }
    perform(made, "draft", by=actor("auditor2"), at=at, **told)
    perform(made, "check", by=actor("auditor"), at=at, reason="数字与计算结果一致，评判有证据")
    perform(made, "approve_as_lead", by=actor("lead"), at=at)
    return made
