"""Refused attempts: a refused act is rolled back whole, and the door it came through notes that it was tried."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from hengxian.journal.actor import Actor
from hengxian.journal.models.attempt import Attempt
from hengxian.journal.models.recorded import Recorded
from hengxian.kernel.refusals import Refused

P = ParamSpec("P")
T = TypeVar("T")


def naming_attempt(act: Callable[P, T]) -> Callable[P, T]:
    """Hangs the unsaved Attempt on a refusal of `act(record, verb, by=, at=, …)`, the innermost one first."""

    @wraps(act)
    def attempt(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return act(*args, **kwargs)
        except Refused as refusal:
            tried: Any = (*args[:2], kwargs["by"], kwargs["at"])
            if not hasattr(refusal, "attempt"):
                refusal.attempt = _attempt(refusal, *tried)  # type: ignore[attr-defined]
            raise

    return attempt


def keep(refusal: Refused, *, by: Actor, at: datetime, verb: str = "", path: str = "") -> Attempt:
    """Store the attempt behind a refusal. Call it outside the transaction that was rolled back."""
    attempt = getattr(refusal, "attempt", None) or Attempt(
        at=at, person=by.person, account=by.account, actor=by.name, verb=verb[:60],
        object_kind="path", object_id=path[:60], sentence=str(refusal), http=refusal.http,
    )  # fmt: skip
    attempt.save()
    return attempt


def _attempt(refusal: Refused, record: Recorded, verb: str, by: Actor, at: datetime) -> Attempt:
    return Attempt(
        at=at, person=by.person, account=by.account, actor=by.name, verb=verb, object_kind=record.kind,
        object_id=str(record.pk or ""), sentence=str(refusal), http=refusal.http,
    )  # fmt: skip
