"""Clients, their hotlines and people on pages."""

from hengxian.certification import models
from hengxian.people.models import Organisation, Person
from hengxian.web.acting.kinds import Column, Kind

ORGANISATION = Kind(
    "organisation", "组织", Organisation, "name",
    (Column("名称", "name"), Column("类型", "type"), Column("代码", "code")),
    (
        Column("名称", "name"), Column("类型", "type"), Column("代码类型", "code_kind"), Column("代码", "code"),
        Column("注册地址", "registered_address"), Column("办公地址", "office_address"), Column("电话", "phone"),
        Column("所属法人", "legal_entity.name"),
    ),
    ("legal_entity",), ("name", "code"),
)  # fmt: skip
HOTLINE = Kind(
    "hotline", "热线", models.Hotline, "name",
    (Column("热线名称", "name"), Column("热线类型", "type"), Column("申请组织", "owner.name"),
     Column("所在地区", "place")),
    (
        Column("热线名称", "name"), Column("热线类型", "type"), Column("类型说明", "type_note"),
        Column("申请组织", "owner.name"), Column("运行机构", "operator.name"), Column("委托方", "mandator"),
        Column("委托依据", "mandate"), Column("数据由谁持有", "data_holder"), Column("成立时间", "founded_on"),
        Column("在境内依法设立并运行", "within_territory"), Column("所在地区", "place"),
    ),
    ("owner", "operator"), ("name", "place", "owner__name"),
)  # fmt: skip
PERSON = Kind(
    "person", "人员", Person, "name",
    (Column("姓名", "name"),), (Column("姓名", "name"), Column("登记时间", "enrolled_at")), search=("name",),
)  # fmt: skip
