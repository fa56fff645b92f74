"""From the journal to the gateways, every few minutes: as webhooks are told (0015), but in no order that binds.

A message that one gateway does not take waits behind the others, so that one bad number holds up nobody.
"""

import time
from collections.abc import Callable, Iterable
from datetime import datetime

from hengxian.hotline import telling
from hengxian.hotline.models import Sms, SmsGateway
from hengxian.hotline.texting.listing import list_messages
from hengxian.hotline.texting.sending import end_late, send
from hengxian.records.jobs import TIMETABLE, Watch
from hengxian.records.outbox.relaying import AT_ONCE, Outbox
from hengxian.records.regular import regularly

ROUND_SECONDS = 120  # for one gateway


@regularly("hotline", "minutes")
def relay_sms(at: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Hand over what waits, at every gateway whose time has come; how many messages were taken."""
    end_late(at)
    return OUTBOX.relay(at, clock)


def relay_now(gateway_id: int, *, at: datetime, watch: Watch) -> str:
    """A round for one gateway, as soon as the queue comes to it, also when it pauses after another's failure."""
    return f"已交网关 {OUTBOX.relay(at, time.monotonic, only=gateway_id)} 条"


def _waiting(gateway: SmsGateway) -> Iterable[Sms]:
    waiting = Sms._default_manager.filter(gateway=gateway, taken_at=None, ended_at=None)
    return waiting.order_by("tries", "pk")[:AT_ONCE]


def _tell(gateway: SmsGateway, failures: int, at: datetime) -> None:
    text = f"短信网关 {gateway.pk} 连续 {failures} 次未能发出，已停用；停用期间的事项不再以短信告知"
    link = f"/manage/sms/{gateway.pk}/"
    telling.managers(gateway.hotline, text, about=gateway, by=TIMETABLE, at=at, link=link)


OUTBOX = Outbox(SmsGateway, list_messages, _waiting, send, _tell, ROUND_SECONDS)
