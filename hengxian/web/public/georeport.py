"""Open311 GeoReport v2: our matters and orders in its words, and its answers as XML or JSON."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from django.http import HttpResponse

from hengxian.hotline.models import Matter, Order
from hengxian.journal.models import Entry
from hengxian.kernel.lifecycle import State

MEDIA = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
CLOSED = frozenset({"已办结", "已终止", "已归档"})
CODE_NOTICE = "请记下查询码 {code}：凭工单编号和查询码可在热线网站查询办理进度"
Row = Mapping[str, Any]


def service(matter: Matter) -> Row:
    """A matter as a service; none of them asks for attributes of its own."""
    return {
        "service_code": str(matter.pk), "service_name": matter.name, "description": matter.name,
        "metadata": "false", "type": "realtime", "keywords": "", "group": matter.parent.name if matter.parent else "",
    }  # fmt: skip


def definition(matter: Matter) -> Row:
    """Its attributes, of which there are none."""
    return {"service_code": str(matter.pk), "attributes": []}


def request(order: Order) -> Row:
    """An order as the world may see it: what, where roughly, how it stands; no words of the caller, no person."""
    closed = order.status in CLOSED
    limit = order.limit_at or order.due_at
    return {
        "service_request_id": order.number, "status": "closed" if closed else "open", "status_notes": order.status,
        "service_name": order.matter.name if order.matter else "", "service_code": str(order.matter_id or ""),
        "description": "", "agency_responsible": order.lead.name if order.lead else "", "service_notice": "",
        "requested_datetime": moment(order.accepted_at), "updated_datetime": moment(_updated(order)),
        "expected_datetime": moment(limit), "address": order.area, "address_id": "", "zipcode": "",
        "lat": "", "long": "", "media_url": "",
    }  # fmt: skip


def update(entry: Entry, order: Order) -> Row:
    """A change of state, by FixMyStreet's extension: the state's name and no word of anybody."""
    status = State.of(entry.to_state).status
    return {
        "update_id": str(entry.sequence), "service_request_id": order.number,
        "status": "CLOSED" if status in CLOSED else "OPEN", "description": status, "media_url": "",
        "updated_datetime": moment(datetime.fromisoformat(entry.at)),
    }  # fmt: skip


def filed(order: Order, code: str) -> Row:
    """What whoever filed it is told."""
    notice = CODE_NOTICE.format(code=code)
    return {"service_request_id": order.number, "service_notice": notice, "account_id": ""}


def moment(at: datetime | None) -> str:
    """W3C date and time, in UTC as most clients expect; empty for none."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z") if at else ""


def answer(root: str, item: str, rows: Sequence[Row], form: str, status: int = 200) -> HttpResponse:
    """Rows as JSON list or XML: `<root><item>…`."""
    if form == "json":
        said: str | bytes = json.dumps([dict(row) for row in rows], ensure_ascii=False)
    else:
        top = ElementTree.Element(root)
        for row in rows:
            _add(top, item, row)
        said = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return HttpResponse(said, status=status, content_type=MEDIA[form])


def single(root: str, row: Row, form: str) -> HttpResponse:
    """One thing that is no list: a service's definition, the discovery."""
    if form == "json":
        said: str | bytes = json.dumps(dict(row), ensure_ascii=False)
    else:
        top = ElementTree.Element(root)
        for name, value in row.items():
            _add(top, name, value)
        said = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return HttpResponse(said, content_type=MEDIA[form])


def fault(status: int, description: str, form: str) -> HttpResponse:
    """One error, as the specification shapes it."""
    return answer("errors", "error", [{"code": status, "description": description}], form, status)


def _add(parent: ElementTree.Element, name: str, value: Any) -> None:
    element = ElementTree.SubElement(parent, name)
    if isinstance(value, Mapping):
        for each, inner in value.items():
            _add(element, each, inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _add(element, name.rstrip("s"), inner)
    else:
        element.text = str(value)


def _updated(order: Order) -> datetime:
    told = (order.closed_at, order.recorded_at, order.replied_at, order.transferred_at, order.accepted_at)
    return max(at for at in told if at)
