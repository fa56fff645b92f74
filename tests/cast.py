"""Invented people for tests: a site with its three administrators, and whoever else a test needs."""

from datetime import datetime, timedelta, timezone
from typing import TypeVar

from django.db import transaction

from hengxian.journal.actor import Actor
from hengxian.journal.appending import Line, append
from hengxian.journal.models import Recorded
from hengxian.people import appointing, founding
from hengxian.people.models import Account, Organisation

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))
SCRIBE = Actor(person=0, account=0, name="布景")
R = TypeVar("R", bound=Recorded)
PASSWORD = "长长的演示口令-2026"  # nobody's


def found_site() -> dict[str, Account]:
    """The three administrators, by role id."""
    names = {
        "system_administrator": "系管甲",
        "security_administrator": "安管乙",
        "audit_administrator": "审管丙",
    }
    said = {
        role: founding.Administrator(name, "其他证件", f"演示-{role}", role, PASSWORD)
        for role, name in names.items()
    }
    return founding.found(said, at=NOON)


def open_account(
    name: str, username: str, *, number: str = "", organisation: Organisation | None = None
) -> Account:
    """An account of the person called `name`; the same `number` gives another account of the same person."""
    by = Account.objects.get(username="system_administrator").as_actor()
    person = appointing.enrol(name, document="其他证件", number=number or f"演示-{username}", by=by, at=NOON)
    return appointing.open_account(
        person, username, organisation=organisation, password=PASSWORD, by=by, at=NOON
    )


def appoint(account: Account, *roles: str) -> Account:
    """The account afresh, after the security administrator has granted it the roles."""
    by = Account.objects.get(username="security_administrator").as_actor()
    for role in roles:
        appointing.grant(account, role, by=by, at=NOON)
    return Account.objects.get(pk=account.pk)


@transaction.atomic
def placed(record: R) -> R:
    """The record stored in whatever state it is given, which only a test may do, with its entry."""
    record.save(force_insert=True)
    append([Line(record, "place", SCRIBE, NOON, after=record.content())])
    return record
