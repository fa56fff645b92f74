"""What a switch hears of its telephones, and what it bids them do. Values without an instant: that comes beside them.

The caller's own leg bears the identity of his call; the legs that the switch dials are numbered under it.
"""

from dataclasses import dataclass

from hengxian.telephony.contract import Event


@dataclass(frozen=True)
class Arrived:
    """Somebody calls the hotline's number; `caller` is empty when withheld."""

    leg: str
    caller: str


@dataclass(frozen=True)
class PickedUp:
    """Voices can pass on a leg: an agent or a unit took the receiver, or the caller heard the switch answer."""

    leg: str


@dataclass(frozen=True)
class Announced:
    """The announcement was played to its end."""

    leg: str


@dataclass(frozen=True)
class Keyed:
    """A key was pressed: 0-9, * or #."""

    leg: str
    key: str


@dataclass(frozen=True)
class Gone:
    """A leg is no more: hung up, or never answered, and then `reason` says how it came out."""

    leg: str
    reason: str = ""


@dataclass(frozen=True)
class Kept:
    """The recording of a call lies under the folder of recordings at `path`, or there is none for `reason`."""

    call: str
    path: str = ""
    sha256: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """Answer the caller, as a robot does."""

    leg: str


@dataclass(frozen=True)
class Announce:
    """Play the announcement to the caller; where there is none, say so at once."""

    leg: str


@dataclass(frozen=True)
class Ring:
    """Dial a phone; the leg bears this name."""

    leg: str
    phone: str


@dataclass(frozen=True)
class Join:
    """From now on these legs of the call hear each other; its other legs hear the waiting music."""

    call: str
    legs: tuple[str, ...]


@dataclass(frozen=True)
class HangUp:
    """End a leg, whatever becomes of it."""

    leg: str


@dataclass(frozen=True)
class Close:
    """The call is over: finish its recording."""

    call: str


@dataclass(frozen=True)
class Tell:
    """A line of the contract."""

    event: Event


News = Arrived | PickedUp | Announced | Keyed | Gone | Kept
Bid = Answer | Announce | Ring | Join | HangUp | Close | Tell
