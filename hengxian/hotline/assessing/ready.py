"""Before applying: five conditions and seven materials, ready or missing line by line; no verdict (6.1.1, 6.1.2)."""

from dataclasses import dataclass

from hengxian.hotline.models import Assessment
from hengxian.records.edition import pack
from hengxian.records.registers.reading import rows

CONDITIONS, MATERIALS = "readiness_conditions", "readiness_materials"
UNSAID = "未自查"


@dataclass(frozen=True)
class Line:
    """A condition or a material: how it stands, what is noted to it, how much evidence."""

    id: str
    name: str
    standing: str
    note: str
    evidence: int
    facts: str = ""

    @property
    def is_ready(self) -> bool:
        """Whether somebody says it is there, and shows it."""
        return self.standing == "已备" and self.evidence > 0


def lines(assessment: Assessment, register: str) -> list[Line]:
    """Every line of the register's named things in printed order, said or not."""
    about = pack().registers[register].subject
    assert about is not None  # the pack's own table
    said = {row.subject: row for row in rows(register, assessment.story)}
    found = []
    for choice in about.choices:
        row = said.get(choice.id)
        data = row.data if row else {}
        found.append(
            Line(
                choice.id, choice.name, data.get("standing", UNSAID), data.get("note", ""),
                len(row.evidence) if row else 0, _facts(assessment, choice.id, data),
            )
        )  # fmt: skip
    return found


def _facts(assessment: Assessment, id: str, data: dict[str, str]) -> str:
    """What the records themselves say to the line."""
    evaluation = assessment.evaluation
    if id == "6.1.2.4":
        return (
            f"已测量 {evaluation.period_from} 至 {evaluation.period_until}（不含）"
            if evaluation
            else "尚未测量数据"
        )
    if id == "6.1.1.3" and data.get("since"):
        return f"自 {data['since']} 起运行"
    return ""
