"""A register names only roles, states, steps, clauses and columns that exist, and its gap rules have what they need."""

from collections.abc import Iterator

from hengxian.standard.checks.registers_linked import among_others, watched
from hengxian.standard.finding import Finding
from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import SUBJECT, WRITER, GapRule, RegisterField, RegisterTable, Subject

STAFF = (
    "clerk", "lead_auditor", "auditor", "committee_member", "committee_chair", "head_of_body",
    "certificate_administrator", "head_delegate", "appeal_panel", "system_administrator", "security_administrator",
    "audit_administrator",
)  # fmt: skip
HOTLINE = ("agent", "handler", "supervisor", "inspector", "knowledge_editor", "hotline_manager", "assessor")
# Duties are ties to one case, or to one hotline; a role is held everywhere.
DUTIES = (
    "team_lead", "team_auditor", "expert", "trainee", "evaluation_lead", "evaluation_member", "team", "client",
    "decider", "keeper", "self", "line_agent", "line_supervisor", "line_inspector", "line_editor", "line_manager",
    "unit_handler", "round_leader", "round_member",
)  # fmt: skip
TIES = ("client", "team", "tie", "adviser", "consultant", "decider", "investigator", "complained_of")
ROLES = frozenset({"public", "applicant", *STAFF, *HOTLINE, *DUTIES})
STAGES = {
    "application": ("草稿", "已提交", "待补充", "已补充", "已受理", "不予受理", "已签约", "已撤回"),
    "case": (
        "已立案", "已组组", "计划已批", "文件已审", "已准备", "现场中", "发现已定", "末次会议已开", "报告已编",
        "组长已批", "报告已批", "意见已出", "已决定", "待整改", "已归档", "已终止",
    ),
    "assessment": ("筹备", "进行中", "已汇总", "已归卷", "已终止"),
}  # fmt: skip
CHOSEN = ("choice", "choices")
NEEDS_FIELD = {
    "expires": ("date", "datetime"),
    "missing": None,
    "each_of": (*CHOSEN, "yes_no"),
    "open": (*CHOSEN, "yes_no"),
    "below": ("count", "number", "percent", "points"),
    "late": ("date", "datetime"),
    "cycle": ("date", "datetime"),
    "sums": ("count", "number", "percent", "points"),
    "fewer": ("choices",),
    "lapsed": ("entry",),
}
NEEDS_NUMBER = ("at_least", "sums", "fewer")


def check(pack: Pack) -> Iterator[Finding]:
    """Every fault of the registers and reminders, each naming its node."""
    registered = tuple(f"{chapter.id}." for chapter in pack.clauses.chapters if chapter.id != "5")
    known = set(pack.clauses.ids) | {section.id for section in pack.clauses.sections}
    known |= {above for one in known for above in _above(one)}
    for table in pack.registers:
        for message in (
            *_words(table),
            *_steps(table, pack),
            *_subject(table),
            *_columns(table),
            *_gaps(table, pack),
            *_first_rows(table),
            *among_others(table, pack),
        ):
            yield Finding(f"registers-*.yaml › {table.id}", message)
        for clause in _clauses(table):
            if clause.startswith(registered) and clause not in known:
                yield Finding(f"registers-*.yaml › {table.id}", f"所引条款“{clause}”不存在")
    for reminder in pack.reminders:
        node = f"reminders.yaml › {reminder.id}"
        yield from (Finding(node, f"没有角色“{role}”") for role in reminder.receivers if role not in ROLES)
        if reminder.deadline and reminder.deadline not in pack.deadlines:
            yield Finding(node, f"所引期限“{reminder.deadline}”不存在")
        if not reminder.clauses and not reminder.source:
            yield Finding(node, "应写明条款或来源")
        yield from (Finding(node, fault) for fault in watched(reminder, pack))


def _above(clause: str) -> Iterator[str]:
    parts = clause.split(".")
    yield from (".".join(parts[:length]) for length in range(1, len(parts)))


def _clauses(table: RegisterTable) -> Iterator[str]:
    yield from table.clauses
    yield from (field.clause for field in table.fields if field.clause)
    yield from (gap.clause for gap in table.gaps if gap.clause)


def _words(table: RegisterTable) -> Iterator[str]:
    if not table.clauses and not table.source:
        yield "应写明条款或来源"
    named = (
        *table.writes,
        *table.sees,
        *table.about,
        *(role for field in table.fields for role in field.sees),
    )
    yield from (f"没有角色或职责“{role}”" for role in named if role not in ROLES)
    stages = {stage for bound in table.bound for stage in STAGES.get(bound, ())}
    yield from (
        f"“{'、'.join(table.bound)}”没有状态“{stage}”" for stage in table.stage if stage not in stages
    )


def _steps(table: RegisterTable, pack: Pack) -> Iterator[str]:
    yield from (f"所引程序步骤“{step}”不存在" for step in table.steps if step not in pack.process.steps)
    if table.kind == "规则步骤" and not table.clauses:
        yield "规则步骤的台账应写明条款"


def _subject(table: RegisterTable) -> Iterator[str]:
    subject = table.subject or Subject(kind="key", label="—", unique="no")
    if (subject.kind == "choice") != bool(len(subject.choices)):
        yield "choices 恰与 choice 类的对象同在"
    if len(set(subject.choices.ids)) < len(subject.choices):
        yield "对象的编号重复"


def _columns(table: RegisterTable) -> Iterator[str]:
    labels = [field.label for field in table.fields]
    if not labels:
        yield "没有任何栏目"
    yield from (
        f"栏目“{label}”出现了{labels.count(label)}次"
        for label in dict.fromkeys(labels)
        if labels.count(label) > 1
    )
    for field in table.fields:
        yield from (f"{field.id}：{fault}" for fault in _column(field, table))
    people = {field.id for field in table.person_fields} | {WRITER}
    people |= {SUBJECT} if "person" in (table.subject and table.subject.kind, *table.bound) else set()
    asked = [name for name in table.apart if name not in TIES] + [table.by_oneself or WRITER]
    yield from (f"“{name}”不是人员栏目" for name in asked if name not in people)


def _first_rows(table: RegisterTable) -> Iterator[str]:
    for row in table.first_rows:
        yield from (f"起始记录写了不存在的栏目“{name}”" for name in row.facts if name not in table.fields)
        if (row.subject is None) != (table.subject is None):
            yield "起始记录的对象恰与台账的对象同在"


def _column(field: RegisterField, table: RegisterTable) -> Iterator[str]:
    if (field.type in CHOSEN) != bool(field.options):
        yield "options 恰与 choice、choices 类的栏目同在"
    if field.since and field.since not in table.fields:
        yield f"没有栏目“{field.since}”"
    if field.required_when:
        other = table.fields.by_id.get(field.required_when.field)
        if other is None:
            yield f"没有栏目“{field.required_when.field}”"
        elif strange := set(field.required_when.among) - _values(other):
            yield f"栏目“{other.id}”没有选项“{min(strange)}”"


def _values(field: RegisterField) -> set[str]:
    return {"是", "否"} if field.type in ("yes_no", "declaration") else set(field.options)


def _gaps(table: RegisterTable, pack: Pack) -> Iterator[str]:
    for rule in table.gaps:
        yield from (f"缺口规则 {rule.kind}：{fault}" for fault in _gap(rule, table, pack))


def _gap(rule: GapRule, table: RegisterTable, pack: Pack) -> Iterator[str]:
    if rule.kind in NEEDS_FIELD:
        yield from _gap_field(rule, table, NEEDS_FIELD[rule.kind])
    elif rule.field:
        yield "不需要栏目"
    if rule.kind in NEEDS_NUMBER and rule.number is None:
        yield "应写明 number"
    if rule.kind == "late" and (rule.unless or "") not in table.fields:
        yield f"没有栏目“{rule.unless}”"
    if rule.kind == "cycle" and (rule.number is None) == (rule.parameter is None):
        yield "应写明 number、parameter 中的一项"
    if rule.kind == "below" and (rule.limit or "") not in pack.limits:
        yield f"所引规则定值“{rule.limit}”不存在"
    absent = {"review": table.review, "evidence": table.evidence, "uncovered": table.subject}
    if rule.kind in absent and absent[rule.kind] is None:
        yield f"台账没有 {'subject' if rule.kind == 'uncovered' else rule.kind}"


def _gap_field(rule: GapRule, table: RegisterTable, types: tuple[str, ...] | None) -> Iterator[str]:
    field = table.fields.by_id.get(rule.field or "")
    if field is None:
        yield f"没有栏目“{rule.field}”"
        return
    if types and field.type not in types:
        yield f"栏目“{field.id}”的类型不能是 {field.type}"
    yield from (f"栏目“{field.id}”没有选项“{value}”" for value in rule.among if value not in _values(field))
