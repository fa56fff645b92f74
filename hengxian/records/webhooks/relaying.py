"""From the journal to the receivers, in order and at least once, every few minutes."""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from hengxian.journal.models import ChainHead, Entry
from hengxian.records.jobs import TIMETABLE
from hengxian.records.models.webhook import Delivery, Webhook
from hengxian.records.notices.telling import To, tell
from hengxian.records.outbox.relaying import AT_ONCE, Outbox
from hengxian.records.regular import regularly
from hengxian.records.webhooks.events import event, message, text_of
from hengxian.records.webhooks.sending import send

ROUND_SECONDS = 30  # for one webhook


@regularly("body", "minutes")
@regularly("hotline", "minutes")
def relay(at: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Send what is waiting to every webhook whose time has come; how many messages were taken."""
    return OUTBOX.relay(at, clock)


@transaction.atomic
def list_events(webhook: Webhook, at: datetime) -> int:
    """List for a webhook what the journal holds since it last looked; repeated, nothing is listed twice."""
    last = ChainHead.objects.get(pk=1).sequence
    new = Entry.objects.filter(sequence__gt=webhook.told_up_to, sequence__lte=last)
    found = list(new.filter(object_kind__in=webhook.kinds).order_by("sequence")[:AT_ONCE])
    rows = [
        Delivery(
            webhook=webhook, sequence=entry.sequence, event=event(entry), body=text_of(message(entry)), made_at=at
        )
        for entry in found
    ]  # fmt: skip
    Delivery._default_manager.bulk_create(rows, ignore_conflicts=True)
    webhook.told_up_to = found[-1].sequence if len(found) == AT_ONCE else last
    Webhook._default_manager.filter(pk=webhook.pk).update(told_up_to=webhook.told_up_to)
    return len(found)


def _waiting(webhook: Webhook) -> Iterable[Delivery]:
    # In order: behind one that is not taken everything waits, so the receiver never sees a later state first.
    return webhook.deliveries.filter(taken_at=None, sequence__isnull=False).order_by("sequence")[:AT_ONCE]


def _tell(webhook: Webhook, failures: int, at: datetime) -> None:
    text = f"推送地址 {webhook.pk} 连续 {failures} 次未送达，已停用；未送达的事项保留，重新启用后按次序补发"
    link = reverse("administration:webhook", args=[webhook.pk])
    tell(To(role="system_administrator"), text, about=webhook.story, by=TIMETABLE, at=at, link=link)


OUTBOX = Outbox(Webhook, list_events, _waiting, send, _tell, ROUND_SECONDS)
