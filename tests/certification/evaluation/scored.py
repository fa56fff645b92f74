"""A case on site whose data were measured by the team, and judged: made by the real acts, from an invented dataset."""

import atexit
import shutil
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from hengxian.certification.models import Application, Case, EvaluationReport, Member
from hengxian.certification.queries.analysis import jobs_of, runs_of
from hengxian.certification.queries.judging import JUDGED
from hengxian.certification.steps import RECORDED_BY, _precedents, steps_of
from hengxian.evaluation import keeping
from hengxian.evaluation.keeping import evaluations_folder
from hengxian.evaluation.models import Evaluation
from hengxian.journal.acting import perform
from hengxian.journal.appending import Line as Noted
from hengxian.journal.appending import append
from hengxian.records.edition import pack
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.jobs import run
from hengxian.records.models import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import Line, write_many
from tests.cast import NOON, SCRIBE, placed
from tests.certification.certificates.certified import put
from tests.certification.world import World
from tests.evaluation.folders import write, zipped
from tests.evaluation.hotline import tables
from tests.keeping import stage

ONCE: list[tuple[dict[str, Any], Path]] = []
SIDES = ("quantitative", "qualitative", "course", "outcome", "internal", "external")
SAID = {
    "process": "按评价计划逐项评价",
    "conclusion": "服务能力见各维度得分",
    "suggestions": "加强信箱渠道的回复",
}
# Rows that stand for steps done before these tests begin, with what a report reads of them.
HELD = {"held_at": NOON.isoformat(), "place": "会议室", "client_view": "无"}
FILLER: dict[str, dict[str, Any]] = {
    "audit_plan_lines": {"auditor": 1, "starts_at": NOON.isoformat()}, "opening_meeting": HELD, "closing_meeting": HELD,
    "checklist": {"conclusion": "符合", "methods": ["文件审查"], "finding": "所见"}, "evaluation_plan": {"methods": []},
}  # fmt: skip
JUDGED_LEAVES = [leaf.id for leaf in pack().tree.leaves if leaf.source == "judged"]


def on_site(world: World, status: str = "现场中") -> Case:
    """A case of the client on site, its evaluation report not yet drafted."""
    application = placed(
        Application(
            number=world.number("SQ"), organisation=world.client, hotline=world.hotline, status="已签约",
            started_at=world.at,
        )
    )  # fmt: skip
    case = world.case(status, application=application)
    placed(Member(case=case, person_id=world["auditor"].person, duty="evaluation_member"))
    EvaluationReport.objects.filter(case=case).update(status="未编")
    return Case.objects.get(pk=case.pk)


def dataset(world: World, case: Case, folder: Path) -> StoredFile:
    """An invented export of the hotline, handed in with the application."""
    path = zipped(write(folder / "export", tables()))
    with path.open("rb") as stream:
        return keep(
            stream,
            path.name,
            about=case.application.story,
            category="dataset",
            by=world["client"],
            at=world.at,
        )


def measured(world: World, case: Case, file: StoredFile) -> int:
    """The team has the engine run; the worker does it. The run's id."""
    perform(case, "measure", by=world["auditor"], at=world.at, dataset=str(file.pk))
    run(jobs_of(case)[0].pk)
    return runs_of(case)[0].pk


def given(world: World, case: Case) -> int:
    """A run of the team as the engine gives it on the invented dataset, measured once for all tests."""
    if not ONCE:
        ONCE.append(_measured_once())
    columns, folder = ONCE[0]
    place = f"case-{case.pk}/given"
    shutil.copytree(folder, evaluations_folder() / place)
    run = Evaluation(**columns, about=case.story, folder=place, made_by_team=True, made_at=world.at)
    return int(placed(run).pk)


def _measured_once() -> tuple[dict[str, Any], Path]:
    folder = Path(tempfile.mkdtemp(prefix="hengxian-given-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = zipped(write(folder / "export", tables()))
    made = keeping.measure(path, about="case:0", by=SCRIBE, at=NOON, made_by_team=True)
    names = [field.attname for field in Evaluation._meta.concrete_fields]
    own = {"id", "version", "about", "folder", "made_by_team", "made_at"}
    shutil.copytree(evaluations_folder() / made.folder, folder / "result")
    return {name: getattr(made, name) for name in names if name not in own}, folder / "result"


def analysed(world: World, case: Case, run_id: int, **said: Any) -> Case:
    """The run bound to the case."""
    facts = {"evaluation": str(run_id), "content": ("运行数据", "业务数据"), "reading": "接通率不足"} | said
    perform(case, "analyse", by=world["auditor"], at=world.at, **facts)
    return case


def evidence(world: World, case: Case, text: str = "服务用语记录") -> str:
    """A kept piece of evidence, as rows refer to it."""
    file = keep(
        BytesIO(text.encode()), f"{text}.txt", about=case.story, category="evidence", by=world["auditor"], at=world.at,
        particulars=Particulars(is_declared_masked=True),
    )  # fmt: skip
    return f"file:{file.pk}"


def judge(world: World, case: Case, scores: dict[str, str], by: str = "auditor", **more: Any) -> None:
    """Scores of leaves by one rater, saved in one request."""
    proof = (evidence(world, case),)
    lines = [
        Line({"score": score, "reason": "查看记录", **more}, leaf, proof) for leaf, score in scores.items()
    ]
    write_many(open_book(pack(), JUDGED, case), lines, by=world[by], at=world.at)


def concluded(world: World, case: Case, without: tuple[str, ...] = ()) -> None:
    """Documents and site looked at, every leaf judged 80, a conclusion for each dimension."""
    proof = (evidence(world, case, "制度汇编"),)
    seen = {"leaves": ["warmth"], "seen_at": NOON.isoformat(), "seen": "用语规范"}
    world.write(
        "evaluation_documents",
        case,
        seen | {"document": "规范", "edition": "2026版"},
        "auditor",
        evidence=proof,
    )
    place = {"way": "现场观察", "place": "话务大厅", "finder": world["auditor"].person}
    world.write("evaluation_on_site", case, seen | place, "auditor", evidence=proof)
    judge(world, case, dict.fromkeys(JUDGED_LEAVES, "80"))
    for subject in ("quality", "efficiency", "management", "innovation", "composite"):
        facts = {side: f"{subject} 的{side}" for side in SIDES if side not in without}
        world.write("evaluation_conclusions", case, facts, "auditor", subject=subject)


def record_steps(world: World, case: Case, before: str) -> None:
    """Whatever the rule asks before a step and the case does not show yet, as if it had been done."""
    records = {"case": case, "application": case.application, "evaluation_report": case.evaluation_report}
    for step in steps_of(case):
        if step.step.id not in _precedents(before) or step.is_recorded:
            continue
        for source in RECORDED_BY[step.step.id]:
            kind, _, name = source.partition(":" if source.startswith("register") else ".")
            if kind == "register":
                put(name, case.story, FILLER.get(name, {}))
            else:
                append([Noted(records[kind], name, SCRIBE, NOON, after=records[kind].content())])


@stage
def ready_to_draft(world: World) -> EvaluationReport:
    """A case closed on site, measured, judged and concluded."""
    case = on_site(world)
    with tempfile.TemporaryDirectory() as folder:
        dataset(world, case, Path(folder))
    analysed(world, case, given(world, case))
    concluded(world, case)
    Case.objects.filter(pk=case.pk).update(status="末次会议已开")
    case = Case.objects.get(pk=case.pk)
    record_steps(world, case, "draft_evaluation_report")
    return case.evaluation_report


@stage
def drafted(world: World, **said: str) -> EvaluationReport:
    """The report as the lead compiled it."""
    report = ready_to_draft(world)
    perform(report, "draft", by=world["lead"], at=world.later(hours=1), **(SAID | said))
    return report
