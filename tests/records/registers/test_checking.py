"""What is written into a register is read, or refused with one clear sentence for each fault."""

import json
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hengxian.records.registers.asking import asks
from hengxian.records.registers.checking import Fault, check_row
from hengxian.records.registers.subjects import read_subject, subjects
from hengxian.records.registers.values import CHINA, shown, typed
from tests.records.registers.books import INTERVIEW, NOON, PACK


def faults(register: str, facts: dict[str, object], **more: object) -> list[str]:
    checked = check_row(PACK.register(register), facts, pack=PACK, at=NOON, **more)  # type: ignore[arg-type]
    return [str(fault) for fault in checked.faults]


def test_row_is_read_as_plain_values():
    facts = INTERVIEW | {"clauses": "9.3.2.1、9.1.1.1", "leaves": ["warmth"], "person_name": " "}

    checked = check_row(PACK.register("interviews"), facts, pack=PACK, at=NOON)

    assert checked.faults == ()
    assert checked.values == {
        "level": "服务人员", "post": "话务员", "interviewer": 1, "held_at": "2026-03-02T09:30:00+08:00",
        "outline": "访谈提纲 V1", "record": "口述受理流程完整", "clauses": ["9.1.1.1", "9.3.2.1"], "leaves": ["warmth"],
    }  # fmt: skip


def test_every_missing_column_is_told_at_once():
    assert faults("system_tests", {"kind": "性能测试", "environment": "在用系统"}) == [
        "「时间」须填写",
        "「测试脚本及版本」须填写",
        "「对方同意在用系统测试的凭据」须填写（环境为“在用系统”时）",
        "「结果」须填写",
    ]


@pytest.mark.parametrize(
    ("register", "facts", "sentence"),
    [
        ("interviews", {"level": "市民"}, "「对象」应为以下之一：管理人员、服务人员，现为“市民”"),
        ("interviews", {"held_at": "昨天"}, "「时间」应为日期和时刻，写作 2025-03-01 09:30，现为“昨天”"),
        ("interviews", {"held_at": "2026-03-02T12:01"}, "「时间」不能晚于填写之时（2026-03-02 12:00）"),
        ("interviews", {"held_at": "0202-03-02T09:00"}, "「时间」年份应在 1900 至 2199 之间，现为“202”"),
        ("interviews", {"interviewer": "甲"}, "「访谈人」应为非负整数，现为“甲”"),
        ("interviews", {"clauses": "9.9.9"}, "「条款」没有“9.9.9”"),
        ("interviews", {"post": "话务\u202e员"}, "「岗位」含有不可见的控制字符，应删去"),
        ("interviews", {"post": "长" * 501}, "「岗位」至多 500 字，现为 501 字"),
        ("interviews", {"colour": "红"}, "没有栏目“colour”"),
        ("leaf_judgements", {"score": "100.5"}, "「评判得分」应在 0 至 100 之间，现为“100.5”"),
        ("leaf_judgements", {"score": "１e1"}, "「评判得分」应为数字，现为“１e1”"),
        ("public_surveys", {"asked": "-3"}, "「邀请人数」应为非负整数，现为“-3”"),
        ("public_surveys", {"starts_on": "2026-02-30"}, "「起始日期」应为日期，写作 2025-03-01，现为“2026-02-30”"),
        ("public_surveys", {"starts_on": "2026-03-01", "ends_on": "2026-02-28"}, "「截止日期」不能早于「起始日期」"),
        ("opening_meeting", {"told_scope": "否"}, "「已说明审核范围」须由本人确认并勾选"),
        ("opening_meeting", {}, "「已说明审核范围」须由本人确认并勾选"),
        ("scheme_contacts", {"telephone": "12"}, "「办公电话」联系电话“12”无法拨打：应为手机号码、带区号的固定电话（如 0591-12345678）或 12345 之类的短号"),
        ("employment_declarations", {"only_here": "也许"}, "「只在本机构从事认证活动」应为“是”或“否”，现为“也许”"),
        ("employment_declarations", {"only_here": "否"}, "「另一认证机构」须填写（只在本机构从事认证活动为“否”时）"),
    ],
)  # fmt: skip
def test_fault_is_one_sentence(register: str, facts: dict[str, object], sentence: str):
    assert sentence in faults(register, facts)


@pytest.mark.covers("A-13")
def test_judgement_without_evidence_is_refused():
    judgement = {"score": "85", "reason": "抽听二十通，均耐心"}

    assert faults("leaf_judgements", judgement) == ["须附至少 1 件证据，现有 0 件"]
    assert faults("leaf_judgements", judgement, evidence=("row:1",)) == []


FACTS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.lists(st.text(max_size=3), max_size=2),
    st.dates(), st.datetimes(), st.sampled_from(["是", "否", "1", "2026-03-01", "2026-03-01T09:00+14:00", "12345", "9.1.1.1"]),
)  # fmt: skip


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_whatever_is_said_is_read_or_told_and_reads_the_same_again(data: st.DataObject):
    table = data.draw(st.sampled_from(PACK.registers.root))
    facts = {
        field.id: data.draw(st.one_of(FACTS, *([st.sampled_from(field.options)] if field.options else [])))
        for field in table.fields
    }

    once = check_row(table, facts, pack=PACK, at=NOON)
    again = check_row(table, once.values, pack=PACK, at=NOON)

    assert again.values == once.values
    assert json.loads(json.dumps(once.values)) == once.values
    assert all("\n" not in str(fault) or "\n" in str(facts.get(fault.field)) for fault in once.faults)
    for field in table.fields:
        shown(field, once.values.get(field.id), PACK).encode()


def test_fault_names_the_row_where_several_are_written():
    checked = check_row(PACK.register("checklist"), {}, pack=PACK, at=NOON, place="9.1.1.1 架构合理")

    assert checked.faults[0] == Fault("conclusion", "「结论」须填写", "9.1.1.1 架构合理")
    assert str(checked.faults[0]) == "9.1.1.1 架构合理：「结论」须填写"


def test_plain_value_is_typed_again():
    table = PACK.register("public_surveys")

    assert typed(table.field("starts_on"), "2026-03-01") == date(2026, 3, 1)
    assert typed(PACK.register("leaf_judgements").field("score"), "88.5") == Decimal("88.5")
    assert typed(PACK.register("interviews").field("held_at"), "2026-03-02T09:30:00+08:00") == datetime(
        2026, 3, 2, 9, 30, tzinfo=CHINA
    )


def test_subjects_are_the_items_of_the_rule():
    assert len(subjects(PACK.register("checklist"), PACK)) == len(PACK.clauses)
    assert len(subjects(PACK.register("characteristic_evidence"), PACK)) == 16
    assert len(subjects(PACK.register("audit_item_evidence"), PACK)) == 20
    assert list(subjects(PACK.register("material_findings"), PACK)) == [f"6.1.2.{n}" for n in range(1, 8)]
    assert list(subjects(PACK.register("leaf_judgements"), PACK)) == [
        leaf.id for leaf in PACK.tree.leaves if leaf.source == "judged"
    ]


@pytest.mark.parametrize(
    ("register", "said", "sentence"),
    [
        ("checklist", "9.9.9", "“条款”中没有“9.9.9”"),
        ("checklist", "", "须写明“条款”"),
        ("leaf_judgements", "call_connection_rate", "“指标”中没有“call_connection_rate”"),
        ("member_declarations", "甲", "“成员”须为登记的人员"),
        ("interviews", "9.1.1.1", "《人员访谈》不按对象分行"),
    ],
)
def test_subject_that_does_not_fit_is_refused(register: str, said: str, sentence: str):
    with pytest.raises(ValueError, match=sentence):
        read_subject(PACK.register(register), said, PACK)


def test_asks_are_the_columns_with_the_subject_first():
    first, kind, *_ = asks(PACK.register("delivery_proofs"), PACK)
    items = {ask.id: ask for ask in asks(PACK.register("interviews"), PACK)}

    assert (first.id, first.label, first.type, len(first.options)) == ("subject", "文书", "choice", 18)
    assert kind.label == "文书编号"
    assert items["clauses"].type == "choices"
    assert len(items["clauses"].options) == len(PACK.clauses)
    assert items["held_at"].type == "datetime"
