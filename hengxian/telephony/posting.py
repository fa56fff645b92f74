"""Sending the lines to a hotline over HTTP, beside the calls, and again for as long as nobody answers."""

import json
from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from hengxian.telephony.spool import send_rest

EVERY = 0.5  # seconds: a call stands at the agent's desk while his telephone still rings
TIMEOUT = 20.0


class Refusing(OSError):
    """The hotline answered that it takes nothing from us: a wrong key, a wrong address."""


class Posting:
    """A thread that sends what the folder holds; `warn` takes one sentence whenever something new is in the way."""

    def __init__(self, folder: Path, address: str, key: str, warn: Callable[[str], None]) -> None:
        self._folder, self._address, self._key, self._warn = folder, address, key, warn
        self._over, self._said = Event(), ""
        self._thread = Thread(target=self._run, name="posting", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def finish(self) -> None:
        """Send the rest once more, and end; what could not be sent stays in the folder."""
        self._over.set()
        self._thread.join(2 * TIMEOUT)

    def _run(self) -> None:
        is_over = False
        while not is_over:
            is_over = self._over.wait(EVERY)
            try:
                send_rest(self._folder, self._send)
                self._said = ""
            except (OSError, HTTPException, ValueError) as wrong:
                self._say(f"事件未能送达热线，将再次发送：{wrong}")

    def _send(self, parcel: bytes) -> None:
        if not self._address.startswith(("http://", "https://")):
            raise Refusing(f"地址应以 http:// 或 https:// 开头，现为 {self._address}")
        head = {"Authorization": f"Bearer {self._key}", "Content-Type": "application/x-ndjson"}
        request = Request(self._address, data=parcel, headers=head)
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:
                told = json.load(answer)
        except HTTPError as refused:
            raise Refusing(f"热线答复 {refused.code}") from None
        for each in told.get("refused", []):
            self._warn(f"热线未予采用一条事件：{each.get('sentence', '')}")

    def _say(self, sentence: str) -> None:
        if sentence != self._said:
            self._warn(sentence)
        self._said = sentence
