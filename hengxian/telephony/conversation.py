"""The sound of one call, frame by frame: who hears whom, who hears the waiting music, what is kept of it."""

from collections.abc import Callable
from typing import Any, Protocol

from hengxian.telephony.sound import FRAME, SILENCE, Recording, blend, mixed

DEEPEST = 10 * FRAME  # what is heard late is dropped rather than heard later still


class Sound(Protocol):
    """Both directions of a leg's sound, as 16-bit mono at 8000 Hz."""

    def read(self, max_bytes: int, /) -> bytes:
        """What has come in, perhaps nothing."""

    def write(self, pcm: bytes, /) -> Any:
        """To be sent out."""


class Party:
    """A leg as it sounds: what came of it and was not heard yet, and what is being played to it."""

    def __init__(self, sound: Sound, waiting: bytes) -> None:
        self._sound, self._waiting = sound, waiting
        self._heard = bytearray()
        self._played, self._place, self._then = waiting, 0, _nothing

    def play(self, samples: bytes, then: Callable[[], None]) -> None:
        """Play something once to its end, and say so; the waiting music comes after it."""
        self._played, self._place, self._then = samples, 0, then

    def frame(self) -> bytes:
        """The next 20 ms of what the party says; silence where nothing came."""
        self._heard += self._sound.read(DEEPEST)
        del self._heard[: max(len(self._heard) - DEEPEST, 0)]
        said = bytes(self._heard[:FRAME])
        del self._heard[:FRAME]
        return said.ljust(FRAME, b"\0")

    def hear(self, frame: bytes) -> None:
        """Let the party hear the others."""
        self._sound.write(frame)

    def wait(self) -> None:
        """Let the party hear the next 20 ms of what is played."""
        frame = self._played[self._place : self._place + FRAME]
        self._place += FRAME
        self._sound.write(frame.ljust(FRAME, b"\0"))
        if self._place >= len(self._played):
            then = self._then
            self.play(self._waiting, _nothing)
            then()


class Conversation:
    """All parties of a call, and those who hear each other; the first that do begin its recording."""

    def __init__(self, call: str, record: Callable[[], Recording]) -> None:
        """`record` opens the recording; OSError from it or from writing is kept as the reason why there is none."""
        self.call, self._record = call, record
        self.parties: dict[str, Party] = {}
        self.joined: tuple[str, ...] = ()
        self.recording: Recording | None = None
        self.fault = ""

    def join(self, legs: tuple[str, ...]) -> None:
        """From now on these hear each other."""
        self.joined = legs
        if len(legs) > 1 and self.recording is None and not self.fault:
            self._try(self._begin)

    def step(self) -> None:
        """Move on by 20 ms."""
        said = {leg: party.frame() for leg, party in self.parties.items()}
        joined = {leg: said[leg] for leg in self.joined if leg in said}
        for leg, frame in mixed(joined).items():
            self.parties[leg].hear(frame)
        for leg in said.keys() - joined.keys():
            self.parties[leg].wait()
        recording = self.recording
        if recording and joined:
            others = blend([frame for leg, frame in joined.items() if leg != self.call])
            self._try(lambda: recording.add(joined.get(self.call, SILENCE), others))

    def finish(self) -> tuple[str, str, str] | None:
        """Path, digest and reason of the recording; None where nobody talked, so that there was nothing to keep."""
        recording, digest = self.recording, list[str]()
        if recording:
            self._try(lambda: digest.append(recording.finish()))
        if self.fault:
            return "", "", self.fault
        return (recording.path, digest[0], "") if recording else None

    def _begin(self) -> None:
        self.recording = self._record()

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except OSError as wrong:
            self.recording, self.fault = None, f"录音未能写入：{wrong.strerror or type(wrong).__name__}"


def _nothing() -> None:
    """What comes after the waiting music."""
