"""The way from the application to the site, act by act, with registered auditors taken away somewhere on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.db import transaction
from django.test import override_settings

from hengxian.certification.models import Case
from hengxian.cli.showcase import audit, body, client, people, story
from hengxian.kernel.refusals import Refused
from hengxian.records.models.register_row import RegisterRow
from tests.cast import PASSWORD
from tests.certification.walks.people import named
from tests.certification.walks.whole import BEGAN, empty

AUDITORS = ("lead", "auditor")  # who would count; the third of the team only evaluates
Step = Callable[[Case], Any]


@contextmanager
def founded(home: Path) -> Iterator[None]:
    """The body with its people, and clients that have not applied yet; committed, and emptied afterwards."""
    with override_settings(HENGXIAN_HOME=home / "home", HENGXIAN_FILES=home / "files"):
        try:
            people.found(PASSWORD, BEGAN)
            people.hire(PASSWORD, BEGAN)
            body.settle(BEGAN)
            for username, name in people.APPLICANTS.items():
                people.open_account(username, name, ("applicant",), PASSWORD, BEGAN)
            yield
        finally:
            empty()


def applied() -> Case:
    """The application handed in, accepted, agreed on, and the case opened by it."""
    days = story.Calendar(BEGAN)
    return story._open(story._apply(days, None), days)


def way() -> dict[str, Step]:
    """The acts from there to the site and on it, in order."""
    days = story.Calendar(BEGAN)
    first = first_day()
    return {
        "form_team": lambda case: audit.form_team(case, days.at(9)),
        "plan": lambda case: audit.plan(case, days.at(12), first),
        "review_documents": lambda case: audit.review_documents(case, days.at(15)),
        "prepare": lambda case: audit.prepare(case, days.at(18)),
        "override": lambda case: client.override(case, "开展现场审核", days.at(18)),
        "go_on_site": lambda case: audit.go_on_site(case, days.on(first)),
        "look": lambda case: audit.look(case, days.on(first, 15)),
    }


def first_day() -> date:
    """The first planned day on site."""
    return audit.next_working(story.Calendar(BEGAN).at(22).date())


def take_registrations(chance: Random) -> str:
    """Leave fewer than two registered auditors on some planned day: no registration, one not begun, one that ends."""
    last, told = first_day() + timedelta(days=3), []
    for who in chance.sample(AUDITORS, chance.choice((1, 2))):
        kept = RegisterRow.objects.filter(
            register="auditor_registrations", bound=f"person:{named(who).person_id}"
        )
        how = chance.choice(("none", "ended", "ends", "begins"))
        if how == "none":
            kept.delete()
        for row in kept.all():
            column, day = {
                "ended": ("ends_on", BEGAN.date()), "ends": ("ends_on", last - timedelta(days=1)),
                "begins": ("starts_on", last),
            }[how]  # fmt: skip
            row.data[column] = day.isoformat()
            row.save()
        told.append(f"{who} {how}")
    return "、".join(told)


def insist(case: Case, steps: dict[str, Step], chance: Random, rounds: int = 2) -> list[str]:
    """Every step in order, then all of them again in an order of chance; which were done. A refusal leaves nothing."""
    done: list[str] = []
    order = list(steps)
    for _ in range(rounds):
        for name in order:
            if name not in done and _is_done(Case.objects.get(pk=case.pk), steps[name]):
                done.append(name)
        chance.shuffle(order)
    return done


def _is_done(case: Case, step: Step) -> bool:
    try:
        with transaction.atomic():
            step(case)
    except Refused:
        return False
    return True
