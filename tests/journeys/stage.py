"""A stage for stories in a real browser: desks at which people sit, a clock that can be set, and the public register.

PICTURES=folder keeps a picture of every page that is looked at, as WebP, at both sizes.
"""

import base64
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from hengxian.cli.showcase.client import paper
from hengxian.people.models import Account
from tests.certification.walks.whole import BEGAN

SIZES = {"desktop": (1366, 768), "phone": (390, 844)}
TABLET = (820, 1180)
NAMED = "[name='{}']"


@dataclass
class Stage:
    """Who sits where, what time it is, and what was wrong with the pages looked at."""

    chromium: Any
    body: str
    at: datetime = BEGAN
    tale: str = "story"  # what its pictures are called by
    faults: list[str] = field(default_factory=list)
    desks: dict[str, "Desk"] = field(default_factory=dict)
    opened: list["Desk"] = field(default_factory=list)

    def desk(self, who: str) -> "Desk":
        """Where that person sits, signed in."""
        if who not in self.desks:
            browser = Client()
            browser.force_login(Account.objects.get(username=who))
            session = browser.cookies["sessionid"].value
            self.desks[who] = self._opened(Desk(self, self.body, session))
        return self.desks[who]

    def street(self, address: str) -> "Desk":
        """Somebody with a telephone and no account, at that address."""
        return self._opened(Desk(self, address))

    def leave(self) -> None:
        """Close everything."""
        for desk in self.opened:
            desk.page.context.close()

    def _opened(self, desk: "Desk") -> "Desk":
        self.opened.append(desk)
        return desk


class Desk:
    """One person's browser."""

    def __init__(self, stage: Stage, base: str, session: str = "") -> None:
        """Without a session nobody is signed in."""
        self.stage, self.base = stage, base
        context = stage.chromium.new_context(locale="zh-CN", device_scale_factor=1)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
        context.set_default_timeout(120_000)  # a busy machine is no fault of the page
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: stage.faults.append(str(error)))
        self.resize("desktop")

    def resize(self, size: str) -> None:
        """Another device."""
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})

    def open(self, path: str) -> Any:
        """A page of the site, which must be there."""
        answer = self.page.goto(self.base + path)
        assert answer.status == 200, (path, answer.status)
        return self.page

    def act(self, path: str, label: str, **said: Any) -> Any:
        """From a record's page by its button to the form, which is filled in and sent; back comes what was done."""
        self.open(path)
        with self.page.expect_navigation():
            self.page.locator("main a.btn").filter(has_text=label).first.click()
        self.fill(said)
        self.send()
        return self.page

    def fill(self, said: dict[str, Any]) -> None:
        """Answer the questions of the form, each in its own way."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for name, answer in said.items():
            found = self.page.locator(f"main {NAMED.format(name)}")
            for value in answer if isinstance(answer, list) else [answer]:
                self._answer(found, value)

    def send(self) -> None:
        """Send the form and see that it was taken."""
        here = self.page.url
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit].btn").last.click()
        told = self.page.locator("main .refused, main .invalid-text").all_inner_texts()
        assert self.page.url != here, (here, told)

    def look(self, name: str, sizes: tuple[str, ...] = tuple(SIZES)) -> None:
        """At both sizes: nothing runs off the page, axe finds nothing serious; a picture where one is wanted."""
        self.page.evaluate("window.scrollTo(0, 0)")
        for size in sizes:
            self.resize(size)
            serious = [
                each
                for each in Axe().run(self.page).response["violations"]
                if each["impact"] in {"serious", "critical"}
            ]
            self.stage.faults += [
                f"{name}-{size} {each['id']}: {each['nodes'][0]['html'][:160]}" for each in serious
            ]
            if self.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            ):
                self.stage.faults.append(f"{name}-{size} 横向滚动")
            picture(self.page, f"{name}-{size}", self.stage.tale)
        self.resize("desktop")

    def _answer(self, found: Any, value: Any) -> None:
        first = found.first
        kind = first.get_attribute("type") or first.evaluate("each => each.tagName").lower()
        if kind in {"radio", "checkbox"}:
            chosen = value if isinstance(value, str) else "yes"
            found.and_(self.page.locator(f"[value='{chosen}']")).check()
        elif kind == "select":
            first.select_option(str(value))
        elif kind == "file":
            first.set_input_files(document(str(value), self.stage.at))
        else:
            first.fill(str(value))


def document(title: str, at: datetime) -> Any:
    """A paper of that title, to be attached."""
    return {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": paper(title, at.date()).read()}


def picture(page: Any, name: str, tale: str = "story") -> None:
    """The page as it is on the screen, small."""
    if folder := os.environ.get("PICTURES"):
        session = page.context.new_cdp_session(page)
        taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": 72})
        (Path(folder) / f"{tale}-{name}.webp").write_bytes(base64.b64decode(taken["data"]))


def free_port() -> int:
    """A port of this machine on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def public_register(root: Path, home: Path, facts: Path, port: int) -> Iterator[str]:
    """The register's own site over that folder of facts, started as an operator would."""
    surroundings = {
        **os.environ,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "hengxian.config.settings.register",
        "HENGXIAN_HOME": str(home),
        "HENGXIAN_FACTS": str(facts),
        "HENGXIAN_COMPLAINTS": str(home / "complaints"),
    }
    for command in ("migrate", "collectstatic"):
        asked = [sys.executable, "-m", "django", command, "--no-input", "-v", "0"]
        subprocess.run(asked, cwd=root, env=surroundings, check=True)
    served = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--no-ws"]
    with subprocess.Popen(
        [*served, "hengxian.config.wsgi_register:application"], cwd=root, env=surroundings
    ) as server:
        try:
            yield _wait_for(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


def _wait_for(address: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=10):
                return address
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)
