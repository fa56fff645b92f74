"""One message to one address: connected to the machine that was checked, no redirect, no proxy, and not for long."""

import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer

from hengxian.records.outbox.addresses import NotCalled, Place, place_of, reachable
from hengxian.records.privacy import scanning

LONGEST_SECONDS = 8  # for the whole exchange, however slowly its bytes drip
READ = 600
KEPT = 300


@dataclass(frozen=True)
class Answer:
    """What came back; `status` is None when nobody answered, and then `text` says why."""

    status: int | None
    text: str

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it: any 2xx, nothing else."""
        return self.status is not None and 200 <= self.status < 300


def post(address: str, body: bytes, headers: Mapping[str, str], *, inside: Sequence[str]) -> Answer:
    """Send it. Never raises for what the other side does; `inside` are the networks the operator opened."""
    try:
        place = place_of(address)
        return _exchange(place, reachable(place, inside), body, headers)
    except NotCalled as refusal:
        return Answer(None, str(refusal))
    except (OSError, http.client.HTTPException) as error:
        # An error may quote what came: it is kept under the same rules as an answer.
        return Answer(None, _told(f"没有得到回答：{type(error).__name__} {error}".encode(errors="replace")))


def _exchange(place: Place, machine: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection(place.host, place.port, timeout=LONGEST_SECONDS)
    connection.sock = _connected(place, machine)
    timer = Timer(LONGEST_SECONDS, _cut, (connection.sock,))
    timer.start()
    try:
        connection.request("POST", place.path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, _told(answer.read(READ)))
    finally:
        timer.cancel()
        connection.close()


def _connected(place: Place, machine: str) -> socket.socket:
    plain = socket.create_connection((machine, place.port), timeout=LONGEST_SECONDS)
    if not place.is_secret:
        return plain
    try:
        # The certificate is the name's, though the machine was called by its number.
        return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host)
    except BaseException:
        plain.close()
        raise


def _cut(held: socket.socket) -> None:
    with suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)


def _told(said: bytes) -> str:
    """The beginning of the answer on one line; what holds personal data is not kept."""
    text = " ".join(said.decode("utf-8", "replace").replace("\x00", "").split())[:KEPT]
    return "（回答中含个人信息，未保存）" if scanning.scan(text) else text
