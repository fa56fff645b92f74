"""A ZIP sent while it is packed: the same bytes as were in the folder, and no more held than a block."""

import os
import zipfile
from io import BytesIO
from pathlib import Path

from hengxian.web.acting.packing import BLOCK, zipped


def test_archive_is_whole_and_no_piece_is_larger_than_a_block(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 7
    sizes = {"calls.csv": 20 * BLOCK + 3, "空.csv": 0, "dataset.toml": 17}
    for name, size in sizes.items():
        (tmp_path / name).write_bytes((noise * (size // len(noise) + 1))[:size])

    parts = list(zipped([(path, path.name) for path in sorted(tmp_path.iterdir())]))

    with zipfile.ZipFile(BytesIO(b"".join(parts))) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
        assert archive.testzip() is None
    assert found == {name: (tmp_path / name).read_bytes() for name in sizes}
    assert max(map(len, parts)) <= BLOCK * 1.01 and len(parts) >= 1


def test_first_bytes_come_before_the_last_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(os.urandom(4 * BLOCK))

    stream = zipped([(tmp_path / "a", "a"), (tmp_path / "not there yet", "b")])
    first = next(stream)
    (tmp_path / "not there yet").write_bytes(b"now")
    rest = b"".join(stream)

    with zipfile.ZipFile(BytesIO(first + rest)) as archive:
        assert archive.read("b") == b"now"
