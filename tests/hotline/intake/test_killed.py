"""The server is killed at random moments under load; then it is counted: nothing acknowledged is lost, nothing doubled.

A real server process on a SQLite file; clients send what they have until they are answered, as any switch,
gateway or app does.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from random import Random
from threading import Event
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from tests.hotline.intake.mail_servers import free_port

pytestmark = pytest.mark.slow
CLIENTS, EACH, KILLS = 4, 25, 5
FOUND = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
import json
from hengxian.hotline.intake import access
from tests.hotline.line import set_line
line = set_line()
by = line.actor("manager")
keys = {
    purpose: access.make(line.hotline, purpose, purpose, by=by, at=line.at, channel=channel)[1]
    for purpose, channel in (("open311", ""), ("messages", "sms"), ("exchange", ""))
}
print(json.dumps(keys | {"matter": line.matters["停水"].pk}))
"""
COUNT = """
import django
django.setup()
import json
from hengxian.hotline.models import Contact, Order, SwitchEvent
from hengxian.journal.verifying import faults
print(json.dumps({
    "orders": sorted(Order.objects.values_list("text", flat=True)),
    "messages": sorted(Contact.objects.filter(channel="sms").values_list("identity", flat=True)),
    "calls": sorted(Contact.objects.filter(channel="phone").values_list("identity", flat=True)),
    "events": SwitchEvent.objects.count(),
    "faults": list(faults()),
}))
"""


def test_kill_nine_loses_nothing_and_doubles_nothing(
    root: Path, tmp_path: Path, begin_site: Callable[[Path], None]
) -> None:
    environment = surroundings(root, tmp_path)
    begin_site(tmp_path / "hotline.sqlite3")
    keys = json.loads(run(FOUND, environment))
    wanted = [(client, number) for client in range(CLIENTS) for number in range(EACH)]

    with killed_now_and_then(environment) as address, ThreadPoolExecutor(CLIENTS) as clients:
        answered = list(clients.map(lambda one: hand_in(address, keys, *one), wanted))

    counted = json.loads(run(COUNT, environment))
    assert answered == [True] * len(wanted)
    assert counted == {
        "orders": sorted(words(*one) for one in wanted),
        "messages": sorted(f"m-{client}-{number}" for client, number in wanted),
        "calls": sorted(f"c-{client}-{number}" for client, number in wanted),
        "events": 2 * len(wanted),
        "faults": [],
    }


def words(client: int, number: int) -> str:
    return f"停水 {client}-{number}"


def hand_in(address: str, keys: dict[str, Any], client: int, number: int) -> bool:
    """One order, one message, one call, each sent until it is answered, and each sent once more."""
    at = "2026-03-02T12:00:00+08:00"
    order = {
        "api_key": keys["open311"], "service_code": keys["matter"], "description": words(client, number),
        "address_string": "某路", "phone": f"0599-{client:04}{number:04}",
    }  # fmt: skip
    message = {"id": f"m-{client}-{number}", "from": f"0599-{client:04}{number:04}", "text": "停水"}
    call = {"call": f"c-{client}-{number}", "at": at}
    events = [{**call, "id": f"e-{client}-{number}-{type_}", "type": type_} for type_ in ("arrival", "ended")]
    told = "\n".join(map(json.dumps, events))
    for _ in range(2):
        send(
            f"{address}/city/open311/v2/requests.json",
            urlencode(order),
            {"Idempotency-Key": f"o-{client}-{number}"},
        )
        send(f"{address}/intake/messages", json.dumps(message), bearer(keys["messages"]))
        send(f"{address}/intake/exchange", told, bearer(keys["exchange"]))
    return True


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}


def send(url: str, body: str, headers: dict[str, str]) -> None:
    """Until the answer comes; an answer that refuses is a failure of the test."""
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        try:
            with urlopen(Request(url, body.encode(), headers), timeout=30) as answer:
                answer.read()
                return
        except HTTPError as refused:
            if refused.code < 500:
                raise
        except (URLError, ConnectionError, TimeoutError, OSError, HTTPException):
            pass  # killed in the middle of it: the client does not know, and sends the same again
        time.sleep(0.05)
    raise AssertionError(f"{url} was never answered")


@contextmanager
def killed_now_and_then(environment: dict[str, str]) -> Iterator[str]:
    """A server that is killed and started again some times; it stays up after that."""
    port, drawn, is_over = free_port(), Random(4), Event()
    server = [start(port, environment)]

    def kill() -> None:
        for _ in range(KILLS):
            if is_over.wait(drawn.uniform(1.0, 3.5)):
                return
            os.killpg(server[0].pid, signal.SIGKILL)
            server[0].wait()
            server[0] = start(port, environment)

    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(kill)
        try:
            yield f"http://127.0.0.1:{port}/public"
            assert not is_over.is_set()
            killing.result()
        finally:
            is_over.set()
            killing.exception()
            os.killpg(server[0].pid, signal.SIGKILL)
            server[0].wait()


def start(port: int, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hengxian.cli.main", "site", "--site", "hotline", "--port", str(port)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, env=environment, start_new_session=True, **quiet)  # type: ignore[call-overload, no-any-return]


def surroundings(root: Path, home: Path) -> dict[str, str]:
    ours = {
        "HENGXIAN_HOME": str(home), "DATABASE_URL": "", "PYTHONPATH": str(root),
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.hotline",
    }  # fmt: skip
    return {**os.environ, **ours}


def run(script: str, environment: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]
