"""A site from an empty folder, by the commands alone: prepared, founded, served, signed in to, checked."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
NEW = "长长的演示口令-2026"  # nobody's
Browser = urllib.request.OpenerDirector


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, and nothing of the tests' site."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "HENGXIAN_"))
    }
    kept.pop("DATABASE_URL", None)
    return kept | {"HENGXIAN_HOME": str(tmp_path / "home"), "HENGXIAN_SECOND_FACTOR": "nobody"}


@pytest.fixture
def run(root: Path, environment: dict[str, str]) -> Callable[..., str]:
    """A command in that home; what it printed."""

    def command(*words: str | Path) -> str:
        done = subprocess.run(
            [root / "bin" / "hengxian", *words], env=environment, capture_output=True, text=True, timeout=300
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    return command


@pytest.fixture
def address(root: Path, environment: dict[str, str], run: Callable[..., str]) -> Iterator[str]:
    """The address of the hotline's site while it serves."""
    run("prepare", "--site", "hotline")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [root / "bin" / "hengxian", "site", "--site", "hotline", "--port", str(port)]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    ) as server:
        address = f"http://localhost:{port}"
        try:
            _wait(address)
            yield address
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def test_hotline_starts_from_an_empty_folder_and_its_manager_gets_to_his_desk(
    address: str, root: Path, run: Callable[..., str]
) -> None:
    printed = run("found", root / "docs" / "examples" / "founding" / "hotline.yaml", "--site", "hotline")
    passwords = dict(line.split("\u3000") for line in printed.splitlines())
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    front = browser.open(f"{address}/").read().decode()
    first = passwords["manager"]
    owed = [
        _send(browser, f"{address}/account/login/", login="manager", password=first),
        _send(browser, f"{address}/account/password/", oldpassword=first, password1=NEW, password2=NEW),
        _send(browser, f"{address}/account/undertaking/", agreed="yes"),
    ]
    journal = run("check-journal", "--site", "hotline").splitlines()[-1]

    assert sorted(passwords) == ["audit", "manager", "manager2", "security", "system"]
    assert "热线工作人员" in front
    assert owed == [f"{address}{path}" for path in ("/account/password/", "/account/password/", "/manage/")]
    assert journal.startswith("完整：日志")


def test_the_bodys_site_is_founded_once(
    run: Callable[..., str], root: Path, environment: dict[str, str]
) -> None:
    file = root / "docs" / "examples" / "founding" / "body.yaml"
    run("prepare", "--site", "body")

    printed = run("found", file, "--site", "body")
    again = subprocess.run(
        [root / "bin" / "hengxian", "found", file, "--site", "body"],
        env=environment, capture_output=True, text=True, timeout=300,
    )  # fmt: skip

    assert len(printed.splitlines()) == 3
    assert (again.returncode, "本站已有账号" in again.stderr) == (2, True)


def _send(browser: Browser, address: str, **said: str) -> str:
    """Fill the page's form in and send it; where that leads."""
    page = browser.open(address).read().decode()
    hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|digest)" value="([^"]+)"', page))
    request = urllib.request.Request(
        address, urllib.parse.urlencode(hidden | said).encode(), {"Referer": address}
    )
    return str(browser.open(request).geturl())


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/", timeout=10)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the site did not answer within a minute")
