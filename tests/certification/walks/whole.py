"""The whole story by the real acts, from the application to both approved reports: where the committee begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from hengxian.certification.applying.figures import dataset_of
from hengxian.certification.models import Case, EvaluationReport
from hengxian.cli.showcase import audit, body, client, decision, evaluation, people, story
from hengxian.journal.models import ChainHead
from tests.cast import PASSWORD
from tests.evaluation.folders import write
from tests.evaluation.hotline import tables
from tests.flushing import _without_triggers

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@contextmanager
def told(home: Path) -> Iterator[Case]:
    """The story committed, for several tests to roll their examples back to; the database is emptied afterwards."""
    with override_settings(HENGXIAN_HOME=home / "home", HENGXIAN_FILES=home / "files"):
        try:
            yield tell(write(home / "export", tables()))
        finally:
            empty()


def tell(export: Path) -> Case:
    """The case of which both reports are approved, and on which nobody has voted."""
    people.found(PASSWORD, BEGAN)
    people.hire(PASSWORD, BEGAN)
    body.settle(BEGAN)
    for username, name in people.APPLICANTS.items():
        people.open_account(username, name, ("applicant",), PASSWORD, BEGAN)
    days = story.Calendar(BEGAN)
    application = story._apply(days, export)
    case = story._open(application, days)
    first = audit.next_working(days.at(22).date())
    _prepare(case, days, first)
    client.override(case, "开展现场审核", days.at(18))
    _audit(case, days, first, dataset_of(application))
    report = evaluation.report(case, days.on(first + timedelta(days=14)))
    case.refresh_from_db()
    decision.approve_reports(case, report, days.on(first + timedelta(days=14), 14))
    return Case.objects.get(pk=case.pk)


def _prepare(case: Case, days: Any, first: Any) -> None:
    audit.form_team(case, days.at(9))
    audit.plan(case, days.at(12), first)
    audit.review_documents(case, days.at(15))
    audit.prepare(case, days.at(18))


def _audit(case: Case, days: Any, first: Any, dataset: Any) -> None:
    audit.go_on_site(case, days.on(first))
    audit.look(case, days.on(first, 15))
    audit.analyse(case, days.on(first + timedelta(days=1)), dataset)
    evaluation.judge(case, days.on(first + timedelta(days=2)))
    finding = audit.conclude(case, days.on(first + timedelta(days=3)))
    evaluation.conclude(case, days.on(first + timedelta(days=3), 14))
    audit.close_on_site(case, finding, days.on(first + timedelta(days=3), 16))
    audit.correct(finding, days.on(first + timedelta(days=10)))


def certify(case: Case) -> Any:
    """The rest of the story in the right order: the certificate as it was issued."""
    report, at = EvaluationReport.objects.get(case=case), after(case)
    decision.decide(case, at)
    decision.sign_and_tell(case, report, at + timedelta(days=1))
    return decision.certify(case, at + timedelta(days=2))


def after(case: Case) -> datetime:
    """A day on which the story can go on."""
    from hengxian.journal.models import Entry  # as all of the journal: needs Django's apps

    last = Entry.objects.order_by("-sequence").values_list("at", flat=True)[0]
    return datetime.fromisoformat(last).astimezone(BEGAN.tzinfo) + timedelta(days=3)


@contextmanager
def copied() -> Iterator[None]:
    """Whatever happens inside is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def unguarded() -> Iterator[None]:
    """The journal's triggers lifted inside a copy, to take away what no act can."""
    if connection.vendor == "sqlite":
        with _without_triggers("default"):
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        yield
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def empty() -> None:
    """The database as before the story."""
    with _without_triggers("default"):
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=False)
    ChainHead.objects.get_or_create(pk=1)
