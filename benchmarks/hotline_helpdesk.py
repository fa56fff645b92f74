"""django-helpdesk's side of `bin/bench hotline`: run by it in that programme's own environment, not by hand.

usage: python hotline_helpdesk.py fill|time ORDERS FOLDER RUNS; the database is DATABASE_URL or a file in the folder.
Every figure is a line of JSON on standard output: a name and the seconds of each run.
"""

import json
import os
import secrets
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from hotline_rows import COMMON, OPEN, RARE, accepted, batches, hurry, put, settle, words

DEPTHS = (1, 50, 90, 99)
PAGE = 50  # rows of a page, as many as ours
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"  # as ours
EVENTS = ("受理", "转交办理", "接收", "录入结果", "办结")


def database(folder: Path) -> dict[str, Any]:
    """The same kind of database, set as ours is."""
    if url := os.environ.get("DATABASE_URL"):
        at = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql", "NAME": at.path[1:], "USER": at.username or "",
            "PASSWORD": at.password or "", "HOST": at.hostname or "", "PORT": str(at.port or ""), "CONN_MAX_AGE": 60,
            "OPTIONS": dict(parse_qsl(at.query)),
        }  # fmt: skip
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "helpdesk.sqlite3", "OPTIONS": options}


def open_site(folder: Path) -> None:
    """The programme as its documentation sets it up; mail goes nowhere."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    contrib = ("admin", "auth", "contenttypes", "sessions", "sites", "messages", "humanize", "staticfiles")
    settings.configure(
        SECRET_KEY=secrets.token_urlsafe(), DEBUG=False, USE_TZ=True, TIME_ZONE="Asia/Shanghai", SITE_ID=1,
        ALLOWED_HOSTS=["testserver"], ROOT_URLCONF="hotline_helpdesk_urls", STATIC_URL="/static/",
        DATABASES={"default": database(folder)}, DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=[*(f"django.contrib.{name}" for name in contrib), "rest_framework", "helpdesk"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        f"django.{name}" for name in (
                            "template.context_processors.request", "contrib.auth.context_processors.auth",
                            "contrib.messages.context_processors.messages", "template.context_processors.debug",
                        )
                    ]
                },
            }
        ],
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend", MEDIA_ROOT=str(folder / "media"),
        HELPDESK_TEAMS_MODE_ENABLED=False, HELPDESK_PUBLIC_TICKET_PRIORITY=3,
        HELPDESK_PUBLIC_TICKET_DUE_DATE=None, MESSAGE_STORAGE="django.contrib.messages.storage.session.SessionStorage",
    )  # fmt: skip
    django.setup()
    call_command("migrate", verbosity=0)


def fill(orders: int) -> None:
    """So many tickets in one queue, five follow-ups each, with the words that our orders have."""
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from django.db import connection, transaction
    from helpdesk.models import FollowUp, Queue, Ticket

    if Ticket.objects.count() >= orders:
        return
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    user = get_user_model().objects.create_superuser(
        "staff", "staff@example.invalid", secrets.token_urlsafe()
    )
    queue = Queue.objects.create(title="热线", slug="line", allow_public_submission=True, locale="en")
    hurry(connection)
    ticket = template(Ticket(queue=queue, assigned_to=user, title="", description="", resolution=""))
    event = template(FollowUp(title="", comment="", user=user, public=True))
    for batch in batches(orders):
        tickets, events = [], []
        for n in batch:
            at, (title, text) = accepted(n, orders), words(n)
            status = 1 if orders - n <= OPEN else 4
            said = {
                "id": n + 1, "created": at, "modified": at + timedelta(days=3), "status": status, "title": title,
                "description": text, "submitter_email": f"c{n // 5}@example.invalid", "secret_key": f"{n:036d}",
            }  # fmt: skip
            tickets.append(tuple((ticket | said).values()))
            for place, name in enumerate(EVENTS):
                told = {
                    "id": n * 5 + place + 1, "ticket_id": n + 1, "date": at + timedelta(hours=place * 9),
                    "title": name, "comment": text if place == 0 else f"{name}：已按程序办理",
                }  # fmt: skip
                events.append(tuple((event | told).values()))
        with transaction.atomic():
            put(connection, "helpdesk_ticket", list(ticket), tickets)
            put(connection, "helpdesk_followup", list(event), events)
    settle(connection)


def template(record: Any) -> dict[str, Any]:
    """The columns of a record with what a new one has in them."""
    from django.db.models.fields.json import JSONField

    def value(field: Any) -> Any:
        given = getattr(record, field.attname)
        return json.dumps(given) if isinstance(field, JSONField) and given is not None else given

    return {field.column: value(field) for field in record._meta.concrete_fields}


def timed(name: str, runs: int, work: Callable[[int], None], seconds: float = 20.0) -> None:
    """Print how long each run took; no further run once they have taken so many seconds together."""
    taken: list[float] = []
    while len(taken) < runs and sum(taken) < seconds:
        began = time.perf_counter()
        work(len(taken))
        taken.append(time.perf_counter() - began)
    print(json.dumps({"name": name, "seconds": taken}), flush=True)


def measure(orders: int, runs: int) -> None:
    """Intake by the public form, the ticket list's rows, its search, a ticket, its report by month."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from helpdesk.query import query_to_base64

    browser = Client()
    browser.force_login(get_user_model().objects.get(username="staff"))

    def get(address: str, **said: Any) -> None:
        answer = browser.get(address, said)
        if answer.status_code != 200:
            sys.exit(f"helpdesk {address}: {answer.status_code}")

    def rows(search: str, start: int) -> None:
        query = query_to_base64(
            {"filtering": {}, "sorting": "created", "sortreverse": True, "search_string": search}
        )
        get(f"/datatables_ticket_list/{query}", draw=1, start=start, length=PAGE)

    get(f"/tickets/{orders}/")
    timed("intake", runs * 5, take_in)
    for depth in DEPTHS:
        timed(f"list {depth} %", runs, lambda run, depth=depth: rows("", orders * depth // 100 + run))
    timed("search, rare", runs, lambda run: rows(RARE, 0))
    timed("search, common", runs, lambda run: rows(COMMON, 0))
    timed("order page", runs, lambda run: get(f"/tickets/{orders - run * 17 % orders}/"))
    timed("report", 6, lambda run: get("/reports/queuemonth/"), 60)


def take_in(run: int) -> None:
    """What its public form does with a request that is sent: checked, stored, its first follow-up, its mails."""
    from helpdesk.forms import PublicTicketForm
    from helpdesk.models import Queue

    title, text = words(run)
    said = {
        "queue": str(Queue.objects.values_list("pk", flat=True)[0]), "title": title, "body": text,
        "submitter_email": f"n{run}@example.invalid",
    }  # fmt: skip
    form = PublicTicketForm(data=said)
    if not form.is_valid():
        sys.exit(f"helpdesk refuses: {form.errors.as_text()}")
    form.save(None)


if __name__ == "__main__":
    command, orders, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    open_site(folder)
    fill(orders) if command == "fill" else measure(orders, int(sys.argv[4]))
