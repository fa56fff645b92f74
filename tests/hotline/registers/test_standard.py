"""Learning the standard, templates of documents, and notes beside the rule (问答3, B-11, T57)."""

from datetime import date

import pytest

from hengxian.records.edition import pack
from hengxian.records.registers.founding import found_all
from hengxian.records.registers.reading import rows
from tests.hotline.line import NOON, Line
from tests.hotline.registers.keeping import book, lacking, put, revise


@pytest.fixture
def founded(line: Line) -> Line:
    """A hotline whose registers hold the first rows of the pack."""
    made = found_all(pack(), "hotline", line.hotline, by=line.actor("manager"), at=NOON)
    assert made == {"document_templates": 18, "standard_notes": 5}
    return line


@pytest.mark.covers("B-11", "T57")
def test_clauses_that_the_rule_dropped_are_notes_with_their_source_and_never_a_finding(founded: Line):
    opened = book(founded, "standard_notes")
    notes = {row.subject: row.data for row in rows("standard_notes", founded.hotline.story)}

    assert opened.table.title.startswith("备注")
    assert opened.table.note == "只作备注，不作为缺口、发现或不符合项"
    assert list(notes) == [
        "语音应答菜单",
        "广告",
        "普通话",
        "方言、少数民族语言和外语座席",
        "按服务对象要求保密",
    ]
    assert {each["source"] for each in notes.values()} == {"GB/T 33358-2016，据公开报道转述，标准原文未核对"}
    assert opened.table.gaps == () and opened.table.clauses == ()
    assert lacking(founded, "standard_notes") == []


@pytest.mark.covers("Q3c.1")
def test_templates_are_a_list_of_the_four_kinds_with_headings_only(founded: Line):
    templates = {row.subject: row.data for row in rows("document_templates", founded.hotline.story)}

    assert {each["kind"] for each in templates.values()} == {"手册", "程序", "作业指导书", "记录"}
    assert templates["受理程序"] == {
        "kind": "程序",
        "clauses": ["10.1.1.1", "10.1.2.2", "10.1.3.2", "10.1.3.4"],
        "headings": "一、受理内容；二、受理时间；三、登记；四、保密；五、应急事件的上报",
    }
    assert all(heading[1] == "、" for each in templates.values() for heading in each["headings"].split("；"))
    assert len(lacking(founded, "document_templates")) == 18


@pytest.mark.covers("Q3c.2")
def test_training_and_promotion_of_the_standard_is_planned_and_recorded(line: Line):
    said = {
        "kind": "标准培训",
        "clauses": ["10.1.2.2"],
        "audience": "全体人员",
        "planned_on": "2026-03-01",
        "standing": "未实施",
    }
    row = put(line, "manager", "standard_promotion", subject="第一期", **said)
    late = lacking(line, "standard_promotion")

    done = {
        "standing": "已实施",
        "held_on": "2026-03-02",
        "expected": "30",
        "attended": "28",
        "result": "测试平均 90 分，两人补课",
    }
    revise(line, "manager", row, **done)

    assert late == ["《标准培训与宣传》第一期的「计划日期」2026-03-01 已过，未填「效果」"]
    assert lacking(line, "standard_promotion", date(2026, 4, 1)) == []
    [kept] = rows("standard_promotion", line.hotline.story)
    assert (kept.data["attended"], kept.data["result"]) == (28, "测试平均 90 分，两人补课")
