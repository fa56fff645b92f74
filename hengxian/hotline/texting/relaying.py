"""From the journal to the gateways, every few minutes: as webhooks are told (0015), but in no order that binds.

A message that one gateway does not take waits behind the others, so that one bad number holds up nobody.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from hengxian.hotline import telling
from hengxian.hotline.lifecycles.sms import ON
from hengxian.hotline.models import Sms, SmsGateway
from hengxian.hotline.texting.listing import list_messages
from hengxian.hotline.texting.sending import Result, send
from hengxian.journal.writing import enact
from hengxian.kernel.refusals import NotNow
from hengxian.records.jobs import TIMETABLE, Watch
from hengxian.records.regular import regularly
from hengxian.records.webhooks.relaying import MOST_FAILURES, PAUSES

ROUND_SECONDS = 120  # for one gateway; the others' turn comes
HELD = timedelta(minutes=5)
AT_ONCE = 500


@regularly("hotline", "minutes")
def relay_sms(at: datetime, clock: Callable[[], float] = time.monotonic) -> int:
    """Hand over what waits, at every gateway whose time has come; how many messages were taken."""
    due = SmsGateway._default_manager.filter(_free(at), status=ON).order_by("next_at", "pk")
    return sum(_round(gateway, at, clock) for gateway in due)


def relay_now(gateway_id: int, *, at: datetime, watch: Watch) -> str:
    """A round for one gateway, as soon as the queue comes to it; one that is pausing is left alone."""
    gateway = SmsGateway._default_manager.filter(_free(at), pk=gateway_id, status=ON).first()
    return f"已交网关 {_round(gateway, at, time.monotonic)} 条" if gateway else "网关暂停中，稍后再发"


def _free(at: datetime) -> Q:
    held = Q(held_until=None) | Q(held_until__lt=at)
    return held & (Q(next_at=None) | Q(next_at__lte=at))


def _round(gateway: SmsGateway, at: datetime, clock: Callable[[], float]) -> int:
    mine = SmsGateway._default_manager.filter(_free(at), pk=gateway.pk, status=ON)
    if not mine.update(held_until=at + HELD):  # another worker has it
        return 0
    try:
        list_messages(gateway, at=at)
        return _send_waiting(gateway, at, clock)
    finally:
        SmsGateway._default_manager.filter(pk=gateway.pk).update(held_until=None)


def _send_waiting(gateway: SmsGateway, at: datetime, clock: Callable[[], float]) -> int:
    waiting = Sms._default_manager.filter(gateway=gateway, taken_at=None, ended_at=None)
    until, taken = clock() + ROUND_SECONDS, 0
    for sms in waiting.order_by("tries", "pk")[:AT_ONCE]:
        result = send(sms, at=at)
        if result is Result.FAILED:
            _failed(gateway, 1 if taken else gateway.failures + 1, at)
            return taken
        taken += result is Result.TAKEN
        if clock() > until:
            break
    if taken:
        SmsGateway._default_manager.filter(pk=gateway.pk).update(failures=0, next_at=None)
    return taken


def _failed(gateway: SmsGateway, failures: int, at: datetime) -> None:
    next_at = at + timedelta(minutes=PAUSES[failures - 1]) if failures < MOST_FAILURES else None
    SmsGateway._default_manager.filter(pk=gateway.pk).update(failures=failures, next_at=next_at)
    if failures >= MOST_FAILURES:
        _give_up(gateway, failures, at)


@transaction.atomic
def _give_up(gateway: SmsGateway, failures: int, at: datetime) -> None:
    try:
        enact(gateway, "give_up", by=TIMETABLE, at=at, reason=f"连续 {failures} 次未能发出")
    except NotNow:  # a person was faster
        return
    text = f"短信网关 {gateway.pk} 连续 {failures} 次未能发出，已停用；停用期间的事项不再以短信告知"
    link = f"/manage/sms/{gateway.pk}/"
    telling.managers(gateway.hotline, text, about=gateway, by=TIMETABLE, at=at, link=link)
