"""A manager's acts with the gateway of his hotline: registering, templates, switching, a new secret, a test."""

import json
import secrets
from datetime import datetime
from typing import Any

from hengxian.hotline.lifecycles.sms import TYPES
from hengxian.hotline.models import Hotline, SmsGateway
from hengxian.hotline.standing import at_hotline
from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.models import ChainHead
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.outbox.addresses import place_of
from hengxian.records.outbox.handing import hand_over
from hengxian.records.outbox.posting import Answer

LONGEST = 80


def register(hotline: Hotline, *, by: Actor, at: datetime, **facts: Any) -> SmsGateway:
    """A new gateway; what happens from now on is told. Incomplete for an address that cannot be, or no template."""
    place_of(str(facts.get("address") or ""))
    gateway = SmsGateway(
        hotline=hotline, name=str(facts.get("name") or "").strip()[:80], address=facts["address"],
        basis=str(facts.get("basis") or "").strip()[:400], templates=_templates(facts), salt=secrets.token_hex(16),
        registered_at=at, told_up_to=_now(),
    )  # fmt: skip
    return begin(gateway, "register", by=by, at=at, **facts)


@action("sms_gateway", "set_templates")
def set_templates(
    gateway: SmsGateway, *, by: Actor, at: datetime, version: int | None = None, **facts: Any
) -> SmsGateway:
    """Other templates; a type left empty is not sent any more."""
    changes = {"templates": _templates(facts)}
    return enact(gateway, "set_templates", by=by, at=at, version=version, changes=changes, **facts)


@action("sms_gateway", "switch_on")
def switch_on(
    gateway: SmsGateway, *, by: Actor, at: datetime, version: int | None = None, reason: str
) -> SmsGateway:
    """From now on: what happened while it was off is told to nobody, late news being none."""
    enact(gateway, "switch_on", by=by, at=at, version=version, reason=reason)
    SmsGateway._default_manager.filter(pk=gateway.pk).update(failures=0, next_at=None, told_up_to=_now())
    return gateway


@action("sms_gateway", "renew")
def renew(
    gateway: SmsGateway, *, by: Actor, at: datetime, version: int | None = None, reason: str
) -> SmsGateway:
    """A new secret from this moment; the old one signs nothing any more."""
    changes = {"salt": secrets.token_hex(16)}
    return enact(gateway, "renew", by=by, at=at, version=version, changes=changes, reason=reason)


def test(gateway: SmsGateway, *, by: Actor, at: datetime) -> Answer:
    """A signed request of type test, without a number: what the gateway answered. NotAllowed for others."""
    if "line_manager" not in at_hotline(gateway.hotline_id, by):
        raise NotAllowed("没有“测试短信网关”的权限")
    identity = f"{gateway.hotline.code}-test-{secrets.token_hex(6)}"
    body = json.dumps({"id": identity, "type": "test"}, separators=(",", ":")).encode()
    return hand_over(gateway, identity, body, at=at)


def _templates(facts: dict[str, Any]) -> dict[str, str]:
    said = {type_: str(facts.get(f"template_{type_}") or "").strip()[:LONGEST] for type_ in TYPES}
    told = {type_: template for type_, template in said.items() if template}
    if not told:
        raise Incomplete("至少填写一种短信的模板编号", fields=tuple(f"template_{type_}" for type_ in TYPES))
    return told


def _now() -> int:
    return int(ChainHead.objects.get(pk=1).sequence)
