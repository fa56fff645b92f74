"""Webhooks by the API: what the system administrator's pages do, for a program with his token."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Header, Router, Schema

from hengxian.journal.acting import perform
from hengxian.journal.receipts import once
from hengxian.kernel.refusals import NotThere
from hengxian.records.models import Delivery, Webhook
from hengxian.records.outbox.signing import secret_of
from hengxian.records.webhooks import registering
from hengxian.web.acting.visitor import Visitor
from hengxian.web.api import shapes
from hengxian.web.api.door import caller, writer

PROBLEMS = {status: shapes.Problem for status in (400, 401, 403, 404, 409, 422, 429)}
KEEPER = "system_administrator"
DELIVERIES = 100
router = Router(tags=["事项推送"])
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=80, description="同一键重复提交只登记一次")]


class Wanted(Schema):
    """A webhook to be registered; `kinds` as in the events: application, case, notice …"""

    name: str = Field(min_length=1, max_length=80)
    address: str
    kinds: list[str] = Field(min_length=1)


class Told(Schema):
    """A webhook as it stands."""

    id: int
    name: str
    address: str
    kinds: list[str]
    status: str
    failures: int
    version: int


class Registered(Told):
    """With its secret, which no other answer gives."""

    secret: str


class Sent(Schema):
    """One delivery and what was answered; `status` is None when nobody did."""

    event: str
    sequence: int | None
    standing: str
    tries: int
    status: int | None
    answer: str


class Reason(Schema):
    """Why, and the version that was seen."""

    reason: str = Field(min_length=1)
    version: int | None = None


@router.get("", response={200: list[Told], **PROBLEMS}, summary="推送地址")
def listed(request: HttpRequest) -> Any:
    """All of them."""
    _keeper(caller(request))
    return list(Webhook._default_manager.order_by("pk"))


@router.post("", response={200: Registered, **PROBLEMS}, summary="登记推送地址")
def registered(request: HttpRequest, said: Wanted, key: Key = "") -> Any:
    """A new webhook and its secret; the same key again gives the same one."""
    visitor = _keeper(writer(request))
    made = once(
        key, by=visitor.actor, at=visitor.at,
        make=lambda: registering.register(said.name, said.address, said.kinds, by=visitor.actor, at=visitor.at),
    )  # fmt: skip
    return {**_told(made), "secret": secret_of(made.salt)}


@router.get("/{int:id}/deliveries", response={200: list[Sent], **PROBLEMS}, summary="推送记录")
def deliveries(request: HttpRequest, id: int) -> Any:
    """The last hundred, the newest first."""
    _keeper(caller(request))
    return list(_found(id).deliveries.order_by("-pk")[:DELIVERIES])


@router.post("/{int:id}/test", response={200: Sent, **PROBLEMS}, summary="测试推送")
def tried(request: HttpRequest, id: int) -> Delivery:
    """Send one message now, once."""
    visitor = _keeper(writer(request))
    return registering.test(_found(id), by=visitor.actor, at=visitor.at)


@router.post("/{int:id}/{verb}", response={200: Told, **PROBLEMS}, summary="停用、启用推送地址")
def done(request: HttpRequest, id: int, verb: str, said: Reason) -> Any:
    """`switch_off` or `switch_on`; a new secret is given on the page alone."""
    visitor = _keeper(writer(request))
    if verb not in {"switch_off", "switch_on"}:
        raise NotThere("没有这种办理")
    found = _found(id)
    perform(found, verb, by=visitor.actor, at=visitor.at, version=said.version, reason=said.reason)
    return found


def _told(webhook: Webhook) -> dict[str, Any]:
    return {name: getattr(webhook, name) for name in Told.model_fields}


def _keeper(visitor: Visitor) -> Visitor:
    if KEEPER not in visitor.actor.roles:
        raise NotThere("没有找到")
    return visitor


def _found(id: int) -> Webhook:
    found = Webhook._default_manager.filter(pk=id).first()
    if found is None:
        raise NotThere("没有找到")
    return found
