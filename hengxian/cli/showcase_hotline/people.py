"""Who works at the invented hotline and in its units, and what each may do."""

from datetime import datetime

from hengxian.cli.showcase.people import actor, open_account
from hengxian.hotline import establishing
from hengxian.hotline.models import Duty, Hotline, Unit
from hengxian.people.models import Account, Person

# user name: (name, roles)
STAFF = {
    "agent": ("话务员 何晴", ("agent",)),
    "agent2": ("话务员 罗迪", ("agent",)),
    "supervisor": ("督办员 苏棠", ("supervisor",)),
    "inspector": ("质检员 邵宁", ("inspector",)),
    "inspector2": ("质检员 温朗", ("inspector",)),
    "inspector3": ("质检员 葛青", ("inspector",)),
    "editor": ("知识编辑 阮舒", ("knowledge_editor",)),
    "editor2": ("知识编辑 纪川", ("knowledge_editor",)),
    "manager": ("热线主管 骆远", ("hotline_manager",)),
    "manager2": ("热线副主管 尹澄", ("hotline_manager",)),
    "assessor": ("自评员 祁安", ("assessor",)),
    "assessor2": ("自评员 梁序", ("assessor",)),
    "shift": ("班长 丁一（话务与管理）", ("agent", "hotline_manager")),
}
# user name: (name, unit)
CLERKS = {
    "handler": ("承办员 马峻", "城市管理局"),
    "handler2": ("承办员 柴冉", "城市管理局"),
    "handler3": ("承办员 岳琳", "住房和城乡建设局"),
    "handler4": ("承办员 冼波", "供水公司"),
}
DESIGNATED = (("supervisor", Duty.SUPERVISION), ("agent2", Duty.ARCHIVE), ("manager2", Duty.STATISTICS))


def hire(hotline: Hotline, units: dict[str, Unit], password: str, at: datetime) -> None:
    """Everybody gets an account, roles and a post; three are designated for what needs a designated person."""
    for username, (name, roles) in STAFF.items():
        open_account(username, name, roles, password, at)
        establishing.post(_person(username), hotline, by=actor("security"), at=at)
    for username, (name, unit) in CLERKS.items():
        open_account(username, name, ("handler",), password, at)
        establishing.post(_person(username), hotline, unit=units[unit], by=actor("security"), at=at)
    for username, duty in DESIGNATED:
        establishing.designate(
            _person(username), hotline, duty, by=actor("security"), at=at, basis="演示：虚构的岗位指定文件"
        )


def _person(username: str) -> Person:
    return Account.objects.get(username=username).person
