"""Two people at the same moment, over connections of their own: one wins, the other is told; nothing is done twice."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from hengxian.certification.models import Complaint
from hengxian.journal import verifying
from hengxian.journal.models import Attempt, Entry
from tests.cast import appoint, open_account
from tests.web.scene import Scene, set_scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db: None, tmp_path: Path) -> Iterator[Scene]:
    """The body's file in a database of several connections: PostgreSQL, or SQLite in a file as a site has it."""
    with on_disk(tmp_path / "body.sqlite3") if connection.vendor == "sqlite" else nullcontext():
        yield set_scene()


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """The tests' database in memory copied into a file, which every new connection opens."""
    memory, described = connections["default"], connections.settings["default"]
    memory.ensure_connection()
    with closing(sqlite3.connect(path)) as file:
        memory.connection.backup(file)
    name = described["NAME"]
    described["NAME"] = str(path)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], described["NAME"] = memory, name


def at_once(*requests: Callable[[], Any]) -> list[Any]:
    """What each request answers, all begun at the same moment in threads of their own."""
    gate = threading.Barrier(len(requests))

    def run(request: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(run, requests))


def entered(scene: Scene, who: str) -> Client:
    """A browser of that person."""
    return scene.client(who)


def posting(browser: Client, address: str, form: dict[str, str]) -> Callable[[], Any]:
    """The sending of a form, to be done later."""
    return lambda: browser.post(address, form)


@pytest.mark.covers("G-6")
def test_two_clerks_accept_at_once_and_one_is_told(scene: Scene) -> None:
    other = appoint(open_account("业务辰", "clerk2"), "clerk")
    scene.people["clerk2"] = _settled(other)
    address = f"/office/complaint/{scene.pk('complaint')}/acknowledge/"
    both = [
        (entered(scene, who), {"key": who, "version": "1", "reason": f"{who}受理"})
        for who in ("clerk", "clerk2")
    ]

    answers = at_once(*(posting(browser, address, form) for browser, form in both))

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert Complaint.objects.get().status == "已受理"
    assert Entry.objects.filter(object_kind="complaint", verb="acknowledge").count() == 1
    assert Attempt.objects.filter(verb="acknowledge", http=409).count() == 1
    assert list(verifying.faults()) == []


def test_form_sent_twice_at_once_makes_one_record(scene: Scene) -> None:
    form = {"key": "same", "subject": "认证机构", "text": "电话无人接听"}
    twins = [entered(scene, "clerk") for _ in range(2)]
    before = Complaint.objects.count()

    answers = at_once(*(posting(browser, "/office/complaint/new/receive/", form) for browser in twins))

    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer.url for answer in answers}) == 1
    assert Complaint.objects.count() == before + 1
    assert Entry.objects.filter(object_kind="complaint", verb="receive").count() == 1


def test_stranger_finds_nothing_while_others_act(scene: Scene) -> None:
    address = f"/portal/case/{scene.pk('case')}/"
    own, stranger = entered(scene, "applicant"), entered(scene, "stranger")

    answers = at_once(lambda: own.get(address), lambda: stranger.get(address))

    assert [answer.status_code for answer in answers] == [200, 404]


def _settled(account: Any) -> Any:
    from hengxian.people.models import Account
    from tests.web.scene import _settle

    _settle(account)
    return Account.objects.get(pk=account.pk)
