"""One message to one address: connected to the machine that was checked, no redirect, no proxy, and not for long."""

import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Timer

from hengxian.records.outbox.addresses import NotCalled, Place, place_of, reachable
from hengxian.records.privacy import scanning

LONGEST_SECONDS = 8  # for the whole exchange, however slowly its bytes drip
READ = 600
KEPT = 300

# What an error means to whoever keeps the address; the first that fits, anything else is a way that is barred.
FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLError, "没有谈成加密连接，请检查对方是否以 https 提供服务"),
    (ConnectionRefusedError, "对方的端口没有服务，请检查端口，或者对方服务是否已启动"),
    (TimeoutError, f"对方 {LONGEST_SECONDS} 秒内没有答完"),
    (ConnectionError, "对方没有答完就断开了"),
    (http.client.HTTPException, "对方的回答不是完整的 HTTP 回答，请检查地址和端口是否属于该服务"),
)


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
        return Answer(None, f"没有得到回答：{_why(error)}")


def _exchange(place: Place, machine: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    connection = http.client.HTTPConnection(place.host, place.port, timeout=LONGEST_SECONDS)
    connection.sock = _connected(place, machine)
    is_cut = Event()
    timer = Timer(LONGEST_SECONDS, _cut, (connection.sock, is_cut))
    timer.start()
    try:
        connection.request("POST", place.path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, _told(answer.read(READ)))
    except (OSError, http.client.HTTPException, ValueError):
        # The last is what a TLS socket says that is cut while it reads.
        if is_cut.is_set():
            raise TimeoutError from None
        raise
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


def _cut(held: socket.socket, is_cut: Event) -> None:
    is_cut.set()
    with suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    """What to look into; an error's own words may quote what came, so only those about a certificate are kept."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"对方的证书不被信任（{error.verify_message}），请检查证书的主机名、有效期和签发者"[:KEPT]
    return next(
        (said for kind, said in FAULTS if isinstance(error, kind)), "网络不通，请检查地址、端口和防火墙"
    )


def _told(said: bytes) -> str:
    """The beginning of the answer on one line; what holds personal data is not kept."""
    text = " ".join(said.decode("utf-8", "replace").replace("\x00", "").split())[:KEPT]
    return "（回答中含个人信息，未保存）" if scanning.scan(text) else text
