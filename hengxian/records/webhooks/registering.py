"""An administrator's acts with a webhook: registering, switching, a new secret, a test."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from hengxian.journal.acting import action
from hengxian.journal.actor import Actor
from hengxian.journal.models import ChainHead
from hengxian.journal.writing import begin, enact
from hengxian.kernel.refusals import Incomplete, NotAllowed
from hengxian.records.models.webhook import Delivery, Webhook
from hengxian.records.outbox.addresses import place_of
from hengxian.records.webhooks.events import kinds as known_kinds
from hengxian.records.webhooks.events import text_of
from hengxian.records.webhooks.sending import send

MOST = 10  # their rounds together stay below what the worker gives one task


def register(name: str, address: str, kinds: Sequence[str], *, by: Actor, at: datetime) -> Webhook:
    """A new webhook, told what happens from now on. Incomplete for an address or kind that cannot be."""
    place_of(address)
    if strange := [kind for kind in kinds if kind not in known_kinds()]:
        raise Incomplete(f"没有这种对象：{'、'.join(strange)}", fields=("kinds",))
    if Webhook._default_manager.count() >= MOST:
        raise Incomplete(f"推送地址至多 {MOST} 个")
    webhook = Webhook(
        name=name.strip()[:80], address=address, kinds=sorted(set(kinds)), salt=secrets.token_hex(16), registered_at=at,
        told_up_to=ChainHead.objects.get(pk=1).sequence,
    )  # fmt: skip
    return begin(webhook, "register", by=by, at=at, name=name, address=address, kinds=list(kinds))


@action("webhook", "switch_on")
def switch_on(
    webhook: Webhook, *, by: Actor, at: datetime, version: int | None = None, reason: str
) -> Webhook:
    """Go on with the event that failed, and with all that came since: nothing is left out."""
    enact(webhook, "switch_on", by=by, at=at, version=version, reason=reason)
    Webhook._default_manager.filter(pk=webhook.pk).update(failures=0, next_at=None)
    return webhook


@action("webhook", "renew")
def renew(webhook: Webhook, *, by: Actor, at: datetime, version: int | None = None, reason: str) -> Webhook:
    """A new secret from this moment; the old one signs nothing any more."""
    changes = {"salt": secrets.token_hex(16)}
    return enact(webhook, "renew", by=by, at=at, version=version, changes=changes, reason=reason)


def test(webhook: Webhook, *, by: Actor, at: datetime) -> Delivery:
    """One message now, not tried again, whatever the state; the row tells the answer. NotAllowed without the role."""
    if "system_administrator" not in by.roles:
        raise NotAllowed("没有“测试推送”的权限")
    trial = Delivery(webhook=webhook, event="test", made_at=at)
    trial.save(force_insert=True)
    said = {
        "id": f"test-{trial.pk}",
        "site": settings.HENGXIAN_SITE,
        "event": "test",
        "at": at.isoformat(),
    }
    trial.body = text_of(said)
    trial.save(update_fields=["body"])
    send(webhook, trial, at)
    return trial
