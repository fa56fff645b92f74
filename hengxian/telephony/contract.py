"""The lines of docs/hotline/exchange.md, made from what a switch knows."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

Event = dict[str, Any]
WITHHELD = {"", "anonymous", "unknown", "unavailable", "restricted", "private", "0000000000"}


def event(identity: str, kind: str, call: str, at: datetime, **more: Any) -> Event:
    """One event; what is None or empty is left out. Instants among `more` are told as `at` is: ISO 8601 with offset."""
    told = {"id": identity, "type": kind, "call": call, "at": instant(at)}
    rest = {name: instant(each) if isinstance(each, datetime) else each for name, each in more.items()}
    return told | {name: each for name, each in rest.items() if each not in (None, "")}


def instant(at: datetime) -> str:
    """ISO 8601 with offset, to the millisecond; a naive instant is a fault of ours."""
    if at.tzinfo is None:
        raise ValueError("an instant without its offset")
    return at.isoformat(timespec="milliseconds")


def line(told: Mapping[str, Any]) -> str:
    """The event as one line, without its end."""
    return json.dumps(told, ensure_ascii=False)


def caller_number(said: str) -> str:
    """The caller's number as the switch wrote it; empty where it was withheld, however the switch says so."""
    return "" if said.strip().lower().strip("<>") in WITHHELD else said.strip()
