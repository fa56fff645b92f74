"""What a site does by itself, and how often: each app registers its own duties, and the worker calls them.

@regularly("body", "night")
def renew(at): …
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, TypeVar

from django.conf import settings

Beat = Literal["minutes", "morning", "night"]
Duty = Callable[[datetime], Any]
D = TypeVar("D", bound=Duty)
_duties: dict[tuple[str, Beat], list[Duty]] = {}
log = logging.getLogger(__name__)


def regularly(site: str, beat: Beat) -> Callable[[D], D]:
    """Registers a duty of a site: every few minutes, at eight, after midnight. It must bear being repeated."""

    def register(duty: D) -> D:
        known = _duties.setdefault((site, beat), [])
        if duty not in known:
            known.append(duty)
        return duty

    return register


def do_duties(beat: Beat, at: datetime) -> None:
    """Do every duty of the beat in the order of registration; one that fails keeps no other from being done.

    The first failure is raised when all had their turn, so that the queue knows of it.
    """
    failures = []
    for duty in _duties.get((settings.HENGXIAN_SITE, beat), ()):
        try:
            duty(at)
        except Exception as failure:
            log.exception("%s", getattr(duty, "__qualname__", duty))
            failures.append(failure)
    if failures:
        raise failures[0]
