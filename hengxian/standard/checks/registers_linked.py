"""What a register takes from elsewhere exists: other registers, parameters, columns of versions and locks."""

from collections.abc import Iterator

from hengxian.standard.model.pack import Pack
from hengxian.standard.model.registers import WRITER, RegisterField, RegisterTable, When
from hengxian.standard.model.reminders import Reminder


def among_others(table: RegisterTable, pack: Pack) -> Iterator[str]:
    """Every fault in what the register names outside its rows, or of its versions and locks."""
    named = [*table.parameters, *(gap.parameter for gap in table.gaps if gap.parameter)]
    yield from (f"没有参数“{name}”" for name in named if name not in pack.parameters)
    yield from _entered(table, pack)
    for field in table.fields:
        yield from (f"{field.id}：{fault}" for fault in _column(field, table, pack))
    yield from _versions(table)
    if table.lock:
        yield from _state(When(field=table.lock.field, among=table.lock.among), table)
        yield from (f"锁定所留的栏目“{name}”不存在" for name in table.lock.but if name not in table.fields)


def watched(reminder: Reminder, pack: Pack) -> Iterator[str]:
    """A reminder that watches a register names one, and date columns of it."""
    if reminder.register_id is None:
        return
    if reminder.register_id not in pack.registers:
        yield f"没有台账“{reminder.register_id}”"
        return
    fields = pack.register(reminder.register_id).fields
    if (reminder.field or "") not in fields or fields[str(reminder.field)].type not in ("date", "datetime"):
        yield f"台账没有日期栏目“{reminder.field}”"
    if reminder.unless and reminder.unless not in fields:
        yield f"台账没有栏目“{reminder.unless}”"


def _entered(table: RegisterTable, pack: Pack) -> Iterator[str]:
    subject = table.subject
    if subject is None:
        return
    if (subject.kind == "entry") != (subject.of is not None):
        yield "of 恰与 entry 类的对象同在"
    if subject.of and (subject.of not in pack.registers or pack.register(subject.of).subject is None):
        yield f"没有按对象分行的台账“{subject.of}”"


def _column(field: RegisterField, table: RegisterTable, pack: Pack) -> Iterator[str]:
    if field.type == "entry" and field.of is None:
        yield "应写明 of"
    if field.of and (field.type not in ("entry", "person") or field.of not in pack.registers):
        yield f"没有台账“{field.of}”，或栏目不是 entry、person 类"
    people = {other.id for other in table.person_fields} | {WRITER}
    if (field.own or field.apart_from) and field.id not in people:
        yield "不是人员栏目"
    yield from (f"“{name}”不是人员栏目" for name in field.apart_from if name not in people)
    if field.computed and (field.required or field.required_when):
        yield "由系统计算的栏目不能要求填写"


def _versions(table: RegisterTable) -> Iterator[str]:
    effect = table.effect
    if effect is None:
        return
    for name in (effect.starts, effect.ends):
        if name and (name not in table.fields or table.fields[name].type != "date"):
            yield f"版次的日期栏目“{name}”不存在或不是日期"
    if table.subject and table.subject.unique != "no":
        yield "有版次的台账，同一对象可有多条"
    if effect.when:
        yield from _state(effect.when, table)


def _state(when: When, table: RegisterTable) -> Iterator[str]:
    field = table.fields.by_id.get(when.field)
    known = (
        {"是", "否"}
        if field and field.type in ("yes_no", "declaration")
        else {*field.options}
        if field
        else set()
    )
    yield from (f"栏目“{when.field}”没有选项“{value}”" for value in when.among if value not in known)
