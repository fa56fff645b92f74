"""Which addresses a webhook may have, and which machines may be called: never one inside, unless the operator says so.

A name can answer differently from one moment to the next. So the check stands where the connection is made: on
the addresses the name resolves to now, one of which is then called, and no other.
"""

import ipaddress
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from hengxian.kernel.refusals import Incomplete

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
LONGEST = 300


class NotCalled(Exception):
    """The address may not be called, or nobody is there; one sentence says which."""


@dataclass(frozen=True)
class Place:
    """An address taken apart. `path` holds the query too."""

    is_secret: bool
    host: str
    port: int
    path: str


def place_of(address: str) -> Place:
    """The address, if it has the form of one that may be registered. Incomplete otherwise."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _unusable("不是一个网址") from None
    if len(address) > LONGEST or any(not 0x20 < ord(one) < 0x7F for one in address):
        raise _unusable(f"应为不超过 {LONGEST} 个字符的 ASCII 网址，不含空格")
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise _unusable("应以 https:// 开头（运营者许可的内网地址也可用 http://）")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _unusable("不得含用户名、口令或 # 部分")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(
        parts.scheme == "https", parts.hostname, port or (443 if parts.scheme == "https" else 80), path
    )


def reachable(place: Place, inside: Sequence[str]) -> str:
    """The address to connect to now. NotCalled when any that the name resolves to may not be called.

    `inside` are the networks the operator opened (CIDR); only within them may a call go without TLS.
    """
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # a label that is empty or too long is no name either
        raise NotCalled("没有找到这个主机名") from None
    return checked(place, [str(each[4][0]).partition("%")[0] for each in found], inside)


def checked(place: Place, answers: Sequence[str], inside: Sequence[str]) -> str:
    """The first of a name's addresses, when every one may be called; NotCalled otherwise."""
    for address in map(ipaddress.ip_address, answers):
        if not (is_opened(address, inside) or is_public(address)):
            raise NotCalled("地址指向内部网络，运营者没有许可（HENGXIAN_WEBHOOK_NETWORKS）")
        if not (place.is_secret or is_opened(address, inside)):
            raise NotCalled("公网地址须使用 https://")
    return answers[0]


def is_opened(address: IP, inside: Sequence[str]) -> bool:
    """Whether the operator's networks hold it."""
    return any(address in ipaddress.ip_network(each) for each in inside)


def is_public(address: IP) -> bool:
    """Whether it is a machine of the public network; an IPv4 address in IPv6 clothing is judged as what it is."""
    if isinstance(address, ipaddress.IPv6Address) and (bare := _dressed(address)):
        return is_public(bare)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _dressed(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _unusable(why: str) -> Incomplete:
    return Incomplete(f"接收地址{why}", fields=("address",))
