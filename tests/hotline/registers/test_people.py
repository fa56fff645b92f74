"""People: files, training, appraisal, abilities (9.1.2, 9.3)."""

from datetime import date
from fractions import Fraction

import pytest

from hengxian.hotline.models import Article, ArticleEdition
from hengxian.hotline.queries.citing import citing_by_agent
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.parameters import Unset
from hengxian.records.registers.book import duties
from hengxian.records.registers.exporting import as_csv, sheet_of
from hengxian.records.registers.reading import rows
from tests.cast import placed
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, decide, lacking, person, put, revise, sees

FINDING = {
    "finding": "耐心细致，主动跟进",
    "conclusion": "具备",
    "basis": "谈话、同事评议",
    "judged_on": "2026-02-20",
}
COURSE = {
    "need": "质检发现物业类政策答复差错多", "audience": "全体话务员", "course": "物业管理政策", "hours": "4",
    "planned_on": "2026-03-10", "standing": "未实施",
}  # fmt: skip
TEST = {
    "tested_on": "2026-03-01", "text": "政府热线是政府设立的非紧急类公共服务呼叫系统。", "minutes": "5", "software": "是",
    "software_basis": "登记、查询、转交各一件",
}  # fmt: skip


def an_article(line: Line) -> Article:
    """A published article in force."""
    article = placed(
        Article(hotline=line.hotline, number="Z-1", title="停水查询", type="办事指南", status="已发布")
    )
    edition = ArticleEdition(
        article=article, number=1, title="停水查询", text="请看公告", author=person(line, "editor"), written_at=line.at,
        published_at=line.at, valid_from=date(2026, 1, 1),
    )  # fmt: skip
    Article.objects.filter(pk=article.pk).update(current=placed(edition))
    return article


@pytest.mark.covers("R9.1.2.1")
def test_personnel_file_is_open_to_the_manager_and_the_person_only(line: Line):
    agent = person(line, "agent")
    judged_by = str(person(line, "manager").pk)
    for about in ("political", "professional"):
        put(line, "manager", "personnel_findings", agent, about, PROOF, **FINDING, judged_by=judged_by)

    reading = {
        who: sees(line, who, "personnel_findings", agent)
        for who in ("manager", "agent", "agent_two", "inspector", "stranger")
    }

    assert reading == {
        "manager": True,
        "agent": True,
        "agent_two": False,
        "inspector": False,
        "stranger": False,
    }
    assert lacking(line, "personnel_findings", of=agent) == ["《人员素质考察》缺“服务意识”（9.1.2.1）"]
    with pytest.raises(NotAllowed):
        put(line, "agent", "personnel_findings", agent, "service", PROOF, **FINDING, judged_by=str(agent.pk))


def test_manager_writes_nothing_in_his_own_file_and_signs_for_nobody_else(line: Line):
    own, agent = person(line, "manager"), person(line, "agent")
    other = str(person(line, "manager_two").pk)

    with pytest.raises(NotAllowed, match="涉及本人"):
        put(line, "manager", "personnel_findings", own, "service", **FINDING, judged_by=str(own.pk))
    with pytest.raises(NotAllowed, match="「考察人」须由本人填写"):
        put(line, "manager", "personnel_findings", agent, "service", **FINDING, judged_by=other)


@pytest.mark.covers("R9.1.2.3")
def test_training_plan_without_results_is_overdue_past_its_date(line: Line):
    row = put(line, "manager", "training_plans", subject="2026-03", **COURSE)

    on_the_day, after = (
        lacking(line, "training_plans", date(2026, 3, 10)),
        lacking(line, "training_plans", date(2026, 3, 11)),
    )

    assert on_the_day == []
    assert after == ["《培训计划》2026-03的「计划日期」2026-03-10 已过，未填「培训结果」（9.1.2.3）"]
    line.later(days=10)
    done = {
        "standing": "已实施",
        "held_on": "2026-03-10",
        "expected": "20",
        "attended": "19",
        "result": "笔试平均 92 分，1 人补训",
    }
    revise(line, "manager", row, **done)
    assert lacking(line, "training_plans", date(2026, 3, 12)) == []


@pytest.mark.covers("R9.1.2.3")
def test_training_is_exported_for_each_person(line: Line):
    agent = person(line, "agent")
    put(line, "manager", "training_plans", subject="2026-02", **COURSE | {"planned_on": "2026-02-10"})
    put(
        line,
        "manager",
        "training_records",
        agent,
        "2026-02",
        attended="是",
        hours="4",
        result="95 分",
        held_on="2026-02-10",
    )
    opened = book(line, "training_records", agent)

    sheet = sheet_of(opened, rows("training_records", agent.story), held=duties(opened, line.actor("agent")))

    assert sheet.columns[:5] == ("序号", "培训编号", "是否参加", "学时", "考核结果")
    assert sheet.cells[0][:5] == ("1", "2026-02", "是", "4", "95 分")
    assert "95 分" in as_csv(sheet).decode()
    with pytest.raises(Incomplete, match="《培训计划》中没有“2026-07”"):
        put(
            line,
            "manager",
            "training_records",
            agent,
            "2026-07",
            attended="否",
            absence="病假",
            held_on="2026-02-10",
        )


def _appraised(line: Line) -> None:
    scheme = {
        "published_on": "2025-12-01", "starts_on": "2026-01-01", "scope": "话务员", "period": "每月", "incentive": "月度之星公示并奖励",
    }  # fmt: skip
    put(line, "manager", "appraisal_schemes", subject="2026办法", **scheme)
    for item, weight in (("质检", "40"), ("回访满意", "30")):
        put(
            line,
            "manager",
            "appraisal_items",
            subject="2026办法",
            item=item,
            weight=weight,
            source="质检记录",
            scale="按比率",
        )
    points = {
        "scheme": "2026办法",
        "items": "质检 38，回访满意 28，纪律 30",
        "points": "96",
        "incentive": "月度之星",
    }
    put(line, "manager", "staff_appraisals", person(line, "agent"), "2026-02", **points, told_on="2026-03-02")


@pytest.mark.covers("R9.1.2.4")
def test_person_sees_his_own_appraisal_and_comments_on_it(line: Line):
    _appraised(line)
    agent = person(line, "agent")
    incomplete = lacking(line, "appraisal_items")

    put(
        line,
        "agent",
        "appraisal_comments",
        agent,
        "2026-02",
        comment="回访满意一项有一件不是我办的",
        said_on="2026-03-02",
    )
    put(
        line,
        "manager",
        "appraisal_items",
        subject="2026办法",
        item="纪律",
        weight="30",
        source="排班",
        scale="按次",
    )

    assert incomplete == ["《人员考核项目》2026办法的「权重」合计 70，应为 100（9.1.2.4）"]
    assert lacking(line, "appraisal_items") == []
    assert {who: sees(line, who, "staff_appraisals", agent) for who in ("agent", "manager", "agent_two", "inspector")} == {
        "agent": True, "manager": True, "agent_two": False, "inspector": False,
    }  # fmt: skip
    assert sees(line, "agent", "appraisal_schemes") and sees(line, "agent", "appraisal_items")
    assert [row.data["comment"] for row in rows("appraisal_comments", agent.story)] == [
        "回访满意一项有一件不是我办的"
    ]
    for who in ("agent_two", "manager"):
        with pytest.raises(NotAllowed):
            put(line, who, "appraisal_comments", agent, "2026-02", comment="代填", said_on="2026-03-02")
    with pytest.raises(NotAllowed):
        put(
            line,
            "agent",
            "staff_appraisals",
            agent,
            "2026-03",
            scheme="2026办法",
            items="—",
            points="100",
            incentive="无",
        )


@pytest.mark.covers("R9.3.1.1-4")
def test_manager_profile_lists_four_and_a_missing_proof_is_a_gap(line: Line):
    manager = person(line, "manager")
    proof = {"proof": "法规政策学习测试 95 分", "kind": "学习与测试", "obtained_on": "2026-01-15"}
    put(line, "manager_two", "manager_abilities", manager, "9.3.1.1", PROOF, **proof)
    put(line, "manager_two", "manager_abilities", manager, "9.3.1.2", **proof | {"kind": "任职经历"})

    found = lacking(line, "manager_abilities", of=manager)

    assert found == [
        "《管理人员能力证明》缺“9.3.1.3 管理能力”（9.3.1）",
        "《管理人员能力证明》缺“9.3.1.4 创新能力”（9.3.1）",
        "《管理人员能力证明》9.3.1.2 业务能力应附证据 1 件，现有 0 件（9.3.1）",
    ]


@pytest.mark.covers("R9.3.2.1")
def test_agent_is_tested_in_process_and_functions_with_the_questions_kept(line: Line):
    agent = person(line, "agent")
    before = lacking(line, "process_tests", of=agent)
    test = {
        "tested_on": "2026-02-01",
        "paper": "A 卷 2026 版",
        "questions": "1. 转办须写明哪些内容？",
        "points": "92",
    }

    for scope in ("process", "functions"):
        put(line, "inspector", "process_tests", agent, scope, **test)

    assert before == [
        "《业务测试》缺“服务工作流程”（9.3.2.1）",
        "《业务测试》缺“相关部门的工作职能”（9.3.2.1）",
    ]
    assert lacking(line, "process_tests", of=agent) == []
    assert [
        (r.data["tested_on"], r.data["points"], r.data["questions"])
        for r in rows("process_tests", agent.story)
    ] == [("2026-02-01", "92", "1. 转办须写明哪些内容？")] * 2


@pytest.mark.covers("R9.3.2.3")
def test_communication_is_judged_by_another_from_a_call_or_at_the_desk(line: Line):
    agent = person(line, "agent")
    grades = dict.fromkeys(("communication", "judging", "understanding", "speaking"), "强")
    said = {
        "way": "录音评听",
        "judged_on": "2026-03-01",
        "judge": str(person(line, "inspector").pk),
        "comment": "复述准确",
        **grades,
    }
    before = lacking(line, "communication_judgements", of=agent)

    with pytest.raises(Incomplete, match=r"「来电编号」须填写（方式为“录音评听”时）"):
        put(line, "inspector", "communication_judgements", agent, **said)
    put(line, "inspector", "communication_judgements", agent, **said, contact="来电 20260301-0007")

    assert before == ["《沟通能力评语》没有记录（9.3.2.3）"]
    assert lacking(line, "communication_judgements", of=agent) == []
    inspector = person(line, "inspector")
    with pytest.raises(NotAllowed, match="涉及本人"):
        put(line, "inspector", "communication_judgements", inspector, **said, contact="来电 20260301-0008")


@pytest.mark.covers("R9.3.2.4")
def test_typing_at_59_is_not_met_and_at_60_is(line: Line):
    decide(line, P_typing="5", P_typing_errors="差错不计入字数")
    agent = person(line, "agent")

    slow = put(
        line, "inspector", "typing_tests", agent, **TEST, typed="300", errors="5", retest_on="2026-04-01"
    )
    below = lacking(line, "typing_tests", of=agent)
    due = lacking(line, "typing_tests", date(2026, 4, 2), of=agent)
    again = TEST | {"tested_on": "2026-03-02"}
    enough = put(line, "inspector", "typing_tests", agent, **again, typed="301", errors="1")

    assert (slow.data["speed"], slow.data["is_met"]) == ("59", False)
    assert below == ["《文字录入测试》第 1 号的「录入速度」为 59，规则为 60字/min以上（9.3.2.4）"]
    assert due == [*below, "《文字录入测试》第 1 号的「复测日期」2026-04-01 已过（9.3.2.4）"]
    assert (enough.data["speed"], enough.data["is_met"]) == ("60", True)
    assert lacking(line, "typing_tests", of=agent) == []
    kept = {name: slow.data[name] for name in ("text", "minutes", "errors", "rule")}
    assert kept == {"text": TEST["text"], "minutes": "5", "errors": 5, "rule": "差错不计入字数"}


def test_typing_result_waits_for_the_open_parameters_and_fits_them(line: Line):
    agent = person(line, "agent")
    with pytest.raises(Unset, match=r"文字录入测试时长未设定（9\.3\.2\.4）"):
        put(line, "inspector", "typing_tests", agent, **TEST, typed="300", errors="0")
    decide(line, P_typing="10", P_typing_errors="差错不计入字数")

    with pytest.raises(Incomplete, match="测试时长应为 10分钟，机构自定（规则未规定），现为 5 分钟"):
        put(line, "inspector", "typing_tests", agent, **TEST, typed="300", errors="0")
    with pytest.raises(Incomplete, match="「录入速度」由系统计算，不能填写"):
        put(line, "inspector", "typing_tests", agent, **TEST, typed="300", errors="0", speed="80")


@pytest.mark.covers("R9.3.2.2")
def test_share_of_direct_answers_that_cite_an_article_is_counted_per_agent(line: Line):
    article, since = an_article(line), line.at
    for who, cites in (("agent", True), ("agent", False), ("agent_two", True)):
        facts = {"article": str(article.pk)} if cites else {"without_article": "夜间停水如何查询"}
        line.does(
            who, line.order(who, type="information", contact=None), "answer", result="已告知停水时间", **facts
        )
    line.transferred("城管局")

    found = citing_by_agent(line.hotline, since, line.later(hours=1))

    assert [(each.name, each.answers, each.cited, each.share) for each in found] == [
        ("话务乙", 1, 1, Fraction(1)),
        ("话务甲", 2, 1, Fraction(1, 2)),
    ]
    assert citing_by_agent(line.other, since, line.at) == []
