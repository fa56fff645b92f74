"""Idempotent making: a form sent twice, or an API call repeated, finds what the first one made."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from django.apps import apps
from django.db import IntegrityError, transaction

from hengxian.journal.actor import Actor
from hengxian.journal.models.receipt import Receipt
from hengxian.journal.models.recorded import Recorded

R = TypeVar("R", bound=Recorded)


def once(key: str, *, by: Actor, at: datetime, make: Callable[[], R]) -> R:
    """What `make` gives, or what it gave when the same account brought the same key before.

    An empty key makes anew. One transaction: a refusal leaves nothing, no receipt either.
    """
    if not key:
        with transaction.atomic():
            return make()
    try:
        with transaction.atomic():
            return cast(R, _made(key, by)) or _make(key, by, at, make)
    except IntegrityError:  # the twin of this request was faster
        if made := _made(key, by):
            return cast(R, made)
        raise


def _made(key: str, by: Actor) -> Recorded | None:
    receipt = Receipt.objects.filter(account=by.account, key=key).first()
    if receipt is None:
        return None
    found: Recorded = apps.get_model(receipt.object_kind)._default_manager.get(pk=receipt.object_id)
    return found


def _make(key: str, by: Actor, at: datetime, make: Callable[[], R]) -> R:
    made = make()
    receipt = Receipt(
        account=by.account, key=key, object_kind=made._meta.label, object_id=str(made.pk), at=at
    )
    receipt.save(force_insert=True)
    return made
