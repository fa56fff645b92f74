"""Frames of sound: who hears whom, what is kept, and what becomes of a disk that is full."""

import hashlib
import wave
from array import array
from pathlib import Path

import pytest

from hengxian.kernel.refusals import Incomplete
from hengxian.telephony.conversation import Conversation, Party
from hengxian.telephony.sound import FRAME, SILENCE, Recording, blend, mixed, read_wav


def frame(level: int) -> bytes:
    return array("h", [level] * (FRAME // 2)).tobytes()


class Wire:
    """A leg's sound whose other end the test holds."""

    def __init__(self, said: bytes = b"") -> None:
        self.said, self.heard = said, list[bytes]()

    def read(self, max_bytes: int, /) -> bytes:
        taken, self.said = self.said[:max_bytes], self.said[max_bytes:]
        return taken

    def write(self, pcm: bytes, /) -> None:
        self.heard.append(pcm)


def talk(folder: Path, **wires: Wire) -> Conversation:
    conversation = Conversation("c", lambda: Recording(folder, "2026/03/02/c.wav"))
    conversation.parties |= {leg: Party(wire, frame(7)) for leg, wire in wires.items()}
    return conversation


def test_each_hears_the_others_and_not_himself() -> None:
    heard = mixed({"a": frame(1), "b": frame(20), "c": frame(300)})

    assert heard == {"a": frame(320), "b": frame(301), "c": frame(21)}


def test_loud_voices_together_are_cut_off_and_do_not_turn_over() -> None:
    assert blend([frame(30000), frame(30000)]) == frame(32767)
    assert blend([frame(-30000), frame(-30000)]) == frame(-32768)
    assert blend([]) == SILENCE


def test_a_waiting_caller_hears_music_and_those_who_talk_hear_each_other(tmp_path: Path) -> None:
    caller, agent = Wire(frame(1) * 2), Wire(frame(20) * 2)
    conversation = talk(tmp_path, c=caller, agent=agent)

    conversation.join(())
    conversation.step()
    conversation.join(("c", "agent"))
    conversation.step()

    assert (caller.heard, agent.heard) == ([frame(7), frame(20)], [frame(7), frame(1)])


def test_an_announcement_is_played_to_its_end_and_then_music(tmp_path: Path) -> None:
    caller, ends = Wire(), list[str]()
    conversation = talk(tmp_path, c=caller)
    conversation.parties["c"].play(frame(5) * 2, lambda: ends.append("over"))

    for _ in range(3):
        conversation.step()

    assert (caller.heard, ends) == ([frame(5), frame(5), frame(7)], ["over"])


def test_what_is_heard_late_is_dropped(tmp_path: Path) -> None:
    late, agent = Wire(b"".join(frame(number) for number in range(10))), Wire()
    conversation = talk(tmp_path, c=late, agent=agent)
    conversation.parties["c"].frame()
    late.said = b"".join(frame(number) for number in range(100, 110))
    conversation.join(("c", "agent"))

    conversation.step()

    assert agent.heard == [frame(100)]


def test_a_recording_holds_the_caller_left_and_the_others_right(tmp_path: Path) -> None:
    conversation = talk(tmp_path, c=Wire(frame(1)), agent=Wire(frame(20)), unit=Wire(frame(300)))
    conversation.join(("c", "agent", "unit"))
    conversation.step()

    kept = conversation.finish()

    file = tmp_path / "2026/03/02/c.wav"
    with wave.open(str(file)) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    assert kept == ("2026/03/02/c.wav", hashlib.sha256(file.read_bytes()).hexdigest(), "")
    assert (samples[0::2].tobytes(), samples[1::2].tobytes()) == (frame(1), frame(320))
    assert list(tmp_path.rglob("*.part")) == []


def test_a_call_that_nobody_answered_has_no_recording_and_needs_none(tmp_path: Path) -> None:
    conversation = talk(tmp_path, c=Wire(frame(1)))
    conversation.step()

    assert conversation.finish() is None
    assert list(tmp_path.iterdir()) == []


def test_a_recording_that_cannot_be_written_leaves_a_reason_and_the_talk_goes_on(tmp_path: Path) -> None:
    (tmp_path / "2026").write_text("no folder")
    caller, agent = Wire(frame(1)), Wire(frame(20))
    conversation = talk(tmp_path, c=caller, agent=agent)
    conversation.join(("c", "agent"))
    conversation.step()

    path, digest, reason = conversation.finish() or ("", "", "")

    assert (path, digest, reason[:7], agent.heard) == ("", "", "录音未能写入：", [frame(1)])


@pytest.mark.parametrize(("rate", "channels", "sentence"), [(16000, 1, "应为 8000 Hz"), (8000, 2, "单声道")])
def test_a_sound_of_another_kind_is_refused(tmp_path: Path, rate: int, channels: int, sentence: str) -> None:
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(frame(1))

    with pytest.raises(Incomplete, match=sentence):
        read_wav(tmp_path / "a.wav")


def test_a_file_that_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_bytes(b"no sound")

    with pytest.raises(Incomplete, match=r"a\.wav 不是 WAV 文件"):
        read_wav(tmp_path / "a.wav")
