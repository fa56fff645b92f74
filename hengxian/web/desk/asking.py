"""What an agent writes down while the caller speaks, and the order that the answers make (10.1.3.2)."""

from collections.abc import Mapping
from typing import Any

from hengxian.hotline.intake.callers import Particulars
from hengxian.hotline.intake.registering import from_contact
from hengxian.hotline.lifecycles.order import EMERGENCIES
from hengxian.hotline.models import (
    CallerType,
    Channel,
    Contact,
    Hotline,
    Link,
    Matter,
    Order,
    OrderKind,
    Unit,
)
from hengxian.kernel.lifecycle import Ask
from hengxian.web.components.forms.asks import Choices

TITLE = 40
WHAT = (
    Ask("type", "类别", "choice", options=tuple(OrderKind.values), clause="10.1.1"),
    Ask("text", "反映内容", "long_text"),
    Ask("title", "标题", required=False, note=f"空着则取内容的前 {TITLE} 字"),
    Ask("matter", "事项类别", "choice", required=False),
    Ask("area", "区域", required=False),
    Ask("place", "地点", required=False),
)
WHOM = (
    Ask("is_conduct_complaint", "投诉工作人员作风、行为", "declaration", required=False),
    Ask("complained_of", "被投诉单位", "choice", required=False, note="该单位看不到服务对象"),
    Ask("emergency_type", "突发应急事件", "choice", required=False, options=EMERGENCIES, clause="10.1.3.4"),
)
WHO = (
    Ask("is_anonymous", "匿名", "declaration", required=False),
    Ask("caller_type", "服务对象类型", "choice", required=False, options=tuple(CallerType.values)),
    Ask("name", "姓名或名称", required=False),
    Ask("contact_person", "联系人", required=False, note="法人、其他组织必填"),
    Ask("telephone", "回电号码", "phone", required=False),
    Ask("address", "联系地址", required=False),
    Ask("mail", "电子邮箱", "email", required=False),
)
WISHES = (
    Ask("is_confidential", "要求保密", "declaration", required=False),
    Ask("no_reply", "要求不回复", "declaration", required=False),
    Ask("no_followup", "要求不回访", "declaration", required=False),
    Ask("read_back", "已向服务对象复述确认", "declaration", required=False, clause="10.1.3.2"),
)
ASKS = (*WHAT, *WHOM, *WHO, *WISHES)


def choices(hotline: Hotline) -> Choices:
    """What may be chosen at this hotline."""
    matters = Matter._default_manager.filter(hotline=hotline).order_by("name")
    units = Unit._default_manager.filter(hotline=hotline, closed_on=None).order_by("name")
    return {
        "type": OrderKind.choices,
        "matter": [(str(each.pk), each.name) for each in matters],
        "complained_of": [(str(each.pk), each.name) for each in units],
    }


def order_of(hotline: Hotline, contact: Contact | None, facts: Mapping[str, Any]) -> Order:
    """The order, not stored yet; without a contact it is a call that no switch told of."""
    text = facts["text"].strip()
    emergency = facts["emergency_type"] or ""
    said = {
        "type": facts["type"], "text": text, "title": (facts["title"] or text.split("\n")[0])[:TITLE].strip(),
        "matter": Matter._default_manager.filter(pk=facts["matter"] or 0, hotline=hotline).first(),
        "area": facts["area"], "place": facts["place"], "is_anonymous": bool(facts["is_anonymous"]),
        "is_conduct_complaint": bool(facts["is_conduct_complaint"]),
        "complained_of": Unit._default_manager.filter(pk=facts["complained_of"] or 0, hotline=hotline).first(),
        "is_emergency": bool(emergency), "emergency_type": emergency,
    }  # fmt: skip
    wishes = {ask.id: bool(facts[ask.id]) for ask in WISHES}
    if contact is not None:
        return from_contact(contact, **said, **wishes)
    return Order(hotline=hotline, channel=Channel.PHONE, **said, **wishes)


def caller_of(facts: Mapping[str, Any]) -> Particulars:
    """What was said of the caller; nothing for an anonymous one."""
    if facts["is_anonymous"]:
        return Particulars()
    return Particulars(
        type=facts["caller_type"] or "", name=facts["name"], contact_person=facts["contact_person"],
        telephone=facts["telephone"], address=facts["address"], mail=facts["mail"],
    )  # fmt: skip


def links_of(said: list[str]) -> tuple[tuple[int, str], ...]:
    """The earlier orders that the agent ticked: `17:duplicate`; anything else is not one."""
    pairs = (each.partition(":") for each in said)
    known = dict(Link.TYPES)
    return tuple(
        (int(number), type_)
        for number, _, type_ in pairs
        if number.isdecimal() and len(number) < 18 and type_ in known
    )
