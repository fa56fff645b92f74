"""One delivery to its webhook: signed, sent, and the answer kept beside it."""

import json
from datetime import datetime

from django.conf import settings

from hengxian.records.models.webhook import Delivery, Webhook
from hengxian.records.webhooks.posting import post
from hengxian.records.webhooks.signing import headers, secret_of


def send(webhook: Webhook, delivery: Delivery, *, at: datetime) -> bool:
    """Whether the receiver took it. The same id at every try: a receiver that has it already may throw it away."""
    body = delivery.body.encode()
    signed = headers(json.loads(delivery.body)["id"], body, secret_of(webhook.salt), at=at)
    answer = post(webhook.address, body, signed, inside=settings.HENGXIAN_WEBHOOK_NETWORKS)
    delivery.tries, delivery.tried_at = delivery.tries + 1, at
    delivery.status, delivery.answer = answer.status, answer.text
    delivery.taken_at = at if answer.is_taken else None
    delivery.save(update_fields=["tries", "tried_at", "status", "answer", "taken_at"])
    return answer.is_taken
