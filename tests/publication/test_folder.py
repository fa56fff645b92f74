"""The folder of facts: appended under one lock, read only when whole, telling what is wrong with it."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from hengxian.publication.announcing import change, issue
from hengxian.publication.appending import Draft, append, found
from hengxian.publication.facts import Announcement, KeyNotice
from hengxian.publication.faults import FactRefused, FolderFault
from hengxian.publication.folder import head_of, segment_of
from hengxian.publication.reading import START, Cursor, read
from hengxian.publication.signing import KeyFile, PublicKey
from tests.publication.conftest import CHINA, NOON


def notice(n: int) -> Draft:
    body = Announcement(category="其他公告", title=f"公告{n}", text="虚构", announced_on=date(2026, 3, 2))
    return Draft(f"n{n}", NOON, body)


def titles(folder: Path, after: Cursor = START) -> list[str]:
    return [fact.body.title for fact in read(folder, after) if isinstance(fact.body, Announcement)]


def test_what_is_appended_is_read_in_order_across_segments(facts, key):
    for start in range(0, 2500, 500):
        append(facts, [notice(n) for n in range(start, start + 500)], key)

    assert titles(facts) == [f"公告{n}" for n in range(2500)]
    assert head_of(facts).sequence == 2501


def test_reading_goes_on_from_a_cursor(facts, key):
    append(facts, [notice(n) for n in range(1500)], key)
    cursor = START
    for fact in read(facts):
        cursor = cursor.after(fact)
    append(facts, [notice(1500), notice(1501)], key)

    assert titles(facts, cursor) == ["公告1500", "公告1501"]


def test_a_status_change_goes_out_with_its_announcement_and_without_reason(facts, key, edition):
    append(facts, issue("act-1", edition(), NOON, CHINA), key)
    append(facts, change("act-2", edition(), "有效", "暂停", NOON, CHINA), key)
    append(facts, change("act-3", edition(), "暂停", "有效", NOON, CHINA), key)
    append(facts, change("act-4", edition(), "有效", "撤销", NOON, CHINA), key)
    append(facts, change("act-5", edition("HX-2"), "有效", "注销", NOON, CHINA), key)

    kinds = [(fact.kind, fact.id) for fact in read(facts)][1:]
    assert kinds == [
        ("certificate", "act-1/certificate"),
        ("status", "act-1/status"),
        ("announcement", "act-1/announcement"),
        *[(kind, f"act-{n}/{kind}") for n in (2, 3, 4, 5) for kind in ("status", "announcement")],
    ]


def test_a_repeated_append_at_the_same_place_changes_nothing(facts, key):
    first = append(facts, [notice(1), notice(2)], key, first=2)

    again = append(facts, [notice(1), notice(2), notice(3)], key, first=2)

    assert (first.sequence, again.sequence) == (3, 4)
    with pytest.raises(FactRefused, match="第 3 条已公布为 n2"):
        append(facts, [notice(9)], key, first=3)
    with pytest.raises(FactRefused, match="不能跳号"):
        append(facts, [notice(9)], key, first=9)


def test_an_altered_fact_is_named(facts, key):
    append(facts, [notice(n) for n in range(3)], key)
    path = segment_of(facts, 1)
    path.write_bytes(path.read_bytes().replace("公告1".encode(), "公告7".encode()))

    with pytest.raises(FolderFault, match="第 3 条"):
        titles(facts)


def test_a_removed_fact_is_told(facts, key):
    append(facts, [notice(n) for n in range(3)], key)
    path = segment_of(facts, 1)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))

    with pytest.raises(FolderFault, match="第 3 条"):
        titles(facts)


@pytest.mark.parametrize("cut", [1, 40])
def test_a_truncated_tail_is_told_and_not_written_over(facts, key, cut):
    append(facts, [notice(n) for n in range(3)], key)
    path = segment_of(facts, 1)
    path.write_bytes(path.read_bytes()[:-cut])

    with pytest.raises(FolderFault, match="截断"):
        titles(facts)
    with pytest.raises(FolderFault, match="截断"):
        append(facts, [notice(9)], key)


def test_a_folder_set_back_is_told_to_whoever_has_read_further(facts, key):
    append(facts, [notice(1)], key)
    kept = (facts / "head.json").read_bytes()
    append(facts, [notice(2)], key)
    cursor = START
    for fact in read(facts):
        cursor = cursor.after(fact)

    (facts / "head.json").write_bytes(kept)

    with pytest.raises(FolderFault, match="回退"):
        titles(facts, cursor)


def test_a_stranger_can_neither_append_nor_have_his_lines_read(facts, key, tmp_path):
    stranger = KeyFile.create(tmp_path / "stranger.pem")
    with pytest.raises(FactRefused, match="尚未"):
        append(facts, [notice(1)], stranger)
    head = json.loads((facts / "head.json").read_bytes())
    (facts / "head.json").write_text(json.dumps({**head, "keys": [stranger.public_key.key_id]}))
    append(facts, [notice(1)], stranger)

    with pytest.raises(FolderFault, match="未经公布"):
        titles(facts)


def test_a_key_is_followed_by_the_next_and_no_longer_accepted_once_retired(facts, key, tmp_path):
    successor = KeyFile.create(tmp_path / "successor.pem")
    append(facts, [Draft("k2", NOON, announced(successor.public_key, "启用"))], key)
    append(facts, [notice(1), Draft("k1", NOON, announced(key.public_key, "停用"))], successor)

    append(facts, [notice(2)], successor)

    assert titles(facts) == ["公告1", "公告2"]
    with pytest.raises(FactRefused, match="尚未"):
        append(facts, [notice(3)], key)


def announced(key: PublicKey, state) -> KeyNotice:
    return KeyNotice(key_id=key.key_id, algorithm=key.algorithm, public_key=key.raw.hex(), state=state)


def test_an_anchor_refuses_a_folder_begun_by_another(tmp_path, key):
    other = KeyFile.create(tmp_path / "other.pem")
    found(tmp_path / "theirs", other, NOON)

    with pytest.raises(FolderFault, match="第 1 条"):
        list(read(tmp_path / "theirs", Cursor(anchor=key.public_key.key_id)))


def test_a_kind_of_a_later_version_is_passed_over(facts, key):
    class Later(Announcement):
        kind = "later"

    body = Later(category="其他公告", title="以后", text="虚构", announced_on=date(2026, 3, 2))
    append(facts, [Draft("later", NOON, body), notice(1)], key)

    kinds = [(fact.kind, fact.body is None) for fact in read(facts)]
    assert kinds == [("key", False), ("later", True), ("announcement", False)]


def test_time_without_offset_is_refused(facts, key):
    with pytest.raises(FactRefused, match="时区"):
        append(facts, [Draft("n", NOON.replace(tzinfo=None), notice(1).body)], key)


WRITER = """
import sys
from pathlib import Path
from tests.publication.test_folder import notice
from hengxian.publication.appending import append
from hengxian.publication.signing import KeyFile
key = KeyFile.load(Path(sys.argv[2]))
for n in range(int(sys.argv[3]), int(sys.argv[4]), 2):
    append(Path(sys.argv[1]), [notice(n), notice(n + 1)], key)
    print(n, flush=True)
"""


@pytest.fixture
def writing(facts, tmp_path, root):
    """Begins another process that appends notices two by two from one number to another."""

    def begin(first: int, last: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", WRITER, facts, tmp_path / "keys/signing.pem", str(first), str(last)]
        return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE)

    return begin


def test_two_writers_at_once_lose_nothing(facts, writing):
    with writing(1000, 1050) as one, writing(2000, 2050) as other:
        one.wait()
        other.wait()

    assert sorted(titles(facts)) == sorted(f"公告{n + m}" for n in (1000, 2000) for m in range(50))


def test_a_writer_killed_at_any_moment_leaves_a_whole_folder(facts, key, writing):
    for turn in range(4):
        with writing(0, 1_000_000) as writer:
            writer.stdout.readline()
            time.sleep(0.02 + 0.013 * turn)
            os.kill(writer.pid, signal.SIGKILL)
        with segment_of(facts, head_of(facts).sequence).open("ab") as file:
            file.write(b'{"sequence": 99')

        before = titles(facts)
        append(facts, [notice(7777)], key)

        assert len(before) % 2 == turn % 2
        assert titles(facts) == [*before, "公告7777"]


def test_a_key_file_is_its_owners_alone(tmp_path):
    path = tmp_path / "signing.pem"
    KeyFile.create(path)
    mode = path.stat().st_mode & 0o777
    path.chmod(0o644)

    assert mode == 0o600
    with pytest.raises(Exception, match="0600"):
        KeyFile.load(path)
    with pytest.raises(FileExistsError):
        KeyFile.create(path)
