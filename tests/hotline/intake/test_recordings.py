"""Recordings: one or a reason for each answered call; hearing one is an act with a reason."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from hengxian.hotline.intake import exchange, recordings
from hengxian.hotline.models import Contact
from hengxian.journal.models import Entry
from hengxian.kernel.refusals import Incomplete, NotAllowed, NotThere
from tests.hotline.intake.test_calls import CONFERENCE, told
from tests.hotline.line import Line

SOUND = b"RIFF....WAVE"


@pytest.fixture
def call(line: Line, settings: Any, tmp_path: Path) -> Contact:
    """An answered call of the agent, its recording in the folder of recordings."""
    settings.HENGXIAN_RECORDINGS = tmp_path
    place = tmp_path / "2026/03/02/C1.wav"
    place.parent.mkdir(parents=True)
    place.write_bytes(SOUND)
    kept = told("9", "recording", 215, path="2026/03/02/C1.wav", sha256=hashlib.sha256(SOUND).hexdigest())
    exchange.take_lines(line.hotline, map(json.dumps, [*CONFERENCE[:8], kept]), at=line.at)
    return Contact.objects.get()


@pytest.mark.covers("R9.2.2.2")
def test_hearing_is_an_act_with_a_reason(line: Line, call: Contact) -> None:
    with pytest.raises(Incomplete) as refused:
        recordings.play(call, by=line.actor("inspector"), at=line.at, reason=" ")

    file = recordings.play(call, by=line.actor("inspector"), at=line.at, reason="抽样质检")

    entry = Entry.objects.get(verb="play")
    assert str(refused.value) == "收听录音须说明理由（9.2.2.2）"
    assert file.read_bytes() == SOUND
    assert (entry.object_kind, entry.actor, entry.reason) == ("contact", "质检丁", "抽样质检")


@pytest.mark.parametrize("who", ["agent_two", "clerk", "stranger", "editor"])
def test_others_hear_nothing(line: Line, call: Contact, who: str) -> None:
    with pytest.raises(NotAllowed):
        recordings.play(call, by=line.actor(who), at=line.at, reason="想听")

    assert not Entry.objects.filter(verb="play").exists()


def test_a_file_that_is_not_what_was_told_is_not_heard(line: Line, call: Contact, tmp_path: Path) -> None:
    (tmp_path / call.recording).write_bytes(b"other")

    with pytest.raises(NotThere, match="摘要不符"):
        recordings.play(call, by=line.actor("agent"), at=line.at, reason="核对")


@pytest.mark.parametrize("path", ["../secret.wav", "/etc/hostname", "2026/none.wav"])
def test_no_path_leads_out_of_the_folder(line: Line, call: Contact, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "secret.wav").write_bytes(SOUND)
    Contact.objects.update(recording=path, recording_digest="")

    with pytest.raises(NotThere):
        recordings.play(Contact.objects.get(), by=line.actor("agent"), at=line.at, reason="核对")


@pytest.mark.covers("R9.2.2.2")
def test_answered_calls_without_recording_are_listed_until_a_reason_is_stated(line: Line) -> None:
    exchange.take_lines(line.hotline, map(json.dumps, CONFERENCE[:8]), at=line.at)
    exchange.take_lines(line.hotline, [json.dumps(told("x", "arrival") | {"call": "C2"})], at=line.at)
    lacking = list(recordings.lacking(line.hotline))

    recordings.state_reason(lacking[0], "录音设备检修", by=line.actor("agent"), at=line.at)

    assert [contact.identity for contact in lacking] == ["C1"]  # nobody answered C2
    assert not recordings.lacking(line.hotline).exists()
    exchange.take_lines(line.hotline, [json.dumps(CONFERENCE[8])], at=line.at)
    assert Contact.objects.get(identity="C1").recording == "2026/03/02/C1.wav"
