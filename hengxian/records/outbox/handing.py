"""One message handed to an outlet: signed with its secret, sent, and what was answered."""

from datetime import datetime

from django.conf import settings

from hengxian.records.models.outlet import Outlet
from hengxian.records.outbox.posting import Answer, post
from hengxian.records.outbox.signing import headers, secret_of


def hand_over(outlet: Outlet, identity: str, body: bytes, *, at: datetime) -> Answer:
    """`identity` is the same at every try: a receiver that has it already throws the second away."""
    signed = headers(identity, body, secret_of(outlet.salt), at=at)
    return post(outlet.address, body, signed, inside=settings.HENGXIAN_WEBHOOK_NETWORKS)
