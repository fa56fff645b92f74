"""A round of self-assessment that the invented hotline has begun."""

from datetime import datetime, timedelta

from hengxian.cli.showcase.people import actor
from hengxian.hotline.assessing import STAGE
from hengxian.hotline.models import Assessment, DatasetExport, Hotline, Improvement
from hengxian.journal.acting import perform
from hengxian.people.models import Account
from hengxian.records.edition import pack
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import write

JUDGED = {
    "9.1.1.1": ("已做到", "组织架构图每年核对一次，现行版自一月起生效"),
    "9.1.1.2": ("部分做到", "各岗位职责齐全，新设的班长岗位尚未写入"),
    "10.1.2.1": ("已做到", "全天24小时受理"),
    "10.2.2.1": ("部分做到", "周末受理的工单有个别在第三个工作日才转交"),
    "11.1.2.3": ("未做到", "质检抽样刚刚开始，还没有形成结果"),
}


def begin(hotline: Hotline, at: datetime) -> None:
    """Planned, started, its own data measured, the first items judged, one gap with an improvement plan."""
    round_ = Assessment(
        hotline=hotline, name="第一轮自评", scope="受理、转交、督办、回访、归档全过程",
        goals="对照标准查找差距，准备申请认证",
        since=at.date(), until=(at + timedelta(days=21)).date(), timetable="第一周逐条对照，第二周打分，第三周汇总",
    )  # fmt: skip
    perform(round_, "plan", by=actor("manager"), at=at)
    for username, leads in (("assessor", True), ("assessor2", False)):
        person = Account.objects.get(username=username).person_id
        _write(round_, "assessment_team", "manager", at, str(person), duty="全部条款", is_leader=leads)
    perform(round_, "start", by=actor("manager"), at=at)
    _measure(round_, at)
    for clause, (view, facts) in JUDGED.items():
        weakness = {} if view == "已做到" else {"weakness": facts}
        _write(round_, "clause_judgements", "assessor", at, clause, view=view, facts=facts, **weakness)
    plan = Improvement(
        hotline=hotline, source=round_.story, clause="11.1.2.3", problem="质检抽样未形成结果", direction="建立按月抽样",
        goal="每月抽检来电与工单各三十件", measures="编制抽样计划，双人评判信息准确",
        due_on=(at + timedelta(days=60)).date(),
        unit_name="质检组", person=Account.objects.get(username="inspector").person, resources="质检员三人，每周一天",
    )  # fmt: skip
    perform(plan, "draft", by=actor("assessor"), at=at)
    perform(plan, "approve", by=actor("manager"), at=at + timedelta(minutes=30))


def _measure(round_: Assessment, at: datetime) -> None:
    from hengxian.evaluation.keeping import measure  # loads the engine
    from hengxian.evaluation.terms import terms_at
    from hengxian.hotline.actions.exporting import folder_of

    export = DatasetExport(
        hotline=round_.hotline, since=(at - timedelta(days=21)).date(), until=at.date(), form="csv"
    )
    perform(export, "export", by=actor("manager2"), at=at)
    kept = measure(
        folder_of(export),
        about=round_.story,
        by=actor("assessor"),
        at=at,
        stage=STAGE,
        terms=terms_at(at),
    )
    perform(Assessment.objects.get(pk=round_.pk), "measure", by=actor("assessor"), at=at, evaluation=kept.pk)


def _write(round_: Assessment, register: str, who: str, at: datetime, subject: str, **facts: object) -> None:
    book = open_book(pack(), register, Assessment.objects.get(pk=round_.pk))
    write(book, facts, by=actor(who), at=at, subject=subject)
