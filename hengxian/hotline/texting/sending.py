"""One message to its gateway: held, signed, handed over, and the answer kept beside it (docs/hotline/sms.md)."""

import json
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db.models import F, Q

from hengxian.hotline.models import Sms
from hengxian.hotline.texting.asking import mobile_of
from hengxian.hotline.texting.wording import parameters_of, text_of
from hengxian.records.webhooks.posting import Answer, post
from hengxian.records.webhooks.signing import headers, secret_of

HELD = timedelta(minutes=2)  # longer than any exchange with a gateway lasts
NEWS = timedelta(hours=24)  # after that a citizen is told nothing any more
NEVER = 422  # the gateway says that this message can never be sent


class Result(Enum):
    """What came of a try."""

    TAKEN = "taken"
    ENDED = "ended"  # refused for good, too old, no number: the next one's turn
    FAILED = "failed"  # the gateway fails: all wait
    HELD = "held"  # another worker has it, or it is done


def send(sms: Sms, *, at: datetime) -> Result:
    """Hand it over unless somebody else is about to; the same id at every try, so that it arrives once."""
    free = Q(held_until=None) | Q(held_until__lt=at)
    mine = Sms._default_manager.filter(free, pk=sms.pk, taken_at=None, ended_at=None)
    if not mine.update(held_until=at + HELD, tries=F("tries") + 1, tried_at=at):
        return Result.HELD
    sms = Sms._default_manager.select_related("gateway__hotline", "caller", "order", "invitation").get(
        pk=sms.pk
    )
    if reason := _hindrance(sms, at):
        return _kept(sms, Answer(None, reason), at, Result.ENDED)
    body = json.dumps(message(sms), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    signed = headers(sms.identity, body, secret_of(sms.gateway.salt), at=at)
    answer = post(sms.gateway.address, body, signed, inside=settings.HENGXIAN_WEBHOOK_NETWORKS)
    if answer.is_taken:
        return _kept(sms, answer, at, Result.TAKEN)
    return _kept(sms, answer, at, Result.ENDED if answer.status == NEVER else Result.FAILED)


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
    return "超过 24 小时未能发出，已过时" if at - sms.made_at > NEWS else ""


def _kept(sms: Sms, answer: Answer, at: datetime, result: Result) -> Result:
    Sms._default_manager.filter(pk=sms.pk).update(
        held_until=None, status=answer.status, answer=answer.text,
        taken_at=at if result is Result.TAKEN else None, ended_at=at if result is Result.ENDED else None,
    )  # fmt: skip
    return result
