"""A case whose whole record is there: every step left its entry or row, every paper was issued."""

from typing import Any

from hengxian.certification.archive.contents import CERTIFICATION_PAPERS, LATER, PAPERS
from hengxian.certification.models import Case
from hengxian.certification.steps import RECORDED_BY
from hengxian.journal.appending import Line, append
from hengxian.records.documents.blocks import Prose
from hengxian.records.documents.imprint import Body
from hengxian.records.documents.paper import Paper
from hengxian.records.edition import pack
from hengxian.records.issuing import Imprint, Matter, issue
from tests.certification.certificates.certified import evidence, put, ready_case
from tests.certification.world import World
from tests.keeping import stage


@stage
def filed(world: World, without_step: str = "", without_paper: str = "") -> Case:
    """A case decided, signed and told, with what its archive needs but the step or paper left out."""
    case = ready_case(world)
    for step in pack().process.steps:
        if case.type in step.audits and step.id not in (without_step, *LATER):
            for source in RECORDED_BY[step.id]:
                _record(world, case, source)
    for sort, name in (PAPERS | CERTIFICATION_PAPERS).items():
        if sort != without_paper:
            paper(world, case, sort, name)
    evidence(world, case.story, by="auditor")
    return case


def paper(world: World, case: Case, sort: str, name: str) -> None:
    """A paper of the case, printed and kept."""

    def make(given: Imprint) -> Paper:
        parts = (Prose("本页为测试文书。"),)
        return Paper(
            kind="form",
            title=name,
            number=given.number,
            dated_on=given.dated_on,
            body=Body("测试机构"),
            parts=parts,
        )

    issue(make, Matter(case.story, sort, name), {"case": case.pk}, by=world["clerk"], at=world.at)


def _record(world: World, case: Case, source: str) -> None:
    kind, _, name = source.replace("register:", "register.").partition(".")
    if kind == "register":
        put(name, case.story, {})
        return
    records: dict[str, Any] = {
        "application": case.application, "case": case, "evaluation_report": case.evaluation_report,
    }  # fmt: skip
    record = records[kind]
    append([Line(record, name, world["clerk"], world.at, after=record.content())])
