"""A case on site, and the rows that its days there leave."""

from datetime import datetime
from io import BytesIO
from typing import Any

from hengxian.certification.models import Case
from hengxian.journal.acting import perform
from hengxian.records.edition import pack
from hengxian.records.files.keeping import Particulars, keep
from hengxian.records.models.stored_file import StoredFile
from hengxian.records.registers.book import open_book
from hengxian.records.registers.writing import Line, write_many
from tests.certification.certificates.certified import put
from tests.certification.preparation.prepared import approve, planned
from tests.certification.world import World
from tests.keeping import stage

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478da63606060000000"
    "040001f61738550000000049454e44ae426082"
)
ADVICE = ("10.1.2.1", "10.2.1.2", "10.4.1.2", "10.4.2.3")
OVERRIDE = {
    "act": "开展现场审核",
    "edition": "V1.0",
    "window_end": "2025-05-20",
    "reason": "新版规则尚未发布",
}
TOOLS = ("表格", "记录表", "问卷", "访谈提纲", "测试脚本")
MEETING = {"held_at": "2026-03-09 09:00", "place": "三楼会议室", "attendance": "主任、各科负责人"}
TOLD = dict.fromkeys(("told_purpose", "told_scope", "told_methods", "told_procedure"), True)


def photo(world: World, case: Case, **particulars: Any) -> StoredFile:
    """A picture taken on site, declared masked."""
    said = {"claimed_at": world.at, "claimed_place": "话务大厅", "is_declared_masked": True} | particulars
    return keep(
        BytesIO(PICTURE), "现场照片.png", about=case.story, category="evidence", by=world["auditor"], at=world.at,
        particulars=Particulars(**said),
    )  # fmt: skip


@stage
def reviewed(world: World) -> Case:
    """Plan approved, documents reviewed."""
    case = approve(world, planned(world))
    lines = [Line({"finding": "符合", "place": "手册第 3 版"}, clause.id) for clause in pack().clauses]
    write_many(open_book(pack(), "document_review", case), lines, by=world["auditor"], at=world.at)
    perform(case, "finish_document_review", by=world["lead"], at=world.at)
    return case


def prepare_tools(world: World, case: Case, without: str = "", **changed: object) -> None:
    """A tool of each kind, with its file."""
    file = photo(world, case)
    for kind in TOOLS:
        if kind != without:
            facts = {"kind": kind, "name": f"{kind}一", "edition": "第 2 版", "ready": "是"} | changed
            world.write("tools", case, facts, by="auditor", evidence=(f"file:{file.pk}",))


def collect(world: World, case: Case, state: str = "已收", **more: object) -> None:
    """One material asked for."""
    facts = {"material": "近 3 个月工单", "asked_on": "2026-03-02", "state": state}
    received = {"received_on": "2026-03-02"} if state == "已收" else {}
    world.write("materials_requested", case, facts | received | more, by="auditor")


@stage
def prepared_case(world: World) -> Case:
    """Ready to go on site, on the first planned day."""
    case = reviewed(world)
    prepare_tools(world, case)
    collect(world, case)
    perform(case, "finish_preparation", by=world["lead"], at=world.at)
    world.at = datetime.fromisoformat("2026-03-09T10:00+08:00")
    return case


@stage
def opened(world: World) -> Case:
    """On site, the opening meeting held."""
    case = prepared_case(world)
    world.write("edition_overrides", case, OVERRIDE)
    world.write("opening_meeting", case, MEETING | TOLD, by="lead")
    perform(case, "open_on_site", by=world["lead"], at=world.at)
    return case


def see_all(world: World, case: Case, without: str = "") -> None:
    """Every kind of work on site once, but for what is left out."""
    evidence = (f"file:{photo(world, case).pk}",)
    seen = world.at.isoformat()
    own = {
        "document_audit": [{"document": "手册", "edition": "3", "clauses": ["9.1.1.1"], "seen_at": seen, "seen": "齐全"}],
        "site_checks": [{
            "place": "话务大厅", "seen_at": seen, "finder": world["auditor"].person, "clauses": ["9.2.1.1"],
            "seen": "座席 60 个",
        }],
        "system_tests": [
            {"kind": kind, "tested_at": seen, "script": "脚本 1.2", "environment": "测试环境", "result": "正常"}
            for kind in ("功能测试", "性能测试")
            if kind != without
        ],
        "interviews": [
            {"level": level, "rank": "中层" if level == "管理人员" else "", "post": "科长", "outline": "提纲 2",
             "interviewer": world["lead"].person, "held_at": seen, "record": "清楚职责"}
            for level in ("管理人员", "服务人员")
            if level != without
        ],
    }  # fmt: skip
    for register, facts in own.items():
        for each in facts if register != without else []:
            world.write(register, case, each, by="auditor", evidence=evidence)
    if without != "data_analysis":
        put("data_analysis", case.story, {"evaluation": "1", "content": ["运行数据"], "reading": "见结果"})


def conclude(world: World, case: Case, failing: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> None:
    """A conclusion for every item."""
    lines = [
        Line(
            {"conclusion": "不符合" if clause.id in failing else "符合", "methods": ["现场审核"], "finding": "所见如记录"},
            clause.id,
        )
        for clause in pack().clauses
        if clause.id not in without
    ]  # fmt: skip
    write_many(open_book(pack(), "checklist", case), lines, by=world["auditor"], at=world.at)
