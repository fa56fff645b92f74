"""An invented hotline for tests: two hotlines, units with their clerks, everybody by role, and orders in any state."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from hengxian.hotline import establishing
from hengxian.hotline.models import Duty, Hotline, Matter, Order, Unit
from hengxian.journal.acting import perform
from hengxian.journal.actor import Actor
from hengxian.people import appointing
from hengxian.people.models import Account, Organisation
from tests.cast import NOON, appoint, found_site, open_account
from tests.keeping import kept

STAFF = {
    "agent": "话务甲",
    "agent_two": "话务乙",
    "supervisor": "督办丙",
    "inspector": "质检丁",
    "inspector_two": "质检戊",
    "inspector_three": "质检己",
    "editor": "知编庚",
    "editor_two": "知编辛",
    "assessor": "自评子",
    "assessor_two": "自评丑",
    "manager": "主管壬",
    "manager_two": "主管癸",
}
ROLES = {"editor": "knowledge_editor", "manager": "hotline_manager"}
UNITS = ("城管局", "住建局", "供水公司", "应急局")
CLERKS = {
    "clerk": "城管局",
    "clerk_two": "城管局",
    "clerk_of_housing": "住建局",
    "clerk_of_water": "供水公司",
}


@dataclass
class Line:
    """Accounts by name, units and matters by name; `at` moves on by a minute with every act done through `does`."""

    hotline: Hotline
    other: Hotline
    people: dict[str, Account]
    units: dict[str, Unit]
    matters: dict[str, Matter]
    at: datetime = NOON
    orders: list[Order] = field(default_factory=list)

    def actor(self, who: str) -> Actor:
        """The person as the journal knows him, with the roles he holds now."""
        return Account.objects.get(pk=self.people[who].pk).as_actor()

    def later(self, **span: float) -> datetime:
        """Move the clock on."""
        self.at += timedelta(**span)
        return self.at

    def does(self, who: str, record: Any, verb: str, **facts: Any) -> Any:
        """An act through the one door, a minute after the last."""
        record = record if record._state.adding else type(record)._default_manager.get(pk=record.pk)
        return perform(record, verb, by=self.actor(who), at=self.later(minutes=1), **facts)

    def order(self, who: str = "agent", **said: Any) -> Order:
        """A registered order, 已受理."""
        columns: dict[str, Any] = {
            "hotline": self.hotline,
            "channel": "phone",
            "type": "appeal",
            "matter": self.matters["路面破损"],
            "title": "某路路面破损",
            "text": "某路与某街交叉口路面破损，请维修。",
            "area": "东区",
            "place": "某路与某街交叉口",
            "is_anonymous": True,
            "read_back": True,
            "accepted_at": self.at + timedelta(minutes=1),
        }
        made: Order = self.does(who, Order(**columns | said), "register")
        self.orders.append(made)
        return made

    def transferred(self, *units: str, lead: str = "", **said: Any) -> Order:
        """An order transferred to units (by name)."""
        chosen = [self.units[name] for name in units or ("城管局",)]
        order = self.order(**said)
        leader = {"lead": self.units[lead].pk} if lead else {}
        return self.does(
            "agent",
            order,
            "transfer",
            opinion="请核实处理",
            units=[each.pk for each in chosen],
            limit_days=5,
            **leader,
        )


@kept
def set_line() -> Line:
    """Everything, once."""
    people = dict(found_site())
    system = people["system_administrator"].as_actor()
    security = people["security_administrator"].as_actor()
    provider = Organisation(name="甲市政务服务中心", type="热线管理机构", code="")
    appointing.register_organisation(provider, by=system, at=NOON)
    own, other = (
        establishing.found_hotline(
            Hotline(
                name=name, number="12345", code=code, place="甲市", provider=provider, founded_on=date(2020, 1, 1)
            ),
            by=security, at=NOON,
        )
        for name, code in (("甲市12345热线", "city"), ("甲市供热热线", "heat"))
    )  # fmt: skip
    units = {
        name: establishing.add_unit(
            Unit(hotline=own, name=name, is_emergency_department=name == "应急局"), by=security, at=NOON
        )
        for name in UNITS
    }
    matters = {
        name: establishing.add_matter(
            Matter(hotline=own, name=name, unit=units[unit], limit_days=days), by=security, at=NOON
        )
        for name, unit, days in (("路面破损", "城管局", 5), ("停水", "供水公司", 2), ("物业", "住建局", None))
    }
    line = Line(own, other, people, units, matters)
    for who, name in STAFF.items():
        role = ROLES.get(who.split("_")[0], who.split("_")[0])
        people[who] = appoint(open_account(name, who), role)
        establishing.post(people[who].person, own, by=security, at=NOON)
    for who, unit in CLERKS.items():
        people[who] = appoint(open_account(f"承办{who}", who), "handler")
        establishing.post(people[who].person, own, unit=units[unit], by=security, at=NOON)
    people["stranger"] = appoint(open_account("外线人", "stranger"), "agent")
    establishing.post(people["stranger"].person, other, by=security, at=NOON)
    for who, duty in (
        ("supervisor", Duty.SUPERVISION),
        ("agent_two", Duty.ARCHIVE),
        ("manager_two", Duty.STATISTICS),
    ):
        establishing.designate(
            people[who].person, own, duty, by=security, at=NOON, basis="热线办〔2026〕1号（虚构）"
        )
    return line


__all__ = ["NOON", "Line", "set_line"]
