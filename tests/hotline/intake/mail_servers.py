"""Two real servers for the tests: pymap for IMAP in a process of its own, aiosmtpd for SMTP in a thread."""

import imaplib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path

USER, PASSWORD = "box", "box-password"


@dataclass
class Box:
    """A mailbox on the server."""

    port: int

    @property
    def url(self) -> str:
        """As the settings name it."""
        return f"imap://{USER}:{PASSWORD}@127.0.0.1:{self.port}/INBOX"

    def put(self, *letters: bytes) -> None:
        """Letters arrive, unread."""
        with imaplib.IMAP4("127.0.0.1", self.port) as server:
            server.login(USER, PASSWORD)
            for letter in letters:
                server.append("INBOX", "", imaplib.Time2Internaldate(time.time()), letter)

    def unread_again(self) -> None:
        """Somebody marks everything as unread."""
        with imaplib.IMAP4("127.0.0.1", self.port) as server:
            server.login(USER, PASSWORD)
            server.select("INBOX")
            server.store("1:*", "-FLAGS", "(\\Seen)")


@contextmanager
def imap_server() -> Iterator[Box]:
    """A server with an empty INBOX."""
    port = free_port()
    program = shutil.which("pymap", path=str(Path(sys.executable).parent))
    assert program, "pymap is among the development requirements"
    command = [
        program,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-tls",
        "--no-service",
        "managesieve",
        "dict",
    ]
    said = ["--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
    process = subprocess.Popen([*command, *said], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(port)
        box = Box(port)
        _empty(box)
        yield box
    finally:
        process.terminate()
        process.wait(10)


class Postbox:
    """What an SMTP server was given (aiosmtpd's handler)."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.letters.append(message_from_bytes(envelope.content))  # type: ignore[attr-defined]
        return "250 OK"


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _await(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the mail server did not come up")


def _empty(box: Box) -> None:
    with imaplib.IMAP4("127.0.0.1", box.port) as server:
        server.login(USER, PASSWORD)
        server.select("INBOX")
        server.store("1:*", "+FLAGS", "(\\Deleted)")
        server.expunge()
