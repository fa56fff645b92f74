"""The evaluation on site: what each method leaves, mystery contacts told afterwards, surveys without anybody's identity."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hengxian.certification.models import Case
from hengxian.certification.papers.evaluation import evaluation_facts
from hengxian.certification.queries.compiling import compiled
from hengxian.certification.steps import StepRecord, steps_of
from hengxian.journal.acting import perform
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.delivering import read_document
from hengxian.records.delivering import steps_of as deliveries_of
from hengxian.records.edition import pack
from hengxian.records.issuing import documents_of
from hengxian.records.models.register_row import RegisterRow
from hengxian.records.registers.book import duties, may_see, open_book
from hengxian.records.registers.checking import Unfit
from hengxian.records.registers.reading import rows
from tests.certification.evaluation.scored import SAID, SIDES, evidence, on_site, ready_to_draft
from tests.certification.world import World
from tests.records.documents.reading import pdf_words

MOBILE = "138" + "0013" + "8000"
DOCUMENT = {"document": "服务用语规范", "edition": "2026版", "leaves": ["warmth"], "seen": "用语齐全"}
OBSERVED = {"way": "现场观察", "place": "话务大厅", "leaves": ["warmth"], "seen": "用语规范"}
SYSTEM_TEST = {
    "kind": "性能测试", "script": "脚本 1.2", "environment": "在用系统", "result": "正常", "consent": "热线同意函",
}  # fmt: skip
TEST = {
    "script": "社保咨询 1.0", "channel": "电话", "expected": "告知办理地点", "wait_seconds": 12, "answer": "已告知",
    "judgement": "与应有的答复一致", "seat": "A-012号", "order_number": "GD-0001",
}  # fmt: skip
SURVEY = {
    "way": "电话访谈", "questionnaire": "公众问卷 2.0", "frame": "近三个月来电者随机抽取", "starts_on": "2026-02-20",
    "ends_on": "2026-02-28", "asked": 400, "answered": 260, "results": "满意和基本满意 221 人",
}  # fmt: skip


@pytest.fixture
def case(world: World) -> Case:
    """On site."""
    return on_site(world)


def wrote(world: World, case: Case, register: str, facts: dict[str, Any], **changed: Any) -> RegisterRow:
    when = {"system_tests": "tested_at", "mystery_tests": "started_at", "public_surveys": ""}.get(
        register, "seen_at"
    )
    own = {"finder": world["auditor"].person} if register == "evaluation_on_site" else {}
    said = {**facts, **own, **({when: world.at.isoformat()} if when else {}), **changed}
    proof = (evidence(world, case, f"{register} 的证据"),)
    return world.write(
        register, case, {k: v for k, v in said.items() if v is not None}, "auditor", evidence=proof
    )


@pytest.mark.covers("R5.1.2.1-2")
@pytest.mark.parametrize(
    ("register", "facts"), [("evaluation_documents", DOCUMENT), ("evaluation_on_site", OBSERVED)]
)
def test_documents_and_observation_of_the_evaluation_each_speak_for_an_indicator(
    world: World, case: Case, register: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(Unfit, match="「指标」须填写"):
        wrote(world, case, register, facts, leaves=[])

    row = wrote(world, case, register, facts)

    assert (row.data["leaves"], len(row.evidence)) == (["warmth"], 1)


@pytest.mark.covers("R5.1.2.3")
@pytest.mark.parametrize(
    ("left_out", "label"),
    [
        ("script", "测试脚本"),
        ("environment", "环境"),
        ("result", "结果"),
        ("consent", "对方同意在用系统测试的凭据"),
    ],
)
def test_system_test_says_script_environment_result_and_consent(
    world: World, case: Case, left_out: str, label: str
) -> None:
    with pytest.raises(Unfit, match=label):
        wrote(world, case, "system_tests", SYSTEM_TEST, **{left_out: None})

    assert wrote(world, case, "system_tests", SYSTEM_TEST).data["consent"] == "热线同意函"


@pytest.mark.covers("R5.1.2.5")
@pytest.mark.parametrize(
    ("left_out", "label"),
    [
        ("script", "模拟场景及版本"), ("channel", "渠道"), ("started_at", "发起时间"), ("expected", "应有的答复"),
        ("wait_seconds", "等待时间"), ("answer", "实际答复"), ("judgement", "评判"),
    ],
)  # fmt: skip
def test_mystery_contact_says_all_of_it(world: World, case: Case, left_out: str, label: str) -> None:
    with pytest.raises(Unfit, match=f"「{label}」须填写"):
        wrote(world, case, "mystery_tests", TEST, **{left_out: None})


@pytest.mark.covers("R5.1.2.5")
def test_staff_in_a_mystery_contact_are_named_by_seat_only(world: World, case: Case) -> None:
    with pytest.raises(Unfit, match="应为座席号（字母、数字、短横，可带“号”），不写姓名，现为“张某某”"):
        wrote(world, case, "mystery_tests", TEST, seat="张某某")
    with pytest.raises(Unfit, match="「实际答复」不能写个人信息"):
        wrote(world, case, "mystery_tests", TEST, answer=f"请打 {MOBILE}")

    assert {field.type for field in pack().register("mystery_tests").fields} & {
        "person",
        "name",
        "phone",
    } == set()


@pytest.mark.covers("R5.1.2.5")
def test_hotline_gets_the_list_of_mystery_contacts_afterwards_and_once(world: World, case: Case) -> None:
    book, client = open_book(pack(), "mystery_tests", case), world["client"]
    with pytest.raises(Incomplete, match="没有尚未告知热线的测试"):
        perform(case, "tell_tests", by=world["lead"], at=world.at)
    with pytest.raises(Unfit, match="「发起时间」不能晚于填写之时"):
        wrote(world, case, "mystery_tests", TEST, started_at=(world.at + timedelta(hours=1)).isoformat())
    wrote(world, case, "mystery_tests", TEST)
    before = (may_see(book, duties(book, client)), documents_of(case.story))
    with pytest.raises(NotAllowed):
        perform(case, "tell_tests", by=world["clerk"], at=world.at)

    perform(case, "tell_tests", by=world["lead"], at=world.later(days=1))

    [letter] = documents_of(case.story)
    with read_document(letter, by=client, at=world.at) as content:
        words = pdf_words(content.read())
    assert before == (False, [])
    assert [step.way for step in deliveries_of(letter)] == ["平台内送达"]
    assert "GD-0001" in words and "2026-03-0212:00" in words and "标为测试" in words
    assert "告知办理地点" not in words and "A-012" not in words
    assert [row.data["told_on"] for row in rows("mystery_tests", case.story)] == ["2026-03-03"]
    with pytest.raises(Incomplete, match="没有尚未告知热线的测试"):
        perform(case, "tell_tests", by=world["lead"], at=world.at)


@pytest.mark.covers("R5.1.2.6", "R13.2.2.4")
def test_survey_is_published_with_n_and_response_rate(world: World) -> None:
    report = ready_to_draft(world)
    wrote(world, report.case, "public_surveys", SURVEY)

    facts = evaluation_facts(report.case, compiled(report.case), SAID)

    assert facts.course[-1] == (
        "公众调查（电话访谈，公众问卷 2.0）：邀请 400 人，答复 260 人，答复率 65.00%。满意和基本满意 221 人"
    )


@pytest.mark.covers("R5.1.2.6", "R13.2.2.4")
@pytest.mark.parametrize("left_out", ["way", "questionnaire", "frame", "asked", "answered", "results"])
def test_survey_says_all_of_it(world: World, case: Case, left_out: str) -> None:
    with pytest.raises(Unfit, match="须填写"):
        wrote(world, case, "public_surveys", SURVEY, **{left_out: None})


@pytest.mark.covers("R5.1.2.6", "R13.2.2.4")
@pytest.mark.parametrize("column", ["questionnaire", "frame", "results"])
def test_survey_holds_nobodys_identity(world: World, case: Case, column: str) -> None:
    with pytest.raises(Unfit, match="不能写个人信息，现有"):
        wrote(world, case, "public_surveys", SURVEY, **{column: f"受访者 {MOBILE} 表示满意"})

    assert not rows("public_surveys", case.story).exists()
    assert {field.type for field in pack().register("public_surveys").fields} & {
        "person",
        "name",
        "phone",
        "email",
    } == set()


@pytest.mark.covers("R13.3.2.1-4")
def test_steps_of_the_evaluation_are_recorded_each_at_its_own_time(world: World, case: Case) -> None:
    names = {
        "evaluate_documents": "13.3.2.1", "evaluate_on_site": "13.3.2.2", "score_indicators": "13.3.2.3",
        "conclude_evaluation": "13.3.2.4",
    }  # fmt: skip

    def recorded() -> dict[str, StepRecord]:
        return {each.step.id: each for each in steps_of(case) if each.step.id in names}

    empty, done = {name: each.at for name, each in recorded().items()}, {}
    for name, (register, facts, subject) in {
        "evaluate_documents": ("evaluation_documents", DOCUMENT, ""),
        "evaluate_on_site": ("evaluation_on_site", OBSERVED | {"finder": world["auditor"].person}, ""),
        "score_indicators": ("leaf_judgements", {"score": "80", "reason": "查看记录"}, "warmth"),
        "conclude_evaluation": ("evaluation_conclusions", dict.fromkeys(SIDES, "见记录"), "quality"),
    }.items():
        done[name] = world.later(hours=1)
        seen = {"seen_at": world.at.isoformat()} if "seen" in facts else {}
        proof = (evidence(world, case, name),)
        world.write(register, case, facts | seen, "auditor", subject=subject, evidence=proof)

    assert empty == dict.fromkeys(names)
    assert {name: each.at for name, each in recorded().items()} == done
    assert {name: each.person for name, each in recorded().items()} == dict.fromkeys(
        names, world["auditor"].person
    )
    assert all(names[name] in each.step.clauses for name, each in recorded().items())
    assert isinstance(done["evaluate_documents"], datetime)
