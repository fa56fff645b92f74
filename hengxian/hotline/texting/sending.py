"""One message to its gateway: held, handed over, and the answer kept beside it (docs/hotline/sms.md)."""

import json
from datetime import datetime, timedelta

from django.db.models import F, Q

from hengxian.hotline.models import Sms, SmsGateway
from hengxian.hotline.texting.asking import mobile_of
from hengxian.hotline.texting.wording import parameters_of, text_of
from hengxian.records.outbox.handing import hand_over
from hengxian.records.outbox.posting import KEPT, Answer
from hengxian.records.outbox.relaying import Result
from hengxian.records.outbox.states import ON

HELD = timedelta(minutes=2)  # longer than any exchange with a gateway lasts
NEWS = timedelta(hours=24)  # after that a citizen is told nothing any more
NEVER = 422  # the gateway says that this message can never be sent
MOST_REFUSALS = 5  # of one message: some gateways say "never" in other words
LATE = "超过 24 小时未能发出，已过时"


def send(gateway: SmsGateway, sms: Sms, at: datetime) -> Result:
    """Hand it over unless somebody else is about to; the same id at every try, so that it arrives once.

    HELD too when the gateway was switched off meanwhile: what waits stays.
    """
    free = Q(held_until=None) | Q(held_until__lt=at)
    mine = Sms._default_manager.filter(free, pk=sms.pk, taken_at=None, ended_at=None, gateway__status=ON)
    if not mine.update(held_until=at + HELD, tries=F("tries") + 1, tried_at=at):
        return Result.HELD
    sms = Sms._default_manager.select_related("gateway__hotline", "caller", "order", "invitation").get(
        pk=sms.pk
    )
    if reason := _hindrance(sms, at):
        return _kept(sms, Answer(None, reason), at, Result.ENDED)
    body = json.dumps(message(sms), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    answer = hand_over(sms.gateway, sms.identity, body, at=at)
    if answer.is_taken:
        return _kept(sms, answer, at, Result.TAKEN)
    if answer.status is None:
        return _kept(sms, answer, at, Result.FAILED)
    if answer.status != NEVER and sms.tries >= MOST_REFUSALS and _is_its_own_fault(sms):
        why = Answer(answer.status, f"网关 {sms.tries} 次没有接受，不再发送：{answer.text}"[:KEPT])
        return _kept(sms, why, at, Result.ENDED)
    return _kept(sms, answer, at, Result.ENDED if answer.status == NEVER else Result.REFUSED)


def end_late(at: datetime) -> int:
    """What could not be handed over in time is not sent any more, whether its gateway is in use or not."""
    late = Sms._default_manager.filter(taken_at=None, ended_at=None, made_at__lt=at - NEWS)
    return late.update(ended_at=at, status=None, answer=LATE, held_until=None)


def message(sms: Sms) -> dict[str, object]:
    """The request's body."""
    return {
        "id": sms.identity,
        "type": sms.type,
        "to": mobile_of(sms.caller.telephone),
        "template": sms.gateway.templates.get(sms.type, ""),
        "parameters": parameters_of(sms),
        "text": text_of(sms),
    }


def _hindrance(sms: Sms, at: datetime) -> str:
    """Why it is not sent at all; empty when it is."""
    if not mobile_of(sms.caller.telephone):
        return "没有可用的手机号码"
    return LATE if at - sms.made_at > NEWS else ""


def _is_its_own_fault(sms: Sms) -> bool:
    """Whether the gateway does take others, or has none beside it: where nothing is taken, the gateway fails."""
    others = Sms._default_manager.filter(gateway=sms.gateway_id).exclude(pk=sms.pk)
    takes_later_ones = others.filter(pk__gt=sms.pk).exclude(taken_at=None).exists()
    return takes_later_ones or not others.filter(taken_at=None, ended_at=None).exists()


def _kept(sms: Sms, answer: Answer, at: datetime, result: Result) -> Result:
    Sms._default_manager.filter(pk=sms.pk).update(
        held_until=None, status=answer.status, answer=answer.text,
        taken_at=at if result is Result.TAKEN else None, ended_at=at if result is Result.ENDED else None,
    )  # fmt: skip
    return result
