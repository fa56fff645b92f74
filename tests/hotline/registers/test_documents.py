"""Controlled documents, their links, checks and reviews; risks, safety, scripts (11.1, 10.1.3.1)."""

from datetime import date

import pytest

from hengxian.hotline.queries.controlling import FIGURES, control_points
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.records.models import RegisterRow
from hengxian.records.registers.effect import in_force, standings
from hengxian.records.registers.reading import rows
from tests.hotline.line import Line
from tests.hotline.registers.keeping import PROOF, book, decide, lacking, person, put, revise

LINKS = (
    "intake", "direct", "transfer", "supervision", "closing", "followup", "archive", "report", "safety", "emergency", "quality",
    "appraisal",
)  # fmt: skip


def draft(line: Line, number: str = "QP-01", **said: str) -> RegisterRow:
    """A draft by the inspector."""
    facts = {
        "title": "受理程序", "kind": "程序", "version": "1", "owner": "话务部", "standing": "草稿", "changes": "首次发布",
        "author": str(person(line, "inspector").pk),
    }  # fmt: skip
    return put(line, "inspector", "controlled_documents", subject=number, evidence=PROOF, **facts | said)


def approve(line: Line, row: RegisterRow, starts_on: str = "2026-03-02") -> RegisterRow:
    approver = str(person(line, "manager").pk)
    said = {"standing": "已批准", "approver": approver, "approved_on": "2026-03-02", "starts_on": starts_on}
    return revise(line, "manager", row, **said)


@pytest.mark.covers("R11.1.1.2")
def test_draft_takes_effect_only_by_an_approver_apart_from_its_author(line: Line):
    row = draft(line)
    author, manager = str(person(line, "inspector").pk), str(person(line, "manager").pk)
    approval = {"standing": "已批准", "approved_on": "2026-03-02", "starts_on": "2026-03-02"}

    with pytest.raises(Incomplete, match="「批准人」须填写"):
        revise(line, "inspector", row, **approval)
    with pytest.raises(NotAllowed, match=r"「批准人」与「起草人」不能是同一人（11\.1\.1\.2）"):
        revise(line, "inspector", row, **approval, approver=author)
    with pytest.raises(NotAllowed, match="「批准人」须由本人填写"):
        revise(line, "inspector", row, **approval, approver=manager)
    assert in_force(book(line, "controlled_documents"), date(2026, 3, 3)) == []
    approve(line, row, "2026-03-05")

    shown = {
        day: [each.subject for each in in_force(book(line, "controlled_documents"), date(2026, 3, day))]
        for day in (4, 5)
    }
    assert shown == {4: [], 5: ["QP-01"]}
    kept = {name: row.data[name] for name in ("version", "owner", "author", "approver", "starts_on")}
    assert kept == {
        "version": "1",
        "owner": "话务部",
        "author": int(author),
        "approver": int(manager),
        "starts_on": "2026-03-05",
    }
    assert lacking(line, "controlled_documents", date(2026, 3, 5)) == [
        f"《受控文件》缺「种类」为“{kind}”的记录（11.1.1.1）" for kind in ("手册", "作业指导书", "记录")
    ]


def test_approved_text_stands_until_a_new_version_takes_its_place(line: Line):
    first = approve(line, draft(line))
    with pytest.raises(NotNow, match="“已批准”，「文件名称」不能再改；请另写新的一条"):
        revise(line, "inspector", first, title="受理规定")

    second = approve(line, draft(line, version="2", changes="增加信箱受理"), "2026-06-01")
    revise(line, "manager", second, standing="已废止", ends_on="2026-08-31", end_reason="并入新程序")

    table, both = (
        book(line, "controlled_documents").table,
        list(rows("controlled_documents", line.hotline.story)),
    )
    words = {
        day: [standings(table, both, day)[row.pk] for row in both]
        for day in (date(2026, 5, 31), date(2026, 6, 1), date(2026, 9, 1))
    }
    assert words == {
        date(2026, 5, 31): ["现行", "未生效"],
        date(2026, 6, 1): ["已被代替", "现行"],
        date(2026, 9, 1): ["已被代替", "已失效"],
    }


@pytest.mark.covers("R11.1.1.1")
def test_link_of_the_service_without_a_rule_is_a_gap(line: Line):
    approve(line, draft(line))
    draft(line, "QP-02")
    for link in LINKS[:-1]:
        put(line, "manager", "rule_links", subject=link, document="QP-01")

    without = lacking(line, "rule_links")
    put(line, "manager", "rule_links", subject=LINKS[-1], document="QP-02")

    assert without == ["《内控制度与服务环节对照》缺“评价与考核”（11.1.1.1）"]
    assert lacking(line, "rule_links") == [
        "《内控制度与服务环节对照》评价与考核的「制度文件」“QP-02”在《受控文件》中不是现行的（11.1.1.1）"
    ]
    names = [choice.name for choice in book(line, "rule_links").table.subject.choices]
    assert names[:9] == [
        "受理",
        "直接办理",
        "转交办理",
        "督办",
        "办结",
        "回访",
        "归档",
        "信息分析和报告",
        "信息安全",
    ]


@pytest.mark.covers("R11.1.1.3")
def test_execution_of_each_document_is_checked_with_finding_fix_and_date(line: Line):
    approve(line, draft(line))
    unchecked = lacking(line, "document_checks")
    checker, fixer = (str(person(line, who).pk) for who in ("supervisor", "inspector"))
    found = {
        "checked_on": "2026-03-02",
        "checker": checker,
        "way": "抽查二十件工单",
        "finding": "两件未复述",
        "standing": "待整改",
        "fix_by": "2026-03-10",
    }
    row = put(line, "supervisor", "document_checks", subject="QP-01", **found)

    late = lacking(line, "document_checks", date(2026, 3, 11))
    closing = {
        "standing": "已关闭",
        "fix": "班前会重申，复查二十件均已复述",
        "fixed_by": fixer,
        "closed_on": "2026-03-02",
        "closed_by": checker,
    }
    revise(line, "supervisor", row, **closing)

    assert unchecked == ["《制度执行检查》缺“QP-01”（11.1.1.3）"]
    assert late == [
        "《制度执行检查》QP-01的「处理情况」为“待整改”（11.1.1.3）",
        "《制度执行检查》QP-01的「整改期限」2026-03-10 已过，未填「关闭日期」（11.1.1.3）",
    ]
    assert lacking(line, "document_checks", date(2026, 3, 11)) == []


@pytest.mark.covers("R11.1.1.4")
def test_document_whose_review_is_overdue_is_listed(line: Line):
    approve(line, draft(line))
    never = lacking(line, "document_reviews")
    review = {
        "reviewed_on": "2026-03-02",
        "reviewer": str(person(line, "inspector").pk),
        "reason": "业务变化",
        "conclusion": "需要修订",
        "changes": "增加网络受理",
    }
    put(line, "inspector", "document_reviews", subject="QP-01", **review)

    unset = lacking(line, "document_reviews", date(2028, 1, 1))
    decide(line, P_cycles_review="12")

    assert never == ["《制度复核》缺“QP-01”（11.1.1.4）"]
    assert unset == []
    assert lacking(line, "document_reviews", date(2027, 3, 2)) == []
    assert lacking(line, "document_reviews", date(2027, 3, 3)) == [
        "《制度复核》QP-01之后，下一次应于 2027-03-02 前（11.1.1.4）"
    ]
    [kept] = rows("document_reviews", line.hotline.story)
    assert [kept.data[name] for name in ("reviewed_on", "reason", "changes")] == [
        "2026-03-02",
        "业务变化",
        "增加网络受理",
    ]


@pytest.mark.covers("R11.1.2.2")
def test_risk_has_level_measure_owner_and_review(line: Line):
    risk = {
        "risk": "节后话务激增，接通率下降", "level": "高", "basis": "近两年同期话务", "measure": "增排机动座席",
        "owner": str(person(line, "supervisor").pk), "standing": "处置中", "assessed_on": "2026-03-01", "review_on": "2026-06-01",
    }  # fmt: skip
    before = lacking(line, "service_risks")

    for name in ("level", "measure", "owner", "review_on"):
        with pytest.raises(Incomplete):
            put(line, "manager", "service_risks", subject="intake", **{**risk, name: ""})
    put(line, "manager", "service_risks", subject="intake", **risk)

    assert before == ["《服务过程风险》没有记录（11.1.2.2）"]
    assert lacking(line, "service_risks") == []
    assert lacking(line, "service_risks", date(2026, 6, 2)) == [
        "《服务过程风险》受理的「下次复核日期」2026-06-01 已过（11.1.2.2）"
    ]


@pytest.mark.covers("R11.1.2.4")
def test_access_reviews_incidents_and_drills_of_information_safety_are_recorded(line: Line):
    owner, closer = str(person(line, "supervisor").pk), str(person(line, "manager").pk)
    common = {"done_on": "2026-03-01", "scope": "全部账号", "finding": "一个离岗账号未停用", "owner": owner}
    put(
        line,
        "manager",
        "information_safety",
        kind="权限复核",
        standing="处理中",
        fix_by="2026-03-05",
        **common,
    )
    with pytest.raises(Incomplete, match=r"「措施」须填写（种类为“安全事件”时）"):
        put(
            line,
            "manager",
            "information_safety",
            kind="安全事件",
            standing="处理中",
            fix_by="2026-03-05",
            **common,
        )

    found = lacking(line, "information_safety", date(2026, 3, 6))
    drill = {"kind": "应急演练", "standing": "已关闭", "closed_on": "2026-03-02", "closed_by": closer}
    put(line, "manager", "information_safety", **common, **drill)

    assert found == [
        "《信息安全控制》缺「种类」为“应急演练”的记录（11.1.2.4）",
        "《信息安全控制》第 1 号的「处理情况」为“处理中”（11.1.2.4）",
        "《信息安全控制》第 1 号的「处理期限」2026-03-05 已过，未填「关闭日期」（11.1.2.4）",
    ]
    assert "《信息安全控制》缺「种类」为“应急演练”的记录（11.1.2.4）" not in lacking(
        line, "information_safety"
    )


def test_leak_is_open_until_the_authority_and_the_persons_are_told_or_a_reason_stands(line: Line):
    leak = {
        "found_at": "2026-03-02T09:00", "kinds": "姓名、联系电话", "persons": "3", "cause": "误发邮件", "harm": "骚扰电话",
        "measures": "已请收件人删除", "persons_told": "待定", "standing": "处置中",
    }  # fmt: skip
    row = put(line, "manager", "leak_incidents", **leak)
    found = lacking(line, "leak_incidents")

    with pytest.raises(Incomplete, match="「通知主管部门时间」须填写"):
        revise(line, "manager", row, standing="已结束")
    with pytest.raises(Incomplete, match="「通知的内容」须填写"):
        revise(line, "manager", row, persons_told="已通知", told_at="2026-03-02T11:00")
    done = {
        "stopped_at": "2026-03-02T09:30", "reported_to": "网信部门", "reported_at": "2026-03-02T10:00", "persons_told": "已通知",
        "told_at": "2026-03-02T11:00", "told_what": "种类、原因、危害、已采取的措施、联系方式", "standing": "已结束",
    }  # fmt: skip
    revise(line, "manager", row, **done)

    assert found == [
        "《个人信息泄露事件》第 1 号的「处置情况」为“处置中”（10.1.3.3）",
        "《个人信息泄露事件》第 1 号未填「通知主管部门时间」（10.1.3.3）",
        "《个人信息泄露事件》第 1 号的「是否通知本人」为“待定”（10.1.3.3）",
    ]
    assert lacking(line, "leak_incidents") == []


@pytest.mark.covers("R10.1.3.1")
def test_scripts_are_versions_approved_by_another(line: Line):
    author, approver = str(person(line, "editor").pk), str(person(line, "manager").pk)
    script = {
        "version": "1",
        "wording": "您好，这里是12345政府热线，请讲。",
        "author": author,
        "standing": "草稿",
    }
    row = put(line, "editor", "service_scripts", subject="接听", **script)
    before = lacking(line, "service_scripts")

    with pytest.raises(NotAllowed, match="不能是同一人"):
        revise(line, "editor", row, standing="已批准", approver=author, starts_on="2026-03-02")
    revise(line, "manager", row, standing="已批准", approver=approver, starts_on="2026-03-02")

    assert before == ["《规范服务用语》没有记录（10.1.3.1）"]
    assert [each.data["wording"] for each in in_force(book(line, "service_scripts"), date(2026, 3, 2))] == [
        script["wording"]
    ]


@pytest.mark.covers("R11.1.2.1")
def test_control_points_have_an_owner_and_a_figure_from_the_orders(line: Line):
    owner = str(person(line, "supervisor").pk)
    points = {
        "transfer": "退单次数",
        "supervision": "超期未办结工单数",
        "closing": "多次退单工单数",
        "archive": "已办结未归档工单数",
    }
    for link in LINKS[:-1]:
        said = {
            "point": "每日核对",
            "owner": owner,
            "figure": points.get(link, "待回访工单数"),
            "measure": "当日督办",
        }
        put(line, "manager", "control_points", subject=link, **said)
    since = line.at
    order = line.transferred("城管局")
    line.does("clerk", order, "return", reason="不属于本单位职责", proposed_unit="住建局")
    line.transferred("城管局")
    at = line.later(days=30)

    found = {each.row.subject: (each.owner, each.figure) for each in control_points(line.hotline, since, at)}

    assert {link: found[link] for link in points} == {
        "transfer": ("督办丙", 1), "supervision": ("督办丙", 2), "closing": ("督办丙", 0), "archive": ("督办丙", 0),
    }  # fmt: skip
    assert lacking(line, "control_points") == ["《过程控制点》缺“评价与考核”（11.1.2.1）"]
    table = book(line, "control_points").table
    assert {*FIGURES, "其他"} == {*table.field("figure").options}
    assert not [field for field in table.fields if field.type in ("count", "number", "percent")]
