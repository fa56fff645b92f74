"""Reminders (A-20): what is watched, how long before and after its limit somebody is told, and when it stops."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator

from hengxian.standard.model.node import ClauseId, Count, Entry, Name, Text


def _offset(value: object) -> object:
    if isinstance(value, str):
        if not re.fullmatch(r"[+-]?[0-9]+", value):
            raise ValueError("应为整数，之前的写作负数，如 -2")
        return int(value)
    return value


Offset = Annotated[int, BeforeValidator(_offset)]


class Reminder(Entry):
    """A line of the reminder table.

    `leads` are offsets from the limit in `unit`, before it negative, 0 the day itself; `late_every`
    repeats it once the limit is past. `counts_to` says in words which day that is; `deadline` names the
    deadline of the pack where it is one. `stops_when` is the act that ends it. `message` holds no personal
    data (G-18); `{number}` and `{limit}` are filled in. The leads are what the product offers: an
    operator may set others. `part` is A when absent. One that watches a register (`register_id`) is due on the
    date in `field` of its rows, and done for a row once `unless` is filled or a newer row of the subject stands.
    """

    id: Name
    name: Text
    about: Literal[
        "application", "case", "nonconformity", "certificate", "appeal", "person", "organisation",
        "edition", "calendar", "parameter", "body", "hotline",
    ]  # fmt: skip
    part: Literal["A", "B", "D"] | None = None
    register_id: Name | None = None
    field: Name | None = None
    unless: Name | None = None
    deadline: Name | None = None
    counts_to: Text
    unit: Literal["day", "working_day", "month"]
    leads: tuple[Offset, ...]
    late_every: Count | None = None
    receivers: tuple[Name, ...]
    stops_when: Text
    clauses: tuple[ClauseId, ...] = ()
    source: Text | None = None
    message: Text
