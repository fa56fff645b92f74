"""One delivery to its webhook: handed over, and the answer kept beside it."""

import json
from datetime import datetime

from hengxian.records.models.webhook import Delivery, Webhook
from hengxian.records.outbox.handing import hand_over
from hengxian.records.outbox.relaying import Result


def send(webhook: Webhook, delivery: Delivery, at: datetime) -> Result:
    """Taken or failed; behind one that is not taken the others wait."""
    answer = hand_over(webhook, json.loads(delivery.body)["id"], delivery.body.encode(), at=at)
    delivery.tries, delivery.tried_at = delivery.tries + 1, at
    delivery.status, delivery.answer = answer.status, answer.text
    delivery.taken_at = at if answer.is_taken else None
    delivery.save(update_fields=["tries", "tried_at", "status", "answer", "taken_at"])
    return Result.TAKEN if answer.is_taken else Result.FAILED
