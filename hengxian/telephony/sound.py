"""Sound as 20 ms frames of 16-bit mono at 8000 Hz: reading a WAV, mixing a conversation, keeping it as a recording."""

import hashlib
import sys
import wave
from array import array
from collections.abc import Mapping
from pathlib import Path

from hengxian.kernel.refusals import Incomplete

RATE = 8000  # Hz
FRAME = 320  # bytes of 20 ms
SILENCE = bytes(FRAME)
LOUDEST = 32767


def read_wav(file: Path) -> bytes:
    """The samples of a WAV file. Incomplete for one that is not 8000 Hz, 16 bits, mono."""
    try:
        with wave.open(str(file), "rb") as sound:
            if (sound.getframerate(), sound.getsampwidth(), sound.getnchannels()) != (RATE, 2, 1):
                raise Incomplete(f"{file.name} 应为 8000 Hz、16 位、单声道的 WAV")
            return _native(sound.readframes(sound.getnframes()))
    except (wave.Error, EOFError):
        raise Incomplete(f"{file.name} 不是 WAV 文件") from None


def mixed(frames: Mapping[str, bytes]) -> dict[str, bytes]:
    """For each party what the others say together; frames of equal length."""
    return {own: blend([frame for name, frame in frames.items() if name != own]) for own in frames}


def blend(frames: list[bytes]) -> bytes:
    """Several frames as one, cut off where they would be louder than a sample can be."""
    if len(frames) < 2:
        return frames[0] if frames else SILENCE
    parts = [array("h", frame) for frame in frames]
    return array(
        "h", [max(-LOUDEST - 1, min(LOUDEST, sum(each))) for each in zip(*parts, strict=True)]
    ).tobytes()


class Recording:
    """A stereo WAV in the making: the caller left, everybody else right. Under its own name only once it is whole."""

    def __init__(self, folder: Path, path: str) -> None:
        """`path` is relative to the folder of recordings. OSError when it cannot be written."""
        self.path, self._file = path, folder / path
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._part = self._file.with_suffix(".part")
        self._wav = wave.open(str(self._part), "wb")  # noqa: SIM115  (kept open as long as they talk)
        self._wav.setnchannels(2)
        self._wav.setsampwidth(2)
        self._wav.setframerate(RATE)

    def add(self, caller: bytes, others: bytes) -> None:
        """One frame of both sides."""
        both = array("h", bytes(2 * FRAME))
        both[0::2], both[1::2] = array("h", caller), array("h", others)
        self._wav.writeframesraw(_native(both.tobytes()))

    def finish(self) -> str:
        """Close the file and give its SHA-256."""
        self._wav.close()
        self._part.replace(self._file)
        with self._file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()


def _native(samples: bytes) -> bytes:
    """WAV is little-endian, whatever the machine is."""
    if sys.byteorder == "little":
        return samples
    turned = array("h", samples)
    turned.byteswap()
    return turned.tobytes()
