"""The store: digests at receipt, nothing overwritten, nothing half, every reading verified."""

import io
import os
import signal
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hengxian.kernel.digests import Digests, digest_bytes
from hengxian.records.files.limits import MIB, Limits
from hengxian.records.files.refusals import FileAltered, FileGone, FileRefused
from hengxian.records.files.store import Received, Store
from tests.records.files.samples import PNG


class Endless:
    """An upload that never ends and keeps nothing."""

    def __init__(self, head: bytes) -> None:
        self.head, self.given = head, 0

    def read(self, size: int, /) -> bytes:
        block = (self.head if not self.given else b"").ljust(size, b"\0")
        self.given += size
        return block


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


@pytest.mark.covers("G-23")
def test_digests_match_the_published_vectors_of_sha256_and_sm3():
    assert digest_bytes(b"abc") == Digests(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    )


def test_received_file_keeps_its_name_and_is_read_back(store: Store, tmp_path: Path):
    received = store.receive(io.BytesIO(PNG), "𠮷田.png", Limits())

    digests = digest_bytes(PNG)
    place = f"{digests.sha256[:2]}/{digests.sha256[2:4]}/{digests.sha256}"
    assert received == Received("𠮷田.png", len(PNG), digests.sha256, digests.sm3, "image/png", place)
    assert files_in(tmp_path) == [place]
    with store.open_verified(place, "𠮷田.png") as content:
        assert content.read() == PNG


def test_same_content_is_kept_once_and_never_written_again(store: Store, tmp_path: Path):
    first = store.receive(io.BytesIO(PNG), "一.png", Limits())
    before = (tmp_path / first.place).stat()

    second = store.receive(io.BytesIO(PNG), "二.png", Limits())

    after = (tmp_path / first.place).stat()
    assert second.place == first.place
    assert (before.st_ino, before.st_mtime_ns, after.st_nlink) == (after.st_ino, after.st_mtime_ns, 1)
    assert files_in(tmp_path) == [first.place]


def test_same_content_received_at_once_is_kept_once(store: Store, tmp_path: Path):
    with ThreadPoolExecutor(8) as pool:
        uploads = [pool.submit(store.receive, io.BytesIO(PNG), f"{n}.png", Limits()) for n in range(24)]
        received = [upload.result() for upload in uploads]

    assert {each.place for each in received} == {received[0].place}
    assert files_in(tmp_path) == [received[0].place]


def test_altered_content_is_not_handed_out(store: Store, tmp_path: Path):
    received = store.receive(io.BytesIO(PNG), "现场.png", Limits())
    path = tmp_path / received.place
    path.chmod(0o600)
    path.write_bytes(PNG[:-1] + b"\x01")

    with pytest.raises(FileAltered) as refusal, store.open_verified(received.place, "现场.png"):
        pass

    assert str(refusal.value) == "现场.png：存放的内容与收到时的摘要不符，已停止使用，请报告审计管理员"


def test_altered_content_is_not_taken_for_the_same_file_again(store: Store, tmp_path: Path):
    received = store.receive(io.BytesIO(PNG), "现场.png", Limits())
    (tmp_path / received.place).chmod(0o600)
    (tmp_path / received.place).write_bytes(b"changed")

    with pytest.raises(FileAltered):
        store.receive(io.BytesIO(PNG), "现场.png", Limits())

    assert files_in(tmp_path) == [received.place]


def test_lost_content_is_named(store: Store, tmp_path: Path):
    received = store.receive(io.BytesIO(PNG), "现场.png", Limits())
    (tmp_path / received.place).unlink()

    with (
        pytest.raises(FileGone, match=r"现场\.png：存放的内容不见了"),
        store.open_verified(received.place, "现场.png"),
    ):
        pass


@pytest.mark.parametrize("place", ["../../secret", "ab/cd/" + "g" * 64, "", "aa/bb/" + "a" * 64])
def test_place_outside_the_store_is_never_opened(store: Store, place: str):
    with pytest.raises(ValueError, match="not a place"), store.open_verified(place, "x"):
        pass


def test_refused_file_leaves_nothing(store: Store, tmp_path: Path):
    with pytest.raises(FileRefused):
        store.receive(io.BytesIO(b"<html>"), "页.txt", Limits())

    assert files_in(tmp_path) == []


@pytest.mark.covers("G-9")
def test_photo_of_200_megabytes_is_refused_without_being_held_in_memory(store: Store, tmp_path: Path):
    upload = Endless(PNG)
    tracemalloc.start()

    with pytest.raises(FileRefused) as refusal:
        store.receive(upload, "现场.png", Limits())

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert str(refusal.value) == "现场.png：文件过大，PNG 图片最大 50 MB"
    assert upload.given == 51 * MIB
    assert most < 8 * MIB
    assert files_in(tmp_path) == []


def test_limit_of_a_site_replaces_ours(store: Store):
    with pytest.raises(FileRefused, match="PNG 图片最大 50 字节"):
        store.receive(io.BytesIO(PNG), "现场.png", Limits(sizes={"picture": 50}))


def test_process_killed_while_receiving_leaves_no_half_file(store: Store, tmp_path: Path, root: Path):
    script = (
        "import sys, time\nfrom pathlib import Path\n"
        "from hengxian.records.files.limits import Limits\nfrom hengxian.records.files.store import Store\n"
        "class Slow:\n"
        "    first = True\n"
        "    def read(self, size):\n"
        "        if self.first:\n"
        "            self.first = False\n"
        "            return bytes.fromhex(sys.argv[2])\n"
        "        print('half', flush=True)\n"
        "        time.sleep(60)\n"
        "Store(Path(sys.argv[1])).receive(Slow(), 'a.png', Limits())\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), PNG.hex()], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
    left = files_in(tmp_path)

    now = datetime.now(UTC)
    too_early = store.clear_unfinished(now - timedelta(hours=1))
    cleared = store.clear_unfinished(now + timedelta(hours=1))

    assert [name.split("/")[0] for name in left] == ["incoming"]
    assert (too_early, cleared, files_in(tmp_path)) == (0, 1, [])


def test_erased_content_is_gone_for_good(store: Store, tmp_path: Path):
    received = store.receive(io.BytesIO(PNG), "现场.png", Limits())

    store.erase(received.place)
    store.erase(received.place)

    assert files_in(tmp_path) == []
