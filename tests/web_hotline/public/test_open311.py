"""Open311 GeoReport v2, read by an independent client (georeport from PyPI) over real HTTP, in both forms."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from georeport import GeoReport

from hengxian.hotline.intake import access
from hengxian.hotline.models import Contact, Order
from tests.hotline.line import Line, set_line


@pytest.fixture
def line(transactional_db: None) -> Line:
    return set_line()


@pytest.fixture
def root(live_server: Any) -> str:
    return f"{live_server.url}/public/city/open311/v2"


def said(line: Line, key: str, **more: str) -> dict[str, str]:
    return {
        "api_key": key, "service_code": str(line.matters["路面破损"].pk), "description": "某路有坑",
        "address_string": "某路 5 号", "phone": "0599-00001234", "last_name": "甲", **more,
    }  # fmt: skip


def post(root: str, facts: dict[str, str], **headers: str) -> Any:
    asked = Request(f"{root}/requests.json", urlencode(facts).encode(), headers)
    with urlopen(asked, timeout=60) as answer:
        return json.load(answer)


@pytest.mark.parametrize("form", ["json", "xml"])
def test_an_independent_client_finds_services_and_the_request_that_was_filed(
    line: Line, root: str, form: str
) -> None:
    _, key = access.make(line.hotline, "市民应用", "open311", by=line.actor("manager"), at=line.at)
    client = GeoReport(root, jurisdiction="city", output_format=form)

    filed = [post(root, said(line, key)) for _ in range(2)]  # the second is a retry
    more = post(root, said(line, key, description="另一个坑"))

    services = client.get_service_list()
    number = filed[0][0]["service_request_id"]
    one = client.get_service_request(number)
    assert filed[0] == filed[1] and "查询码" in filed[0][0]["service_notice"]
    assert {each["service_name"] for each in services} == set(line.matters)
    assert (one["status"], one["service_name"], one["status_notes"]) == ("open", "路面破损", "已受理")
    assert [each["service_request_id"] for each in client.get_service_requests(status="open")] == [
        more[0]["service_request_id"], number,
    ]  # fmt: skip
    assert (Order.objects.count(), Contact.objects.count()) == (2, 2)
    assert not {"某路有坑", "0599-00001234", "甲"} & set(str(value) for value in one.values())


def test_errors_are_shaped_as_the_specification_says(line: Line, root: str, client: Any) -> None:
    _, key = access.make(line.hotline, "市民应用", "open311", by=line.actor("manager"), at=line.at)
    path = "/public/city/open311/v2/requests"

    keyless = client.post(f"{path}.json", said(line, "no key"))
    placeless = client.post(f"{path}.xml", said(line, key, address_string=""))
    unknown = client.get(f"{path}/1.json")

    assert (keyless.status_code, keyless.json()) == (
        403,
        [{"code": 403, "description": "接入密钥缺失、有误或已停用"}],
    )
    assert placeless.status_code == 400
    assert (
        ElementTree.fromstring(placeless.content).findtext("error/description")
        == "须给出 address_string，或 lat 与 long"
    )
    assert unknown.status_code == 404


def test_a_confidential_order_and_another_channels_are_not_listed(line: Line, root: str) -> None:
    line.order()

    assert GeoReport(root).get_service_requests() == []


@pytest.mark.parametrize("form", ["json", "xml"])
def test_updates_tell_each_change_of_state_and_no_words(
    line: Line, root: str, client: Any, form: str
) -> None:
    _, key = access.make(line.hotline, "市民应用", "open311", by=line.actor("manager"), at=line.at)
    number = post(root, said(line, key))[0]["service_request_id"]
    order = Order.objects.get(number=number)
    line.order()  # filed by telephone: not told here
    line.at = order.accepted_at
    units = [line.units["城管局"].pk]
    line.does("agent", order, "transfer", opinion="请核实某甲所述", units=units, limit_days=5)
    line.does("clerk", order, "take_up")
    line.does("clerk", order, "reply", way="电话", at_time=line.at, content="已修复")
    line.does("clerk", order, "record", result="已修复", claimed_resolved=True)
    path = f"/public/city/open311/v2/servicerequestupdates.{form}"
    later = {
        "start_date": (order.accepted_at + timedelta(seconds=90)).isoformat(),
        "end_date": line.at.isoformat(),
    }

    answer = client.get(path, {"end_date": line.at.isoformat()})
    some = client.get(path, later)

    told = _rows(answer.content, form)
    assert [(row["service_request_id"], row["status"], row["description"]) for row in told] == [
        (number, "OPEN", "已受理"), (number, "OPEN", "已转交"), (number, "OPEN", "办理中"), (number, "CLOSED", "已办结"),
    ]  # fmt: skip
    assert [row["description"] for row in _rows(some.content, form)] == ["办理中", "已办结"]
    assert len({row["update_id"] for row in told}) == 4
    assert not any(word in answer.content.decode() for word in ("某甲", "某路有坑", "0599", "已修复"))


def test_updates_are_asked_for_and_not_sent_and_only_for_ninety_days(line: Line, client: Any) -> None:
    path = "/public/city/open311/v2/servicerequestupdates.json"

    answers = [
        client.post(path, {"description": "又坏了"}),
        client.get(path, {"start_date": "2025-01-01T00:00:00Z", "end_date": "2026-01-01T00:00:00Z"}),
        client.get(path, {"start_date": "昨天"}),
    ]

    assert [answer.status_code for answer in answers] == [405, 400, 400]
    assert answers[1].json() == [{"code": 400, "description": "起止时间不应超过 90 天"}]


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("servicerequestupdates.json?end_date=0001-01-01T00:00:00Z", 400),
        ("servicerequestupdates.json?end_date=9999-12-31T23:59:59-14:00", 400),
        ("requests.json?end_date=0001-01-01T00:00:00Z", 400),
        ("requests.json?service_code=²", 200),
        ("requests.json?service_code=99999999999999999999999", 200),
    ],
)
def test_what_no_time_and_no_code_can_be_is_answered_and_breaks_nothing(
    line: Line, client: Any, asked: str, status: int
) -> None:
    answer = client.get(f"/public/city/open311/v2/{asked}")

    assert answer.status_code == status
    assert answer.json() == [] or answer.json()[0]["description"].startswith("end_date 应在 1900 年以后")


def _rows(content: bytes, form: str) -> list[dict[str, str]]:
    if form == "json":
        found: list[dict[str, str]] = json.loads(content)
        return found
    top = ElementTree.fromstring(content)
    assert (top.tag, {each.tag for each in top}) == ("service_request_updates", {"request_update"})
    return [{field.tag: field.text or "" for field in each} for each in top]
