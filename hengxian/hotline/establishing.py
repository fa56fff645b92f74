"""Setting a hotline up and keeping its people: hotlines, units, matters, postings, designations; each act journaled."""

from datetime import datetime
from typing import Any, TypeVar

from hengxian.hotline import postings
from hengxian.hotline.models import Designation, Duty, Hotline, Matter, Posting, Unit
from hengxian.journal.actor import Actor
from hengxian.journal.writing import amend, create
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotNow
from hengxian.people.models import Person

UnitOrMatter = TypeVar("UnitOrMatter", Unit, Matter)
EVERYWHERE = frozenset({"security_administrator", "founder"})


def found_hotline(hotline: Hotline, *, by: Actor, at: datetime) -> Hotline:
    """Register a hotline. NotAllowed for whoever does not keep the site's roles."""
    _needs(by, "登记热线", None)
    return create(hotline, by=by, at=at, verb="found")


def add_unit(unit: Unit, *, by: Actor, at: datetime) -> Unit:
    """Register a unit, or a part of one. Incomplete for a name that the hotline has already."""
    _needs(by, "登记承办单位", unit.hotline_id)
    _once(unit)
    return create(unit, by=by, at=at)


def add_matter(matter: Matter, *, by: Actor, at: datetime) -> Matter:
    """Register a category of matters. Incomplete for a name that the hotline has already."""
    _needs(by, "登记事项类别", matter.hotline_id)
    _once(matter)
    return create(matter, by=by, at=at)


def change(
    record: UnitOrMatter, *, by: Actor, at: datetime, reason: str, version: int | None = None, **columns: Any
) -> UnitOrMatter:
    """Another contact, limit or usual unit, a unit closed: what was done before stays as it was done."""
    _needs(by, f"修改{record.label}", record.hotline_id)
    if columns.get("parent_id") in (postings.within({record.pk}) if isinstance(record, Unit) else ()):
        raise Incomplete(f"上级单位不能是{record.name}自己或其下级单位", fields=("parent_id",))
    return amend(record, by=by, at=at, version=version, reason=reason, **columns)


def set_limits(
    hotline: Hotline, *, by: Actor, at: datetime, reason: str, version: int | None = None, **days: int
) -> Hotline:
    """`recall_days`, `expiry_days`: what the rule leaves to the hotline (T15). Incomplete for less than a day."""
    _needs(by, "修改热线的设定", hotline.pk)
    for name, number in days.items():
        if number < 1:
            raise Incomplete("天数应为 1 以上的整数", fields=(name,))
    return amend(hotline, by=by, at=at, version=version, verb="set_limits", reason=reason, **days)


def post(
    person: Person, hotline: Hotline, *, by: Actor, at: datetime, unit: Unit | None = None, title: str = ""
) -> Posting:
    """Let a person work for the hotline, or for one of its units. NotAllowed for oneself, NotNow when he does."""
    _needs(by, "安排岗位", hotline.pk)
    if by.person == person.pk:
        raise NotAllowed("不能给本人安排岗位", "10.2")
    if Posting.objects.filter(person=person, hotline=hotline, unit=unit, ended_at=None).exists():
        raise NotNow(f"{person.name}已在此岗位")
    return create(
        Posting(person=person, hotline=hotline, unit=unit, post=title, since=at), by=by, at=at, verb="post"
    )


def end_posting(
    posting: Posting, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> Posting:
    """He no longer works there. NotNow when he did not any more."""
    _needs(by, "安排岗位", posting.hotline_id)
    _still(posting, "岗位")
    return amend(posting, by=by, at=at, version=version, verb="end", reason=reason, ended_at=at)


def designate(
    person: Person, hotline: Hotline, duty: Duty, *, by: Actor, at: datetime, basis: str
) -> Designation:
    """Designate a person for 督办, 归档 or 统计编制 (10.2.3.3, 10.5, 10.6.1.1).

    NotAllowed for oneself, NotNow when he is.
    """
    _needs(by, "指定专人", hotline.pk)
    if by.person == person.pk:
        raise NotAllowed("不能指定本人", "10.2.3.3")
    if Designation.objects.filter(person=person, hotline=hotline, duty=duty, ended_at=None).exists():
        raise NotNow(f"{person.name}已指定为{duty.label}专人")
    return create(
        Designation(person=person, hotline=hotline, duty=duty, basis=basis, since=at),
        by=by,
        at=at,
        verb="designate",
    )


def end_designation(
    designation: Designation, *, by: Actor, at: datetime, reason: str, version: int | None = None
) -> Designation:
    """He is no longer designated. NotNow when he was not any more."""
    _needs(by, "指定专人", designation.hotline_id)
    _still(designation, "指定")
    return amend(designation, by=by, at=at, version=version, verb="end", reason=reason, ended_at=at)


def _once(record: Unit | Matter) -> None:
    same = type(record)._default_manager.filter(hotline=record.hotline, name=record.name)
    if same.exists():
        raise Incomplete(f"{record.label}“{record.name}”已登记", fields=("name",))


def _still(record: Posting | Designation, what: str) -> None:
    if record.ended_at is not None:
        raise NotNow(f"{record.person.name}的这一{what}已结束")


def _needs(by: Actor, what: str, hotline: int | None) -> None:
    """Who keeps the site's roles, or manages this very hotline."""
    manages = "hotline_manager" in by.roles and hotline in postings.hotlines_of(by.person)
    if not (manages or by.roles & EVERYWHERE):
        raise NotAllowed(f"没有“{what}”的权限")
