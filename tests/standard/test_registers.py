"""The registers of the pack: what they cite is printed, what they name exists, and no fault passes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hengxian.certification.lifecycles import APPLICATION, CASE
from hengxian.hotline.lifecycles.assessment import ASSESSMENT
from hengxian.people.roles import is_known
from hengxian.standard.check import check_pack
from hengxian.standard.checks.registers import DUTIES, STAGES
from hengxian.standard.finding import PackError
from hengxian.standard.load import load_pack
from hengxian.standard.model.pack import Pack
from tests.standard.printed import PrintedRule

PEOPLE, DOCUMENTS = "registers-hotline-people.yaml", "registers-hotline-documents.yaml"
SITE, CASE_FILE = "registers-certification-site.yaml", "registers-certification-case.yaml"
FAULTS = [
    (SITE, "steps: [open_on_site]", "steps: [open_it]", "opening_meeting：所引程序步骤“open_it”不存在"),
    (SITE, "stage: [已准备]", "stage: [已草拟]", "opening_meeting：“case”没有状态“已草拟”"),
    (SITE, "writes: [team_lead]", "writes: [boss]", "opening_meeting：没有角色或职责“boss”"),
    (SITE, "label: 地点, type: text", "label: 时间, type: text", "opening_meeting：栏目“时间”出现了2次"),
    (SITE, "options: [功能测试, 性能测试]}", "}", "system_tests：kind：options 恰与 choice、choices 类的栏目同在"),
    (SITE, "{field: environment, among: [在用系统]}", "{field: environment, among: [在用]}", "consent：栏目“environment”没有选项“在用”"),
    (SITE, "field: environment, among", "field: surroundings, among", "consent：没有栏目“surroundings”"),
    (SITE, "{kind: each_of, field: level,", "{kind: each_of, field: post,", "缺口规则 each_of：栏目“post”的类型不能是 text"),
    (CASE_FILE, "field: state, among: [待收], clause", "field: state, among: [待], clause", "缺口规则 open：栏目“state”没有选项“待”"),
    (CASE_FILE, "by_oneself: subject", "by_oneself: details", "member_declarations：“details”不是人员栏目"),
    (CASE_FILE, "since: starts_at", "since: begins_at", "audit_plan_lines：ends_at：没有栏目“begins_at”"),
    (CASE_FILE, "clauses: [6.2.1.3]", "clauses: []", "document_review：应写明条款或来源"),
    (CASE_FILE, "id: team_sizing", "id: tie_rulings", "registers-*.yaml › tie_rulings：编号出现了2次"),
    (CASE_FILE, "append_only: true", "append_only: maybe", "append_only：应为 true 或 false"),
    ("reminders.yaml", "receivers: [clerk, head_of_body]", "receivers: [nobody]", "reminders.yaml › acceptance_review：没有角色“nobody”"),
    ("reminders.yaml", "deadline: acceptance_review", "deadline: acceptance", "所引期限“acceptance”不存在"),
    ("reminders.yaml", "leads: [-2, -1, 0]", "leads: [soon]", "应为整数，之前的写作负数，如 -2"),
    ("reminders.yaml", "register_id: workplaces", "register_id: places", "workplace_tenure：没有台账“places”"),
    ("reminders.yaml", "register_id: workplaces, field: ends_on", "register_id: workplaces, field: address", "台账没有日期栏目“address”"),
    ("reminders.yaml", "unless: held_on", "unless: holds_on", "service_evaluation：台账没有栏目“holds_on”"),
    (PEOPLE, "of: appraisal_schemes}", "of: schemes}", "appraisal_items：没有按对象分行的台账“schemes”"),
    (PEOPLE, "type: entry, of: appraisal_schemes,", "type: entry,", "scheme：应写明 of"),
    (PEOPLE, "parameters: [P-typing, P-typing-errors]", "parameters: [P-typing, P-slips]", "typing_tests：没有参数“P-slips”"),
    (PEOPLE, "effect: {starts: tested_on}", "effect: {starts: test_day}", "版次的日期栏目“test_day”不存在或不是日期"),
    (PEOPLE, "unless: result,", "unless: results,", "缺口规则 late：没有栏目“results”"),
    (PEOPLE, "{kind: sums, field: weight, number: 100,", "{kind: sums, field: weight,", "缺口规则 sums：应写明 number"),
    (DOCUMENTS, "apart_from: [author, writer]", "apart_from: [drafter]", "approver：“drafter”不是人员栏目"),
    (DOCUMENTS, "lock: {field: standing, among: [已批准, 已废止]", "lock: {field: standing, among: [生效]", "栏目“standing”没有选项“生效”"),
    (DOCUMENTS, "but: [standing, ends_on, end_reason]", "but: [ended]", "锁定所留的栏目“ended”不存在"),
    (DOCUMENTS, "unique: \"no\", of: controlled_documents", "unique: \"no\", of: papers", "没有按对象分行的台账“papers”"),
    (DOCUMENTS, "{kind: cycle, field: reviewed_on, parameter: P-cycles-review,", "{kind: cycle, field: reviewed_on,", "缺口规则 cycle：应写明 number、parameter 中的一项"),
]  # fmt: skip


def test_every_register_rests_on_a_printed_clause_or_names_its_source(pack: Pack, printed: PrintedRule):
    cited = {
        clause
        for table in pack.registers
        for clause in (*table.clauses, *(f.clause for f in table.fields), *(g.clause for g in table.gaps))
        if clause
    }

    assert sorted(cited - printed.known) == []
    assert [table.id for table in pack.registers if table.kind == "规则步骤" and not table.clauses] == []


def test_stages_are_states_of_the_lifecycles():
    states = {
        kind: {state.status for move in table for state in (*move.sources, *move.targets)} - {"—", "="}
        for kind, table in (("application", APPLICATION), ("case", CASE), ("assessment", ASSESSMENT))
    }

    assert {kind: set(stages) for kind, stages in STAGES.items()} == states


def test_writers_and_readers_are_roles_people_hold_or_duties_in_a_case(pack: Pack):
    named = {role for table in pack.registers for role in (*table.writes, *table.sees)}

    assert sorted(role for role in named if not is_known(role) and role not in DUTIES) == []


def test_administrators_see_no_register_of_a_case(pack: Pack):
    administrators = {"system_administrator", "audit_administrator"}

    seen = [
        table.id
        for table in pack.registers
        if "case" in table.bound and administrators & {*table.sees, *table.writes}
    ]

    assert seen == []


def test_register_does_not_change_the_identity_of_the_edition(altered: Callable[..., Path], pack: Pack):
    folder = altered(SITE, "title: 首次会议", "title: 首次会议记录")

    changed = load_pack(folder)

    assert changed.register("opening_meeting").title == "首次会议记录"
    assert changed.fingerprint == pack.fingerprint


@pytest.mark.parametrize(("file", "old", "new", "sentence"), FAULTS)
def test_fault_of_a_register_is_named(
    altered: Callable[..., Path], file: str, old: str, new: str, sentence: str
):
    findings = check_pack(altered(file, old, new))

    assert any(sentence in finding.sentence for finding in findings), findings


def test_clause_that_is_not_printed_is_refused(altered: Callable[..., Path]):
    folder = altered("registers-certification-site.yaml", "clause: 5.2.2}", "clause: 9.1.1.9}")

    with pytest.raises(PackError, match=r"checklist：所引条款“9.1.1.9”不存在"):
        load_pack(folder)


def test_register_file_that_holds_no_list_is_refused(altered: Callable[..., Path]):
    folder = altered(SITE, "title: 首次会议", "title: 首次会议")
    (folder / SITE).write_text("id: opening_meeting", encoding="utf-8")

    with pytest.raises(PackError, match=f"{SITE}：应为列表"):
        load_pack(folder)


def test_reminders_are_those_of_the_catalogue(pack: Pack):
    assert [reminder.name for reminder in pack.reminders if reminder.part is None] == [
        "受理审查", "等待补充材料", "审查员注册届满", "审核计划的现场日", "不符合项整改期限", "有条件批准的整改期限",
        "书面通知决定", "年度监督审核", "再认证申请窗口", "证书有效期届满", "暂停期限", "提出申诉的期限",
        "处理申诉的期限", "规则版次终止", "工作日历缺少年份", "未设定的参数即将挡住办理", "备份恢复演练", "公正性年度评审",
    ]  # fmt: skip
    assert (pack.reminders["acceptance_review"].leads, pack.reminders["surveillance_due"].leads) == (
        (-2, -1, 0),
        (-90, -30, 0),
    )
    assert all(reminder.receivers and "{" in reminder.message for reminder in pack.reminders)
