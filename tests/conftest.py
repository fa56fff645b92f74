"""What every test may ask for: the project's root, the design papers beside it, and a browser."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",  # no outside network (G-16)
]

# The shell without windows shows the same pages for half the work.
BROWSERS = (os.environ["CHROMIUM"],) if "CHROMIUM" in os.environ else ("chromium-headless-shell", "chromium")
PATIENCE = 60_000  # ms; a busy machine is no fault of the page


def refuse_outside(event: str, told: tuple[Any, ...]) -> None:
    """No test reaches beyond this machine, nor does a site that it runs (G-16); an audit hook stays for good."""
    if event == "socket.connect" and isinstance(told[1], tuple) and not is_here(str(told[1][0])):
        raise OSError(f"the tests run without network, and somebody asked for {told[1][0]}")


def is_here(host: str) -> bool:
    """Whether an address is this machine's own."""
    return host in ("localhost", "::1", "") or host.startswith("127.")


sys.addaudithook(refuse_outside)


@pytest.fixture(scope="session", autouse=True)
def committing_tests_leave_nothing() -> None:
    """Tests that commit (a live server, two connections) are cleaned up after, past the journal's triggers."""
    from django.test import TransactionTestCase

    from tests.flushing import flush_past_triggers

    TransactionTestCase._fixture_teardown = flush_past_triggers


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_modify_db_settings_parallel_suffix: None,
) -> ExitStack:
    """Where pytest-django asks before it makes the database: a migrated one is there already, if one was kept."""
    from tests.migrated import kept_in, serve_from

    if any("chromium" in getattr(item, "fixturenames", ()) for item in request.session.items):
        serve_from(tmp_path_factory.mktemp("database") / "served.sqlite3")
    making = ExitStack()
    making.enter_context(kept_in(request.config.cache.mkdir("migrated")))
    return making


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """A file that begins as the kept one is not removed before it is migrated; its folder is pytest's to clear."""
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings: ExitStack, django_db_setup: None) -> None:
    """The database is made: it is kept for the next run."""
    django_db_modify_db_settings.close()


@pytest.fixture(scope="session")
def begin_site(request: pytest.FixtureRequest, django_db_setup: None) -> Callable[[Path], None]:
    """Puts a migrated database where a site's process would make one, so that its migrations find nothing to do."""
    from tests.migrated import begin_site

    return lambda file: begin_site(file, request.config.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def live_server(django_db_setup: None, live_server: Any) -> Any:
    """The server is told of the database once it is made: before, it would take it for one in memory.

    Of such, all its threads share one connection, which Python's sqlite3 does not survive when two ask at once.
    """
    return live_server


@pytest.fixture(autouse=True)
def pages_are_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Pages are closed, and what they still asked for is answered, before the database is emptied under them.

    A request that is cut off within a transaction keeps the database to itself for a while.
    """
    if not {"live_server", "chromium"} <= set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")  # so that it goes after us
    chromium = request.getfixturevalue("chromium")
    yield
    for context in chromium.contexts:
        context.close()
    until = time.monotonic() + 20
    while any("process_request_thread" in each.name for each in threading.enumerate()):
        assert time.monotonic() < until, "the server is still answering a page that was closed"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of seeds and design papers beside the checkout; a test that needs it is skipped without."""
    folder = root.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no shared folder beside the checkout")
    return folder


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A headless Chromium of the system, driven by playwright; open pages with `locale="zh-CN"`."""
    if any("live_server" in getattr(item, "fixturenames", ()) for item in request.session.items):
        request.getfixturevalue(
            "live_server"
        )  # so that the browser, with its idle connections, leaves before it
    from playwright.sync_api import sync_playwright  # slow to import, needed by few

    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.fail("浏览器测试需要 chromium：apt-get install chromium fonts-noto-cjk", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        browser.on("context", lambda context: context.set_default_timeout(PATIENCE))
        yield browser
        browser.close()
