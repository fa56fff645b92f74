"""The invented hotline itself: who provides it, its units, the matters they handle."""

from datetime import date, datetime

from hengxian.cli.showcase.people import actor
from hengxian.hotline import establishing
from hengxian.hotline.models import Hotline, Matter, Unit
from hengxian.people import appointing
from hengxian.people.models import Organisation

UNITS = ("城市管理局", "住房和城乡建设局", "供水公司", "应急管理局")
# matter: (unit, working days)
MATTERS = {
    "路面破损": ("城市管理局", 5),
    "占道经营": ("城市管理局", 3),
    "物业服务": ("住房和城乡建设局", 7),
    "停水": ("供水公司", 2),
}


def found(at: datetime) -> tuple[Hotline, dict[str, Unit]]:
    """The provider, the hotline, its units by name, its matters."""
    security = actor("security")
    provider = appointing.register_organisation(
        Organisation(name="演示市政务服务中心（虚构）", type="热线管理机构"), by=actor("system"), at=at
    )
    hotline = establishing.found_hotline(
        Hotline(
            name="演示市政府热线（虚构）", number="12345", code="demo", place="演示市", provider=provider,
            hours="全天 24 小时", founded_on=date(2016, 5, 1),
        ),
        by=security, at=at,
    )  # fmt: skip
    units = {
        name: establishing.add_unit(
            Unit(hotline=hotline, name=name, is_emergency_department=name == "应急管理局"), by=security, at=at
        )
        for name in UNITS
    }
    for name, (unit, days) in MATTERS.items():
        matter = Matter(hotline=hotline, name=name, unit=units[unit], limit_days=days)
        establishing.add_matter(matter, by=security, at=at)
    return hotline, units
