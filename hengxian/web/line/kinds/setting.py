"""What a hotline rests on, on pages: the hotlines, units, matters, people."""

from hengxian.hotline.models import Hotline, Matter, Unit
from hengxian.people.models import Person
from hengxian.web.acting import kinds
from hengxian.web.acting.kinds import Column, Kind

OF_HOTLINE = Column("热线", "hotline.name")
HOTLINE = Kind(
    "hotline", "热线", Hotline, "name",
    (Column("热线名称", "name"), Column("热线号码", "number"), Column("所在地区", "place")),
    (
        Column("热线名称", "name"), Column("热线号码", "number"), Column("所在地区", "place"),
        Column("提供者", "provider.name"), Column("运行机构", "operator.name"), Column("服务时间", "hours"),
        Column("开通日期", "founded_on"),
    ),
    ("provider", "operator"), ("name", "number"),
)  # fmt: skip
UNIT = Kind(
    "unit", "承办单位", Unit, "name",
    (Column("名称", "name"), Column("上级单位", "parent.name"), OF_HOTLINE),
    (
        Column("名称", "name"), Column("上级单位", "parent.name"), OF_HOTLINE,
        Column("应急处置部门", "is_emergency_department"), Column("对接电话", "telephone"),
        Column("对接邮箱", "email"), Column("撤并日期", "closed_on"),
    ),
    ("hotline", "parent"), ("name",),
)  # fmt: skip
MATTER = Kind(
    "matter", "事项", Matter, "name",
    (Column("事项", "name"), Column("承办单位", "unit.name"), Column("办理时限（工作日）", "limit_days")),
    (
        Column("事项", "name"), Column("承办单位", "unit.name"), Column("办理时限（工作日）", "limit_days"), OF_HOTLINE,
    ),
    ("hotline", "unit"), ("name", "unit__name"),
)  # fmt: skip
PERSON = Kind(
    "person", "人员", Person, "name",
    (Column("姓名", "name"),), (Column("姓名", "name"), Column("登记时间", "enrolled_at")), search=("name",),
)  # fmt: skip
kinds.register("hotline", HOTLINE, UNIT, MATTER, PERSON)
