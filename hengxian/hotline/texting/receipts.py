"""Receipts: the gateway says, signed with its own secret, whether a message arrived (docs/hotline/sms.md)."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from hengxian.hotline.models import Sms, SmsGateway
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere
from hengxian.records.outbox.signing import is_signed

OUTCOMES = {"delivered": "已送达", "failed": "未送达"}
WITHIN = timedelta(minutes=5)
FORGED = "签名缺失、有误或已过时"


def take(gateway_id: int, body: bytes, headers: Mapping[str, str], *, at: datetime) -> Sms:
    """Note the outcome of one message; the first that is told stands, the same told again changes nothing.

    NotAllowed for a request that is not signed by the gateway now, Incomplete for another form, NotThere for a
    message that is not this gateway's.
    """
    gateway = SmsGateway._default_manager.filter(pk=gateway_id).select_related("hotline").first()
    if gateway is None or not is_signed(headers, body, gateway.salt, at=at, within=WITHIN):
        raise NotAllowed(FORGED)
    said = _object(body)
    outcome = OUTCOMES.get(str(said.get("status")))
    if outcome is None:
        raise Incomplete(f"status 应为 {'、'.join(OUTCOMES)} 之一", fields=("status",))
    sms = _message(gateway, str(said.get("id") or ""))
    if Sms._default_manager.filter(pk=sms.pk, outcome="").update(outcome=outcome, outcome_at=at):
        sms.refresh_from_db()
    return sms


def _message(gateway: SmsGateway, identity: str) -> Sms:
    head, _, number = identity.rpartition("-")
    known = (
        head == f"{gateway.hotline.code}-sms" and number.isascii() and number.isdecimal() and len(number) < 19
    )
    sms = Sms._default_manager.filter(gateway=gateway, pk=int(number)).first() if known else None
    if sms is None or not sms.tries:
        raise NotThere("没有这条短信")
    return sms


def _object(body: bytes) -> dict[str, object]:
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise Incomplete("内容应为一个 UTF-8 编码的 JSON 对象")
    return said
