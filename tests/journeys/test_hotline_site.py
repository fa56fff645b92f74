"""A hotline's site from an empty folder, by the commands alone: prepared, filled, served, signed in to, checked."""

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
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
PASSWORD = "长长的演示口令-2026"  # nobody's


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home of its own, and nothing of the tests' site."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "HENGXIAN_"))
    }
    kept.pop("DATABASE_URL", None)
    return kept | {
        "HENGXIAN_HOME": str(tmp_path / "home"),
        "HENGXIAN_SECOND_FACTOR": "nobody",
        "HENGXIAN_DEMO": "1",
    }


@pytest.fixture
def address(root: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of the site while it serves."""
    for words in (["prepare"], ["demo-site", "--password", PASSWORD]):
        command = [root / "bin" / "hengxian", words[0], "--site", "hotline", *words[1:]]
        subprocess.run(command, env=environment, check=True, timeout=300)
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


@pytest.mark.parametrize(("who", "door"), [("agent", "desk"), ("handler", "unit"), ("manager", "manage")])
def test_site_starts_from_an_empty_folder_and_each_signs_in_at_his_door(
    address: str, root: Path, environment: dict[str, str], who: str, door: str
) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    front = browser.open(f"{address}/").read().decode()
    landed = _sign_in(browser, address, who)
    checked = subprocess.run(
        [root / "bin" / "hengxian", "check-journal", "--site", "hotline"],
        env=environment, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert "热线工作人员" in front and f"?as={who}" in front
    assert landed == f"{address}/{door}/"
    assert checked.stdout.splitlines()[-1].startswith("完整：日志")


def _sign_in(browser: urllib.request.OpenerDirector, address: str, who: str) -> str:
    form = browser.open(f"{address}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token is not None
    said = {"csrfmiddlewaretoken": token[1], "login": who, "password": PASSWORD}
    request = urllib.request.Request(
        f"{address}/account/login/",
        urllib.parse.urlencode(said).encode(),
        {"Referer": f"{address}/account/login/"},
    )
    return str(browser.open(request).geturl())


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/", timeout=5)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the site did not answer within a minute")
